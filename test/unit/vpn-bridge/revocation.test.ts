import { revocationList } from "../../../components/vpn-bridge/revocation";
import { tls } from "../../../sim/tls";
import { run, testWith } from "../../support/commands";
import { useClouds } from "../../support/sim-client";
import { certOf, TlsMaker, type Identity } from "../../support/tls";
import * as crypto from "node:crypto";

const make = new TlsMaker(useClouds([tls]).client("tls"));
let authority: Identity;

const rootOf = (validityPeriodHours: number): Promise<Identity> =>
    make.root(
        { allowedUses: ["cert_signing", "crl_signing"], setSubjectKeyId: true, validityPeriodHours },
        { algorithm: "RSA", rsaBits: 2048 },
    );
beforeAll(async () => {
    authority = await rootOf(10 * 8760);
});

const certificate = (): string => authority.cert.state.certPem as string;
const listOf = (...serials: string[]): string =>
    revocationList({ certificate: certificate(), privateKey: authority.key }, serials);
const derOf = (pem: string): Buffer => Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ""), "base64");

/** One value of DER: its tag, its content, and all of it. */
interface Value {
    readonly tag: number;
    readonly content: Buffer;
    readonly whole: Buffer;
}

/** The values that stand one after the other in some bytes (X.690, 8.1). */
function values(bytes: Buffer): Value[] {
    const found: Value[] = [];
    for (let at = 0; at < bytes.length;) {
        const first = bytes[at + 1]!;
        const more = first < 0x80 ? 0 : first - 0x80;
        const length = more === 0 ? first : bytes.readUIntBE(at + 2, more);
        const start = at + 2 + more;
        found.push({
            tag: bytes[at]!,
            content: bytes.subarray(start, start + length),
            whole: bytes.subarray(at, start + length),
        });
        at = start + length;
    }
    return found;
}

const SEQUENCE = 0x30;

/** The parts of a list (RFC 5280, 5.1). */
function read(pem: string): { signed: Buffer; signature: Buffer; times: string[]; serials: string[] } {
    const [list, , signature] = values(values(derOf(pem))[0]!.content) as [Value, Value, Value];
    const [, , , thisUpdate, nextUpdate, revoked] = values(list.content) as [Value, Value, Value, Value, Value, Value];
    const entries = revoked.tag === SEQUENCE ? values(revoked.content) : [];
    return {
        signed: list.whole,
        // The first byte of a bit string counts the bits that are not used.
        signature: signature.content.subarray(1),
        times: [thisUpdate, nextUpdate].map(({ content }) => content.toString("ascii")),
        serials: entries.map((entry) => values(entry.content)[0]!.content.toString("hex")),
    };
}

describe("a list of revoked certificates", () => {
    test("is signed by the authority", () => {
        const { signed, signature } = read(listOf("4a3f"));
        const { publicKey } = certOf(authority.cert);
        expect(crypto.verify("sha256", signed, publicKey, signature)).toBe(true);
        expect(crypto.verify("sha256", Buffer.concat([signed, Buffer.from([0])]), publicKey, signature)).toBe(false);
    });

    test("of the same serials is the same text, in whatever order and spelling they come", () => {
        expect(listOf("4a3f", "0b")).toBe(listOf("4a3f", "0b"));
        expect(listOf("0b", "4A3F")).toBe(listOf("4a:3f", "b"));
    });

    test("of other serials is another text", () => {
        expect(listOf("4a3f")).not.toBe(listOf("4a40"));
        expect(listOf()).not.toBe(listOf("4a3f"));
    });

    test.each([
        ["a short one", "7", "07"],
        ["one of odd length", "a3f", "0a3f"],
        ["one with a first bit, which would make it negative", "ff01", "00ff01"],
        ["one with zeros before it", "0000004a", "4a"],
        ["one with zeros before a first bit", "0080", "0080"],
        ["one as openssl prints it", "4A:3F:00", "4a3f00"],
        ["one of 20 bytes", "7f".repeat(20), "7f".repeat(20)],
    ])("holds %s as a positive number, in as few bytes as it takes", (_, serial, der) => {
        expect(read(listOf(serial)).serials).toEqual([der]);
    });

    test("names each certificate once", () => {
        expect(read(listOf("4a3f", "4A:3F", "004a3f", "0b")).serials).toEqual(["0b", "4a3f"]);
    });

    test("may be empty", () => {
        expect(read(listOf()).serials).toEqual([]);
    });

    // A list that has run out makes OpenVPN refuse everybody.
    test("is valid as long as the authority", () => {
        const { validFrom, validTo } = certOf(authority.cert);
        const utc = (date: string): string => `${new Date(date).toISOString().replace(/[-:T]/g, "").slice(2, 14)}Z`;
        expect(read(listOf("4a")).times).toEqual([utc(validFrom), utc(validTo)]);
    });
});

describe("to openssl a list", () => {
    const openssl = testWith("openssl");
    const told = (pem: string, by: Identity = authority): string => {
        const files = { "authority.pem": by.cert.state.certPem as string, "list.pem": pem };
        const args = ["crl", "-CAfile", "authority.pem", "-in", "list.pem", "-noout", "-text"];
        const { ok, output } = run("openssl", args, files);
        expect([ok, output.includes("verify OK")]).toEqual([true, true]);
        return output;
    };

    openssl("is one of version 2 with the authority's name, key and signature", () => {
        const text = told(listOf("ff01", "4a"));
        expect(text).toContain("Version 2");
        expect(text).toMatch(/Issuer: CN\s*=\s*root/);
        expect(text).toContain("sha256WithRSAEncryption");
        const keyId = (of: string): string | undefined => /([0-9A-F]{2}:){19}[0-9A-F]{2}/.exec(of)?.[0];
        const { output } = run("openssl", ["x509", "-in", "ca.pem", "-noout", "-ext", "subjectKeyIdentifier"], {
            "ca.pem": certificate(),
        });
        expect(keyId(text)).toBe(keyId(output));
    });

    openssl("revokes these serials, and nothing else", () => {
        const serials = [...told(listOf("ff01", "4a:3f", "b")).matchAll(/Serial Number: (\w+)/g)].map(([, s]) => s);
        expect(serials).toEqual(["FF01", "0B", "4A3F"]);
        expect(told(listOf())).toContain("No Revoked Certificates");
    });

    openssl("has a number that grows with it", () => {
        const number = (pem: string): string => /X509v3 CRL Number:\s*(\d+)/.exec(told(pem))?.[1] ?? "";
        expect([number(listOf()), number(listOf("4a")), number(listOf("4a", "4b"))]).toEqual(["1", "2", "3"]);
    });

    // From 2050 on times are written in another way (RFC 5280, 5.1.2.4).
    openssl("is valid beyond 2050 where the authority is", async () => {
        const long = await rootOf(40 * 8760);
        const pem = revocationList({ certificate: long.cert.state.certPem as string, privateKey: long.key }, ["4a"]);
        const year = new Date(certOf(long.cert).validTo).getUTCFullYear();
        expect(year).toBeGreaterThan(2050);
        expect(told(pem, long)).toMatch(new RegExp(`Next Update: .* ${year} GMT`));
    });

    openssl("takes a certificate out that was good before", async () => {
        const leaf = await make.signed(authority, {}, { subject: { commonName: "plant/1" } });
        const verdict = (...serials: string[]): string => {
            const files = {
                "ca.pem": certificate(),
                "list.pem": listOf(...serials),
                "leaf.pem": leaf.cert.state.certPem as string,
            };
            const args = ["verify", "-crl_check", "-CAfile", "ca.pem", "-CRLfile", "list.pem", "leaf.pem"];
            const { output } = run("openssl", args, files);
            return /certificate revoked|OK$/m.exec(output)?.[0] ?? output;
        };
        expect([verdict(), verdict("4a")]).toEqual(["OK", "OK"]);
        expect(verdict(certOf(leaf.cert).serialNumber)).toBe("certificate revoked");
    });
});
