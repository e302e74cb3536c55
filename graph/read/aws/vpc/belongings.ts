/** Resources that say which other one they belong to, such as routes their table, found by that other one. */
import type { Reason } from "../../../reason";
import type { Reference } from "../../references";
import type { Resource } from "../../resources";

export interface Belonging<T> {
    readonly what: T;
    /** Why nobody can say whether it belongs there; undefined where it does. */
    readonly perhaps: Reason | undefined;
}

export class Belongings<T> {
    private readonly byKey = new Map<string, Belonging<T>[]>();
    /** What may belong to any. */
    private readonly homeless: Belonging<T>[] = [];

    /** `keyOf` is what an owner is found by. Of several owners that one thing names, such as tables, it belongs to each. */
    constructor(
        all: readonly { readonly what: T; readonly to: readonly Reference[] }[],
        keyOf: (owner: Resource) => string,
    ) {
        for (const { what, to } of all) {
            const sure = new Set(to.flatMap((each) => (each.is === "resource" ? [keyOf(each.resource)] : [])));
            for (const key of sure) this.add(key, { what, perhaps: undefined });
            for (const each of to) {
                if (each.is !== "unsure") continue;
                const belonging = { what, perhaps: each.reason };
                if (each.candidates.length === 0) this.homeless.push(belonging);
                for (const key of new Set(each.candidates.map(keyOf))) if (!sure.has(key)) this.add(key, belonging);
            }
        }
    }

    of(key: string): readonly Belonging<T>[] {
        return [...(this.byKey.get(key) ?? []), ...this.homeless];
    }

    private add(key: string, belonging: Belonging<T>): void {
        const found = this.byKey.get(key);
        if (found === undefined) this.byKey.set(key, [belonging]);
        else found.push(belonging);
    }
}
