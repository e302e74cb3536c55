/** PEM texts (RFC 7468). No message repeats any of them: they may hold private keys. */

/** The first block in the text; undefined when there is none. */
export function firstBlock(pem: string): { label: string; der: Buffer } | undefined {
    const found = /-----BEGIN ([A-Z0-9 ]+)-----\r?\n([\s\S]*?)-----END \1-----/.exec(pem);
    const [, label, body] = found ?? [];
    return label === undefined || body === undefined ? undefined : { label, der: Buffer.from(body, "base64") };
}

/** The contents of a text that must hold a block of this kind; `doing` begins the message when it does not. */
export function expectBlock(pem: string, label: string, doing: string): Buffer {
    const block = firstBlock(pem);
    if (block === undefined) throw new Error(`${doing}: failed to decode PEM of expected type "${label}" from bytes`);
    if (block.label !== label) {
        throw new Error(`${doing}: invalid PEM type - expected "${label}", got "${block.label}"`);
    }
    return block.der;
}

export function toPem(label: string, der: Uint8Array): string {
    const lines =
        Buffer.from(der)
            .toString("base64")
            .match(/.{1,64}/g) ?? [];
    return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}
