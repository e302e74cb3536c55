/** Verdicts and counts as the page says them: a sign, a word and a colour, never a colour alone. */
import { Verdict } from "../../graph/answer";

export const VERDICTS: Readonly<
    Record<Verdict, { readonly sign: string; readonly word: string; readonly name: string }>
> = {
    [Verdict.Reachable]: { sign: "✓", word: "reaches", name: "yes" },
    [Verdict.Partial]: { sign: "◐", word: "in part", name: "part" },
    [Verdict.Denied]: { sign: "✕", word: "denied", name: "no" },
    [Verdict.Undetermined]: { sign: "?", word: "not known", name: "open" },
};

/** "1 finding", "2 findings" */
export function plural(count: number, noun: string, several = `${noun}s`): string {
    return `${count} ${count === 1 ? noun : several}`;
}
