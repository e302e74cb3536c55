/**
 * Keys of tunnels, from one secret: each follows from the secret and a label alone (HKDF, RFC 5869), so that another tunnel
 * changes none of them, previews are stable, and a new generation is a new number in the label. Whoever holds the secret
 * holds all of them; from one key no other follows.
 */
import * as crypto from "node:crypto";
import { PSK_ALPHABET } from "../facts/ipsec/psk";

/** What a key is for: two of different purposes never have the same bytes. */
type Purpose = "pre-shared-key" | "post-quantum-key" | "wireguard" | "wireguard-pre-shared-key" | "tls-crypt";

export interface KeyLabel {
    /** Of all that share the secret: the name of the component. */
    readonly owner: string;
    /** Of the tunnel: "aws/plant#1". */
    readonly tunnel: string;
    /** Counts rotations: another number is another key. */
    readonly generation: number;
    /** Of the end, where each has a key of its own. */
    readonly end?: string;
}

export interface KeyPair {
    /** Base64 of 32 bytes each, as WireGuard writes them. */
    readonly privateKey: string;
    readonly publicKey: string;
}

/** As long as every gateway takes, because nobody ever types it. */
const PSK_LENGTH = PSK_ALPHABET.advisedLength.value.max;
/** The part of every gateway's alphabet that needs no quotes anywhere. */
const LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/** A byte from here on would make the first characters likelier than the others. */
const FAIR_BYTES = 256 - (256 % LETTERS_AND_DIGITS.length);

/** 64 letters and digits, the first one not zero: an alphabet that AWS, Azure and Google all take. */
export function preSharedKey(secret: string, label: KeyLabel): string {
    // Of 64 fair characters each byte gives one with a chance of 97 %: 256 bytes are four times what is needed.
    const characters = [...derive(secret, "pre-shared-key", label, 4 * PSK_LENGTH)]
        .filter((byte) => byte < FAIR_BYTES)
        .map((byte) => LETTERS_AND_DIGITS.charAt(byte % LETTERS_AND_DIGITS.length));
    const start = characters.findIndex((character) => character !== "0");
    return characters.slice(start, start + PSK_LENGTH).join("");
}

/** 32 bytes in hexadecimal digits: a post-quantum pre-shared key (RFC 8784) of IPsec. */
export function postQuantumKey(secret: string, label: KeyLabel): string {
    return derive(secret, "post-quantum-key", label, 32).toString("hex");
}

/** The keys of one end of a WireGuard tunnel. */
export function wireGuardKeys(secret: string, label: KeyLabel & { readonly end: string }): KeyPair {
    const bytes = derive(secret, "wireguard", label, 32);
    // The bits that Curve25519 fixes (RFC 7748, §5): written down as WireGuard's own tools write them.
    bytes[0] = (bytes[0] ?? 0) & 0xf8;
    bytes[31] = ((bytes[31] ?? 0) & 0x7f) | 0x40;
    const key = crypto.createPrivateKey({ key: Buffer.concat([PKCS8_X25519, bytes]), format: "der", type: "pkcs8" });
    const spki = crypto.createPublicKey(key).export({ format: "der", type: "spki" });
    return { privateKey: bytes.toString("base64"), publicKey: spki.subarray(-32).toString("base64") };
}

/** The key that both ends of a WireGuard tunnel mix in besides: base64 of 32 bytes. */
export function wireGuardPreSharedKey(secret: string, label: KeyLabel): string {
    return derive(secret, "wireguard-pre-shared-key", label, 32).toString("base64");
}

/** A key file as `openvpn --tls-crypt` reads it: 2,048 bits. */
export function tlsCryptKey(secret: string, label: KeyLabel): string {
    const digits = derive(secret, "tls-crypt", label, 256).toString("hex");
    const lines = digits.match(/.{32}/g) ?? [];
    return ["-----BEGIN OpenVPN Static key V1-----", ...lines, "-----END OpenVPN Static key V1-----", ""].join("\n");
}

/** What stands before the 32 bytes of an X25519 key in PKCS #8 (RFC 8410). */
const PKCS8_X25519 = Buffer.from("302e020100300506032b656e04220420", "hex");

function derive(secret: string, purpose: Purpose, { owner, tunnel, generation, end }: KeyLabel, bytes: number): Buffer {
    const info = JSON.stringify(["causeway", purpose, owner, tunnel, generation, end ?? null]);
    return Buffer.from(crypto.hkdfSync("sha256", secret, "", info, bytes));
}

/**
 * Which generation a tunnel's keys have after so many steps of rotation: odd steps renew the first, third … tunnel of a
 * pair, even steps the others, so that of two tunnels beside each other one always stands. `place` counts from 0.
 */
export function generationOf(place: number, rotation: number): number {
    return Math.floor((rotation + 1 - (place % 2)) / 2);
}
