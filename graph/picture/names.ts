/** Order and ids that depend on names alone: what is added or removed elsewhere changes neither. */

/** By code units, the same on every machine; numbers inside words count as numbers, so "subnet-9" stands before "subnet-10". */
export function byText(a: string, b: string): number {
    const parts = (text: string): readonly string[] => text.match(/\d+|\D+/g) ?? [];
    const [left, right] = [parts(a), parts(b)];
    for (let i = 0; i < Math.min(left.length, right.length); i++) {
        const [l = "", r = ""] = [left[i], right[i]];
        if (l === r) continue;
        const numbers = /^\d/.test(l) && /^\d/.test(r) ? Number(l) - Number(r) : 0;
        return numbers !== 0 ? numbers : l < r ? -1 : 1;
    }
    return left.length - right.length;
}

/**
 * An id for each item, made of what `name` says of it: small letters, digits and hyphens, so that it may stand in HTML, SVG,
 * Mermaid and D2. Items of one name are told apart by a number, in the order of `items`.
 */
export function slugs<T>(items: readonly T[], name: (item: T) => string): Map<T, string> {
    const used = new Set<string>();
    const ids = new Map<T, string>();
    for (const item of items) {
        const base = slug(name(item));
        let id = base;
        for (let n = 2; used.has(id); n++) id = `${base}-${n}`;
        used.add(id);
        ids.set(item, id);
    }
    return ids;
}

function slug(text: string): string {
    return text
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, "-")
        .replaceAll(/^-|-$/g, "");
}
