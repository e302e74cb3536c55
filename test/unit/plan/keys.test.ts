import {
    generationOf,
    postQuantumKey,
    preSharedKey,
    tlsCryptKey,
    wireGuardKeys,
    wireGuardPreSharedKey,
    type KeyLabel,
} from "../../../plan/keys";
import * as fc from "fast-check";
import * as crypto from "node:crypto";

const secret = "a secret of the stack";
const label: KeyLabel = { owner: "bridge", tunnel: "aws/plant#1", generation: 0 };

describe("pre-shared keys", () => {
    test("are taken by AWS, Azure and Google alike, whatever the secret and the tunnel", () => {
        fc.assert(
            fc.property(fc.string(), fc.string(), fc.nat(), (anySecret, tunnel, generation) => {
                const key = preSharedKey(anySecret, { ...label, tunnel, generation });
                // Google gives no rule; Azure refuses more than AWS only in length: 1 to 128.
                expect(key).toMatch(/^[A-Za-z1-9][A-Za-z0-9]{63}$/);
            }),
        );
    });

    test("are the same in every run, on every machine", () => {
        expect(preSharedKey(secret, label)).toBe(preSharedKey(secret, { ...label }));
        // HKDF-SHA256 without salt, taken once from another implementation: a change here replaces everybody's keys.
        expect(crypto.createHash("sha256").update(preSharedKey(secret, label)).digest("hex").slice(0, 16)).toBe(
            "74815884e9ddf5ef",
        );
    });

    test.each<[string, Partial<KeyLabel>]>([
        ["tunnel", { tunnel: "aws/plant#2" }],
        ["generation", { generation: 1 }],
        ["component", { owner: "other" }],
    ])("differ by %s", (_, other) => {
        expect(preSharedKey(secret, { ...label, ...other })).not.toBe(preSharedKey(secret, label));
    });

    test("differ by secret", () => {
        expect(preSharedKey("another", label)).not.toBe(preSharedKey(secret, label));
    });

    test("use every letter and digit alike", () => {
        const counts = new Map<string, number>();
        for (let i = 0; i < 500; i++) {
            for (const c of preSharedKey(secret, { ...label, generation: i }).slice(1)) {
                counts.set(c, (counts.get(c) ?? 0) + 1);
            }
        }
        const expected = (500 * 63) / 62;
        const chi = [...counts.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
        expect(counts.size).toBe(62);
        // 61 degrees of freedom: one in a hundred thousand fair tables is above 120, and this one never changes.
        expect(chi).toBeLessThan(120);
    });
});

describe("keys of WireGuard", () => {
    test("are pairs of Curve25519: both ends come to the same shared secret", () => {
        const a = wireGuardKeys(secret, { ...label, end: "aws" });
        const b = wireGuardKeys(secret, { ...label, end: "plant" });
        expect(a.publicKey).not.toBe(b.publicKey);
        expect(shared(a.privateKey, b.publicKey)).toBe(shared(b.privateKey, a.publicKey));
    });

    test("have the bits that Curve25519 fixes, so that wg shows the key that was given", () => {
        for (let generation = 0; generation < 50; generation++) {
            const { privateKey, publicKey } = wireGuardKeys(secret, { ...label, generation, end: "plant" });
            const bytes = Buffer.from(privateKey, "base64");
            expect([bytes.length, bytes[0]! & 7, bytes[31]! & 0xc0]).toEqual([32, 0, 0x40]);
            expect(Buffer.from(publicKey, "base64")).toHaveLength(32);
        }
    });

    test("have a pre-shared key that is none of the others", () => {
        const key = wireGuardPreSharedKey(secret, label);
        expect(Buffer.from(key, "base64")).toHaveLength(32);
        expect(key).not.toBe(wireGuardKeys(secret, { ...label, end: "plant" }).privateKey);
    });
});

test("a post-quantum key is 32 bytes", () => {
    expect(postQuantumKey(secret, label)).toMatch(/^[0-9a-f]{64}$/);
});

test("a tls-crypt key is a file of 16 lines of 16 bytes, as OpenVPN writes it", () => {
    const lines = tlsCryptKey(secret, label).split("\n");
    expect(lines[0]).toBe("-----BEGIN OpenVPN Static key V1-----");
    expect(lines.slice(1, -2).filter((line) => /^[0-9a-f]{32}$/.test(line))).toHaveLength(16);
    expect(lines.slice(-2)).toEqual(["-----END OpenVPN Static key V1-----", ""]);
});

describe("rotation", () => {
    test("renews one of two neighbouring tunnels with each step, in turn", () => {
        const generations = [0, 1, 2, 3, 4].map((rotation) =>
            [0, 1, 2, 3].map((place) => generationOf(place, rotation)),
        );
        expect(generations).toEqual([
            [0, 0, 0, 0],
            [1, 0, 1, 0],
            [1, 1, 1, 1],
            [2, 1, 2, 1],
            [2, 2, 2, 2],
        ]);
    });
});

function shared(privateKey: string, publicKey: string): string {
    const der = (start: string, key: string): Buffer =>
        Buffer.concat([Buffer.from(start, "hex"), Buffer.from(key, "base64")]);
    const own = crypto.createPrivateKey({
        key: der("302e020100300506032b656e04220420", privateKey),
        format: "der",
        type: "pkcs8",
    });
    const theirs = crypto.createPublicKey({
        key: der("302a300506032b656e032100", publicKey),
        format: "der",
        type: "spki",
    });
    return crypto.diffieHellman({ privateKey: own, publicKey: theirs }).toString("hex");
}
