/** The checksum (CRC-32 of IEEE 802.3) from which the provider makes ids where EC2 gives out none. */
const POLYNOMIAL = 0xedb88320;

export function hashCode(text: string): number {
    let sum = 0xffffffff;
    for (const byte of Buffer.from(text)) {
        sum ^= byte;
        for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? POLYNOMIAL : 0);
    }
    return ~sum >>> 0;
}
