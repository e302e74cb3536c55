/** Waiting for what is to happen: looked for again and again, up to a limit, after which the error says what was seen last. */

const PAUSE = 100;

export interface Patience {
    /** Milliseconds. Default 40 s. */
    readonly limit?: number;
    /** Told when the limit is over: what a reader needs to know why. */
    readonly explain?: () => Promise<string> | string;
}

/** The first value of `look` that is not undefined. An error of `look` is not yet the end. */
export async function eventually<T>(
    what: string,
    look: () => Promise<T | undefined> | T | undefined,
    { limit = 40_000, explain }: Patience = {},
): Promise<T> {
    const end = Date.now() + limit;
    let last = "nothing";
    for (;;) {
        try {
            const found = await look();
            if (found !== undefined) return found;
        } catch (error) {
            last = error instanceof Error ? error.message : String(error);
        }
        if (Date.now() > end) break;
        await pause(PAUSE);
    }
    const because = explain === undefined ? "" : `\n${await explain()}`;
    throw new Error(`${what}: not within ${limit / 1_000} s; last seen: ${last}${because}`);
}

const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
        setTimeout(resolve, milliseconds);
    });
