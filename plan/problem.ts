/** What is wrong with the arguments of a component: found all at once, before any provider is called. */
export interface Problem {
    /** Name of the check, stable over versions: "asn-range". */
    check: string;
    /** Where, as the user wrote it: `aws.hubs.use1.asn`. */
    path: string;
    /** What was found there. */
    got: string;
    /** What may stand there. */
    allowed: string;
    /** What to do. */
    fix: string;
}

/** Something that works worse than it could (`advice`), or not at all (`problem`), though no argument is wrong. */
export interface Warning {
    /** Name of the check, stable over versions: "ipv6-minimum". */
    readonly check: string;
    readonly severity: "problem" | "advice";
    /** What it is about: a link, in a mesh `path.link`; an overlay; pairs or sites. */
    readonly about: string;
    readonly text: string;
    readonly fix: string;
}

export function describeProblem(p: Problem): string {
    return `${p.path === "" ? "(arguments)" : p.path} [${p.check}]: got ${p.got}; allowed: ${p.allowed}. ${p.fix}`;
}

/** "TransitHub "core": 2 problems" and a line for each. */
export function describeProblems(subject: string, problems: readonly Problem[]): string {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    return [`${subject}: ${count}`, ...problems.map((p) => `  ${describeProblem(p)}`)].join("\n");
}

/** A value as an error message shows it: short, and never more than its kind where it could be long. */
export function show(value: unknown): string {
    if (value === undefined) return "nothing";
    if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
    if (typeof value === "object" && value !== null)
        return Object.keys(value).length === 0 ? "an empty map" : "an object";
    if (typeof value === "number" || typeof value === "bigint") return String(value);
    return JSON.stringify(value);
}

/** "a", "a or b", "a, b or c"; sorted, and numbers inside the words count as numbers: "2, 14 or 20". */
export function oneOf(words: readonly (string | number)[]): string {
    const sorted = words.map(String).sort(byWordsAndNumbers);
    if (sorted.length <= 1) return sorted[0] ?? "nothing";
    return `${sorted.slice(0, -1).join(", ")} or ${sorted.at(-1)}`;
}

function byWordsAndNumbers(a: string, b: string): number {
    const parts = (word: string): readonly string[] => word.match(/\d+|\D+/g) ?? [];
    const [left, right] = [parts(a), parts(b)];
    const at = left.findIndex((part, i) => part !== right[i]);
    const [l, r] = [left[at] ?? "", right[at] ?? ""];
    if (at < 0 || l === "" || r === "") return left.length - right.length;
    return /\d/.test(l) && /\d/.test(r) ? Number(l) - Number(r) : l < r ? -1 : 1;
}
