/** What the firewalls' files say: enough of XML to read elements, attributes, entities and comments, and to refuse the rest. */

export interface Node {
    readonly name: string;
    readonly attributes: Readonly<Record<string, string>>;
    readonly children: readonly Node[];
    readonly text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

function unescaped(text: string): string {
    if (/[<>]|&(?!(?:amp|lt|gt|quot);)/.test(text)) throw new Error(`not escaped: ${text}`);
    return text.replace(/&(\w+);/g, (_, name: string) => ENTITIES[name]!);
}

/** The root element. Throws where the text is not well-formed. */
export function parseXml(document: string): Node {
    const body = document.replace(/^<\?xml[^>]*\?>\n/, "").replace(/<!--((?:(?!--)[\s\S])*)-->/g, "");
    type Open = { name: string; attributes: Record<string, string>; children: Node[]; text: string };
    const top: Open = { name: "", attributes: {}, children: [], text: "" };
    const open: Open[] = [top];
    for (const [, text = "", tag] of body.matchAll(/([^<]*)(?:<([^>]*)>|$)/g)) {
        const here = open[open.length - 1]!;
        here.text += unescaped(text);
        if (tag === undefined) continue;
        if (tag.startsWith("/")) {
            if (tag.slice(1) !== here.name) throw new Error(`</${here.name}> is due, not <${tag}>`);
            open.pop();
            open[open.length - 1]!.children.push({ ...here, text: here.text.trim() });
            continue;
        }
        const [, name, attributes, end] = /^([A-Za-z_][\w.-]*)((?: [\w-]+="[^"]*")*) ?(\/?)$/.exec(tag) ?? [];
        if (name === undefined) throw new Error(`no element: <${tag}>`);
        const told = [...(attributes ?? "").matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [
            key,
            unescaped(value!),
        ]);
        const element = { name, attributes: Object.fromEntries(told), children: [], text: "" };
        if (end === "/") here.children.push(element);
        else open.push(element);
    }
    if (open.length > 1 || top.children.length !== 1 || top.text.trim() !== "") throw new Error("not one root");
    return top.children[0]!;
}

/** All elements at "a/b/c" below a node. */
export function all(node: Node, path: string): Node[] {
    return path
        .split("/")
        .reduce<Node[]>((found, name) => found.flatMap((n) => n.children.filter((c) => c.name === name)), [node]);
}

/** The texts of an element's children by name; of further elements below, nothing. */
export function settings(node: Node | undefined): Record<string, string> {
    return Object.fromEntries(
        (node?.children ?? []).filter(({ children }) => children.length === 0).map(({ name, text }) => [name, text]),
    );
}
