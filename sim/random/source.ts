/** Where chance comes from: the machine's secure generator, or a seed that always gives the same. */
import * as crypto from "node:crypto";

/** The next bytes. */
export type Source = (count: number) => Buffer;

/**
 * Without a seed, every call differs. With one, the bytes are SHA-256 of the seed and a counter:
 * the same seed gives the same result here on every machine, though not the result of the real provider, whose generator is
 * that of Go's math/rand.
 */
export function source(seed?: string): Source {
    if (seed === undefined) return (count) => crypto.randomBytes(count);
    let block = 0;
    let left = Buffer.alloc(0);
    return (count) => {
        while (left.length < count) {
            const next = crypto.createHash("sha256").update(`${block++}:`).update(seed).digest();
            left = Buffer.concat([left, next]);
        }
        const taken = left.subarray(0, count);
        left = left.subarray(count);
        return taken;
    };
}

/** A number from 0 up to, not including, `limit`; each is equally likely, because draws past the last multiple are dropped. */
export function below(from: Source, limit: bigint): bigint {
    const size = Math.ceil((limit - 1n).toString(2).length / 8);
    const range = 1n << BigInt(size * 8);
    const end = range - (range % limit);
    for (;;) {
        const drawn = BigInt(`0x${from(size).toString("hex")}`);
        if (drawn < end) return drawn % limit;
    }
}

export function pick<T>(from: Source, choices: readonly T[]): T {
    return choices[Number(below(from, BigInt(choices.length)))] as T;
}

/** The items in random order (Fisher and Yates). */
export function shuffled<T>(from: Source, items: readonly T[]): T[] {
    const order = [...items];
    for (let last = order.length - 1; last > 0; last--) {
        const other = Number(below(from, BigInt(last + 1)));
        [order[last], order[other]] = [order[other] as T, order[last] as T];
    }
    return order;
}
