/** Create, read, update and delete, for every type in the same way: references, quotas, hooks, waiting. */
import * as crypto from "node:crypto";
import { withDefaults, withoutWriteOnly } from "./check";
import { CloudError, type Caller, type Context, type Made, type Property, type ResourceType } from "./definition";
import { diffProperties, sameValue, type Change } from "./diff";
import type { Faults, FaultRule, Operation } from "./faults";
import * as stateless from "./stateless";
import { isEmpty, isObject, text, textMap, type Props, type Value } from "./values";
import type { CloudObject, Place, World } from "./world";

export type Created = Made;

/** The change is made, but something after it went wrong: carries what is there. */
export class AfterCommit extends Error {
    constructor(
        readonly reason: Error,
        readonly created: Created,
    ) {
        super(reason.message);
    }
}

export class Lifecycle {
    constructor(
        private readonly world: World,
        private readonly faults: Faults,
        /** How many times faster than a real cloud: divides every waiting time. */
        private readonly speed: number,
    ) {}

    /** What a preview of the creation shows: everything the cloud decides is unknown. */
    preview(type: ResourceType, caller: Caller, inputs: Props, unknown: Value): Props {
        const known = withoutWriteOnly(type.properties, this.requested(type, caller, inputs));
        const computed = Object.entries(type.properties).filter(
            ([name, p]) =>
                (p.output === true || p.computed === true) && p.writeOnly !== true && known[name] === undefined,
        );
        return { ...known, ...Object.fromEntries(computed.map(([name]) => [name, unknown])) };
    }

    async create(type: ResourceType, caller: Caller, inputs: Props): Promise<Created> {
        const struck = await this.begin(type, "create", caller);
        if (type.stateless !== undefined) {
            const made = await stateless.make(type, type.stateless, this.requested(type, caller, inputs), Date.now());
            await this.settle(struck, undefined, () => made);
            return made;
        }
        const object = this.world.transaction(() => this.insert(type, caller, inputs));
        const created = (): Created => ({ id: object.id, props: this.outputs(type, caller, object) ?? object.props });
        await this.settle(struck, type.seconds?.create, created);
        return created();
    }

    /** The resource as it is now; undefined when it is gone. */
    async read(type: ResourceType, caller: Caller, id: string, state: Props): Promise<Created | undefined> {
        const struck = await this.begin(type, "read", caller);
        if (type.stateless !== undefined) {
            const found = await stateless.look(type, type.stateless, id, state, Date.now());
            await this.faults.after(struck);
            return found;
        }
        const own = this.ownId(type, caller, id, state);
        const object = own === undefined ? undefined : this.find(type, caller, own, state);
        const props = object === undefined ? undefined : this.outputs(type, caller, object);
        await this.faults.after(struck);
        if (object === undefined || props === undefined) return undefined;
        return { id: object.id, props: withoutUnread(type, props, state) };
    }

    async update(type: ResourceType, caller: Caller, id: string, state: Props, inputs: Props): Promise<Created> {
        const struck = await this.begin(type, "update", caller);
        if (type.stateless !== undefined) {
            const props = withComputed(type, state, this.requested(type, caller, inputs));
            const made = { id, props: withoutWriteOnly(type.properties, props) };
            await this.settle(struck, undefined, () => made);
            return made;
        }
        const object = this.world.transaction(() => this.change(type, caller, id, state, inputs));
        const updated = (): Created => ({ id, props: this.outputs(type, caller, object) ?? object.props });
        await this.settle(struck, type.seconds?.update, updated);
        return updated();
    }

    async delete(type: ResourceType, caller: Caller, id: string, state: Props): Promise<void> {
        const struck = await this.begin(type, "delete", caller);
        if (type.stateless === undefined) {
            await this.repeat(type.repeatedDelete, () =>
                this.world.transaction(() => {
                    const object = this.find(type, caller, id, state);
                    if (object !== undefined) this.drop(type, caller, object);
                }),
            );
        }
        await this.faults.after(struck);
        await this.wait(type.seconds?.delete);
    }

    diff(type: ResourceType, caller: Caller, state: Props, inputs: Props): Change[] {
        const assumed = { region: caller.region, ...type.assume?.(inputs, caller) };
        const changes = diffProperties(type.properties, state, type.canonical?.(inputs, caller) ?? inputs, assumed);
        if (type.stateless?.expired !== undefined) {
            const props = { ...state, ...this.requested(type, caller, inputs) };
            const property = type.stateless.expired(props, Date.now());
            if (property !== undefined) changes.push({ property, kind: "update", replaces: true });
        }
        // The provider's default tags reach a resource through what holds them all, with no change of its own arguments.
        const stale = MERGED.filter(
            ([own, all]) =>
                type.properties[all] !== undefined &&
                !changes.some((c) => c.property === own) &&
                !sameValue({ shape: "map", of: { shape: "string" } }, merged(caller, inputs, own), state[all] ?? {}),
        );
        return [...changes, ...stale.map(([, property]): Change => ({ property, kind: "update", replaces: false }))];
    }

    /** Inputs as a refresh or an import reports them: those given before with their values now, and what was added since. */
    inputsOf(type: ResourceType, before: { inputs: Props; state: Props }, now: Props): Props {
        const imported = Object.keys(before.state).length === 0;
        // What no cloud knows of cannot have drifted.
        if (type.stateless !== undefined && !imported) return before.inputs;
        const entries = Object.entries(type.properties).flatMap(([name, p]): [string, Value][] => {
            const value = now[name];
            if (p.output === true || isEmpty(value) || value === undefined) return [];
            if (name in before.inputs) return [[name, narrow(p, value, before.inputs[name])]];
            if (p.default !== undefined && sameValue(p, p.default, value)) return [];
            if (imported) return p.computed === true && p.imported !== true && name !== "region" ? [] : [[name, value]];
            return p.computed !== true && !sameValue(p, value, before.state[name]) ? [[name, value]] : [];
        });
        // What a provider notes for itself is in no cloud either.
        const notes = Object.entries(before.inputs).filter(([name]) => name.startsWith("__"));
        return Object.fromEntries([...notes, ...entries]);
    }

    private async begin(type: ResourceType, operation: Operation, caller: Caller): Promise<FaultRule[]> {
        const struck = this.faults.strike(type.token, operation);
        await this.faults.before(struck);
        // Whoever died while the call was held had not sent it yet: nothing is done.
        if (caller.hasLeft?.() === true) throw new Error("the caller is gone");
        return struck;
    }

    private insert(type: ResourceType, caller: Caller, inputs: Props): CloudObject {
        const region = text(inputs, "region") ?? caller.region;
        const props = this.requested(type, { ...caller, region }, inputs);
        const id = typeof type.id === "string" ? newId(type.id) : type.id(props);
        const draft: CloudObject = { type: type.token, ...placeOf(type, caller, id, props), id, props, serial: 0 };
        this.demandReferences(draft);
        this.demandQuota(type, draft);
        draft.serial = this.world.nextSerial();
        type.create?.(this.context(caller, draft), draft);
        this.occupy(draft, type.seconds?.create);
        this.world.put(draft);
        return draft;
    }

    private change(type: ResourceType, caller: Caller, id: string, state: Props, inputs: Props): CloudObject {
        const object = this.find(type, caller, id, state);
        if (object === undefined) {
            if (type.upserts === true) return this.insert(type, caller, inputs);
            throw type.gone?.(id) ?? new CloudError("NotFound", `${type.noun} '${id}' does not exist`);
        }
        const old = object.props;
        const asked = this.requested(type, { ...caller, region: object.region }, inputs);
        object.props = withComputed(type, old, asked);
        this.demandReferences(object);
        type.update?.(this.context(caller, object), object, old, { asked, seen: state });
        this.occupy(object, type.seconds?.update);
        this.world.put(object);
        return object;
    }

    private occupy(object: CloudObject, seconds: number | undefined): void {
        if (seconds !== undefined) object.busyUntil = Date.now() + (seconds * 1000) / this.speed;
    }

    private drop(type: ResourceType, caller: Caller, object: CloudObject): void {
        if (type.outlives?.(object) === true) return;
        const context = this.context(caller, object);
        type.release?.(context, object);
        if (type.inUse !== undefined) {
            const holders = this.world.holders(object);
            if (holders.length > 0) throw type.inUse(object, holders);
        }
        type.remove?.(context, object);
        this.removeWhole(object);
    }

    /** The object, what the cloud made along with it, and what is a part of it. */
    private removeWhole(object: CloudObject): void {
        for (const belonging of this.world.belongings(object)) this.removeWhole(belonging);
        this.world.remove(object);
    }

    private requested(type: ResourceType, caller: Caller, inputs: Props): Props {
        const props = withDefaults(type.properties, inputs);
        for (const [name, value] of Object.entries(type.assume?.(inputs, caller) ?? {})) props[name] ??= value;
        if (type.properties.region !== undefined) props.region ??= caller.region;
        for (const [own, all] of MERGED) {
            if (type.properties[all] !== undefined) props[all] = merged(caller, inputs, own);
        }
        return type.canonical?.(props, caller) ?? props;
    }

    /** Undefined when what the object stands for is no longer there. */
    private outputs(type: ResourceType, caller: Caller, object: CloudObject): Props | undefined {
        const computed = type.view === undefined ? {} : type.view(this.context(caller, object), object);
        return computed && withoutWriteOnly(type.properties, { ...object.props, ...computed });
    }

    /** The id under which the world knows what is read: an import may name it otherwise. */
    private ownId(type: ResourceType, caller: Caller, id: string, state: Props): string | undefined {
        const imported = Object.keys(state).every((name) => name === "region");
        if (!imported || type.importId === undefined) return id;
        const region = text(state, "region") ?? caller.region;
        return type.importId(this.context(caller, { account: caller.account, region }), id);
    }

    private find(type: ResourceType, caller: Caller, id: string, state: Props): CloudObject | undefined {
        return this.world.get(type.token, placeOf(type, caller, id, state), id);
    }

    private demandReferences(object: CloudObject): void {
        for (const { target, reference } of this.world.referencesOf(object)) {
            if (this.world.resolve(reference, object, target) === undefined) throw reference.missing(target);
        }
    }

    private demandQuota(type: ResourceType, draft: CloudObject): void {
        const quota = type.quota;
        if (quota === undefined) return;
        const limit = this.world.quota(quota.name, quota.limit);
        const counts = (o: CloudObject): boolean =>
            (quota.implicit === true || o.implicitOf === undefined) &&
            (quota.per === undefined || o.props[quota.per] === draft.props[quota.per]);
        const used = quota.used?.(this.world, draft) ?? this.world.all(type.token, draft).filter(counts).length;
        if (used >= limit) throw quota.exceeded(limit);
    }

    private context(caller: Caller, { account, region }: Place): Context {
        return { ...caller, account, region, world: this.world, now: Date.now() };
    }

    private async settle(struck: FaultRule[], seconds: number | undefined, result: () => Created): Promise<void> {
        try {
            await this.faults.after(struck);
        } catch (reason) {
            throw new AfterCommit(reason as Error, result());
        }
        await this.wait(seconds);
    }

    /** The last refusal counts. */
    private async repeat(repeated: ResourceType["repeatedDelete"], attempt: () => void): Promise<void> {
        const until = Date.now() + ((repeated?.seconds ?? 0) * 1000) / this.speed;
        for (;;) {
            try {
                attempt();
                return;
            } catch (reason) {
                const isRepeated = reason instanceof CloudError && repeated?.codes.includes(reason.code) === true;
                if (!isRepeated || Date.now() >= until) throw reason;
                await this.wait(SECONDS_BETWEEN_REPEATS);
            }
        }
    }

    private async wait(seconds: number | undefined): Promise<void> {
        if (seconds === undefined) return;
        await new Promise((resolve) => setTimeout(resolve, (seconds * 1000) / this.speed));
    }
}

const SECONDS_BETWEEN_REPEATS = 10;

/** An id in the format of AWS: a prefix and seventeen hexadecimal digits. */
export function newId(prefix: string): string {
    return `${prefix}-${crypto.randomBytes(9).toString("hex").slice(0, 17)}`;
}

/** Tags and labels of a resource itself, and the properties that hold the provider's as well. */
const MERGED = [
    ["tags", "tagsAll"],
    ["labels", "pulumiLabels"],
    ["labels", "effectiveLabels"],
] as const;

function merged(caller: Caller, inputs: Props, own: string): Record<string, string> {
    return { ...caller.defaultTags, ...textMap(inputs, own) };
}

function placeOf(type: ResourceType, caller: Caller, id: string, props: Props): Place {
    const named = { account: caller.account, region: text(props, "region") ?? caller.region };
    return type.placeOf?.(id, props, named) ?? named;
}

/** What is read, but of what the cloud does not tell the value that the state has. */
function withoutUnread(type: ResourceType, props: Props, state: Props): Props {
    const told = Object.entries(props).flatMap(([name, value]): [string, Value][] => {
        if (type.properties[name]?.unread !== true) return [[name, value]];
        return state[name] === undefined ? [] : [[name, state[name]]];
    });
    return Object.fromEntries(told);
}

/** What is now asked for, and what the provider or its cloud had decided before. */
function withComputed(type: ResourceType, old: Props, asked: Props): Props {
    const kept = Object.entries(type.properties).filter(
        ([name, p]) => (p.output === true || p.computed === true) && asked[name] === undefined,
    );
    return { ...Object.fromEntries(kept.flatMap(([n]) => (old[n] === undefined ? [] : [[n, old[n]]]))), ...asked };
}

/** The value now, but of an object only the members that had been given: the cloud fills in the others. */
function narrow(property: Property, now: Value, before: Value | undefined): Value {
    if (property.shape !== "object" || !isObject(now) || !isObject(before)) return now;
    return Object.fromEntries(Object.keys(before).map((key) => [key, now[key] ?? null]));
}
