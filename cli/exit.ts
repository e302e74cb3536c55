/** Exit codes of the commands that ask about a network, the same for all of them. `causeway sim` passes on what it ran. */

export const Exit = {
    /** The answer is yes, or there is nothing to complain about. */
    Fine: 0,
    /** The answer is no, or a finding is as severe as `--fail-on` says. */
    No: 1,
    /** There is no answer: wrong usage, or a source that cannot be read. */
    Unanswered: 2,
    /** It depends on something that is not known; 1 with `--strict`. */
    Undetermined: 3,
} as const;
export type Exit = (typeof Exit)[keyof typeof Exit];

export const EXIT_HELP = `
Exit codes:
  0  the answer is yes, or nothing was found
  1  the answer is no, or a finding is as severe as --fail-on says
  2  there is no answer: wrong usage, or a source that cannot be read
  3  undetermined: it depends on something that is not known (1 with --strict)`;

/** A question that cannot be answered, and what to do: a sentence for the user. */
export class Unanswered extends Error {
    readonly exitCode = Exit.Unanswered;
}

/** The worst of several outcomes: no answer, then a no, then an open one. */
export function worst(codes: readonly Exit[]): Exit {
    const order = [Exit.Unanswered, Exit.No, Exit.Undetermined];
    return order.find((code) => codes.includes(code)) ?? Exit.Fine;
}

/** What is undetermined counts as a no where `strict` asks for certainty. */
export function judged(code: Exit, strict: boolean): Exit {
    return strict && code === Exit.Undetermined ? Exit.No : code;
}
