/** Colours of a terminal, off where there is none. They repeat what the words say, and never say more. */

const CODES = { red: 31, green: 32, yellow: 33, cyan: 36, bold: 1, dim: 2 } as const;
export type Colour = keyof typeof CODES;
export type Paint = (colour: Colour, text: string) => string;

/**
 * How text for a stream is coloured. `NO_COLOR` with any content switches colours off (no-color.org), else `FORCE_COLOR`
 * other than 0 switches them on (force-color.org), else a terminal that is not "dumb" has them.
 */
export function paintFor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): Paint {
    return isColoured(stream, env) ? (colour, text) => `\u001b[${CODES[colour]}m${text}\u001b[0m` : (_, text) => text;
}

function isColoured(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
    if ((env.NO_COLOR ?? "") !== "") return false;
    if ((env.FORCE_COLOR ?? "") !== "") return env.FORCE_COLOR !== "0";
    return stream.isTTY === true && env.TERM !== "dumb";
}
