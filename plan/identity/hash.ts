import { createHash } from "node:crypto";

/** A number in [0, count) that depends on `key` and nothing else. `count` is at most 2^48. */
export function numberFromKey(key: string, count: number): number {
    const digest = createHash("sha256").update(key).digest();
    // 96 bits reduced to at most 48: the bias is below 2^-48.
    const wide = (digest.readBigUInt64BE(0) << 32n) | BigInt(digest.readUInt32BE(8));
    return Number(wide % BigInt(count));
}
