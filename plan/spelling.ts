/** What a user probably meant by a word that is unknown. */

/** The least number of characters to insert, delete or replace (Levenshtein). */
export function editDistance(a: string, b: string): number {
    let row = Array.from({ length: b.length + 1 }, (_, i) => i);
    Array.from(a).forEach((letter, i) => {
        const next = [i + 1];
        Array.from(b).forEach((other, j) => {
            const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
            next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
        });
        row = next;
    });
    return row[b.length] ?? 0;
}

/**
 * Keys of `spellings` that `word` is a misspelling of, the closest first, equally close ones in alphabetical order. Each
 * key is known under several spellings; case does not count. A word may differ in two letters, a long one in a fifth.
 */
export function closest(word: string, spellings: Readonly<Record<string, readonly string[]>>, most = 3): string[] {
    const allowed = Math.max(2, Math.floor(word.length / 5));
    const distanceTo = (names: readonly string[]): number =>
        Math.min(...names.map((name) => editDistance(word.toLowerCase(), name.toLowerCase())));
    return Object.entries(spellings)
        .map(([key, names]) => ({ key, distance: distanceTo(names) }))
        .filter(({ distance }) => distance <= allowed)
        .sort((a, b) => a.distance - b.distance || (a.key < b.key ? -1 : 1))
        .slice(0, most)
        .map(({ key }) => key);
}
