/**
 * Keys in OpenSSH's formats. Sources: RFC 4251 §5 (string and mpint), RFC 4253 §6.6, RFC 5656 §3.1 and RFC 8709 §4 (public
 * keys), PROTOCOL.key of OpenSSH (private keys).
 */
import * as crypto from "node:crypto";
import { toPem } from "./pem";

const MAGIC = Buffer.from("openssh-key-v1\0");
const LABEL = "OPENSSH PRIVATE KEY";
/** Unencrypted private sections are padded to this many bytes. */
const PADDING = 8;

/** Names of curves in JSON Web Keys, and in SSH. */
const SSH_CURVES: Record<string, string> = { "P-256": "nistp256", "P-384": "nistp384", "P-521": "nistp521" };

/** The public key as SSH sends it; undefined for a kind of key that SSH does not know. */
export function publicBlob(key: crypto.KeyObject): Buffer | undefined {
    const kind = sshKind(key);
    return kind === undefined ? undefined : Buffer.concat([text(kind.name), ...kind.publicParts]);
}

/** A line of an authorized_keys file. */
export function authorizedKey(blob: Buffer): string {
    return `${new Reader(blob).string().toString()} ${blob.toString("base64")}\n`;
}

/** An unencrypted private key file without a comment; undefined for a kind of key that SSH does not know. */
export function privateKeyFile(key: crypto.KeyObject): string | undefined {
    const [kind, blob] = [sshKind(key), publicBlob(key)];
    if (kind === undefined || blob === undefined) return undefined;
    // Twice the same random number: whoever decrypts a file sees by it whether the passphrase was right.
    const check = crypto.randomBytes(4);
    const section = Buffer.concat([check, check, text(kind.name), ...kind.privateParts, text("")]);
    const padding = Buffer.from(Array.from({ length: -section.length & (PADDING - 1) }, (_, i) => i + 1));
    const unencrypted = [text("none"), text("none"), text("")];
    const oneKey = [Buffer.from([0, 0, 0, 1]), bytes(blob), bytes(Buffer.concat([section, padding]))];
    return toPem(LABEL, Buffer.concat([MAGIC, ...unencrypted, ...oneKey]));
}

/** The public half of a private key file. Messages name what is wrong with it, never what it holds. */
export function publicKeyOfFile(der: Buffer, doing: string): crypto.KeyObject {
    try {
        const reader = new Reader(der);
        if (!reader.take(MAGIC.length).equals(MAGIC)) throw new Error("not in the format openssh-key-v1");
        const cipher = reader.string().toString();
        if (cipher !== "none") throw new Error("this private key is passphrase protected");
        reader.string();
        reader.string();
        if (reader.number() !== 1) throw new Error("must contain exactly one key");
        return publicKeyOfBlob(reader.string());
    } catch (error) {
        throw new Error(`${doing}: ${(error as Error).message}`);
    }
}

interface SshKind {
    name: string;
    publicParts: Buffer[];
    /** Empty for a public key. */
    privateParts: Buffer[];
}

function sshKind(key: crypto.KeyObject): SshKind | undefined {
    // Node writes P-224 in no JSON Web Key, as that standard does not know it either.
    if (key.asymmetricKeyDetails?.namedCurve === "secp224r1") return undefined;
    const jwk = key.export({ format: "jwk" });
    const part = (name: "n" | "e" | "d" | "p" | "q" | "qi" | "x" | "y"): Buffer =>
        Buffer.from(jwk[name] ?? "", "base64url");
    if (jwk.kty === "RSA") {
        return {
            name: "ssh-rsa",
            publicParts: [number(part("e")), number(part("n"))],
            privateParts: (["n", "e", "d", "qi", "p", "q"] as const).map((name) => number(part(name))),
        };
    }
    if (jwk.kty === "OKP") {
        const point = bytes(part("x"));
        const both = bytes(Buffer.concat([part("d"), part("x")]));
        return { name: "ssh-ed25519", publicParts: [point], privateParts: [point, both] };
    }
    const curve = SSH_CURVES[jwk.crv ?? ""];
    if (curve === undefined) return undefined;
    const publicParts = [text(curve), bytes(Buffer.concat([Buffer.from([4]), part("x"), part("y")]))];
    return { name: `ecdsa-sha2-${curve}`, publicParts, privateParts: [...publicParts, number(part("d"))] };
}

function publicKeyOfBlob(blob: Buffer): crypto.KeyObject {
    const reader = new Reader(blob);
    const name = reader.string().toString();
    if (name === "ssh-rsa") {
        const [e, n] = [reader.string(), reader.string()];
        return fromJwk({ kty: "RSA", e: e.toString("base64url"), n: n.toString("base64url") });
    }
    if (name === "ssh-ed25519")
        return fromJwk({ kty: "OKP", crv: "Ed25519", x: reader.string().toString("base64url") });
    const curve = Object.entries(SSH_CURVES).find(([, ssh]) => name === `ecdsa-sha2-${ssh}`)?.[0];
    if (curve === undefined) throw new Error("unhandled key type");
    reader.string();
    const point = reader.string().subarray(1);
    const half = point.length / 2;
    const [x, y] = [point.subarray(0, half), point.subarray(half)];
    return fromJwk({ kty: "EC", crv: curve, x: x.toString("base64url"), y: y.toString("base64url") });
}

function fromJwk(key: crypto.JsonWebKey): crypto.KeyObject {
    return crypto.createPublicKey({ key, format: "jwk" });
}

/** Reads what was written by the functions below. */
class Reader {
    private at = 0;

    constructor(private readonly data: Buffer) {}

    take(length: number): Buffer {
        if (this.at + length > this.data.length) throw new Error("the key ends too early");
        this.at += length;
        return this.data.subarray(this.at - length, this.at);
    }

    number(): number {
        return this.take(4).readUInt32BE();
    }

    string(): Buffer {
        return this.take(this.number());
    }
}

function bytes(data: Buffer): Buffer {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, data]);
}

function text(value: string): Buffer {
    return bytes(Buffer.from(value));
}

/** A positive number: without leading zeros, but with one where the first bit would make it negative. */
function number(data: Buffer): Buffer {
    const first = data.findIndex((byte) => byte !== 0);
    const shortest = first < 0 ? Buffer.alloc(0) : data.subarray(first);
    return bytes((shortest[0] ?? 0) > 127 ? Buffer.concat([Buffer.from([0]), shortest]) : shortest);
}
