/** Which checks a source text can raise, so that a test can tell whether each of them is tested. */

/** Ids of checks: `check: "x"`, also as one of two, and the first argument of a helper that is called `problem` or `say`. */
export function checksIn(source: string): string[] {
    const properties = [...source.matchAll(/\bcheck: (?:"([a-z0-9-]+)"|`([^`]*)`)/g)];
    const calls = [...source.matchAll(/\b(?:problem|say|placed)\(\s*(?:"([a-z0-9-]+)"|`([^`]*)`)/g)];
    return [...properties, ...calls].flatMap(([, id, template]) =>
        id === undefined ? ofTemplate(template ?? "", source) : [id],
    );
}

/** `${member}-twice`, where the members stand in front of the loop: ["dscp", "priority"]. */
function ofTemplate(template: string, source: string): string[] {
    const variable = /\$\{(\w+)\}/.exec(template)?.[1] ?? "";
    const list = new RegExp(`\\(?\\[([^\\]]*)\\] as const\\)\\.flatMap\\(\\(${variable}\\)`).exec(source)?.[1] ?? "";
    const members = [...list.matchAll(/"([^"]+)"/g)].map(([, member]) => member ?? "");
    if (members.length === 0) throw new Error(`which checks are these: ${template}?`);
    return members.map((member) => template.replace(`\${${variable}}`, member));
}
