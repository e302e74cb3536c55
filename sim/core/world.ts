/**
 * Everything that exists in the simulated clouds, in one embedded transactional store (LMDB): a change is there whole
 * after a kill -9, or not at all. Several processes may open the same store, so the CLI looks and meddles while a
 * server runs.
 *
 * Objects are found by type, account, region and id, and by what they refer to. A URN is nowhere in here.
 */
import * as fs from "node:fs";
import { open, type Database, type Key, type RootDatabase } from "lmdb";
import type { Property, Reference, ResourceType } from "./definition";
import { isObject, type Props, type Value } from "./values";

export interface CloudObject {
    type: string;
    account: string;
    region: string;
    id: string;
    /** Outputs as the cloud would list them, without what `view` computes. */
    props: Props;
    /** Made by the cloud along with another object (a VPC's main route table), whose id this is. */
    implicitOf?: string;
    /** Creation order, for listings. */
    serial: number;
    /** Milliseconds since the epoch until which its creation or last update goes on, though it can be seen already. */
    busyUntil?: number;
}

export interface Place {
    account: string;
    region: string;
}

type Stored = Omit<CloudObject, "type" | "account" | "region" | "id">;

export class World {
    private readonly root: RootDatabase;
    private readonly objects: Database<Stored>;
    /** [target id, type, account, region, id] of every object that refers to the target, or was made along with it. */
    private readonly references: Database<string>;
    private readonly settings: Database<unknown, string>;
    private readonly types: Map<string, ResourceType>;

    constructor(folder: string, types: readonly ResourceType[]) {
        fs.mkdirSync(folder, { recursive: true });
        this.root = open({ path: folder, maxDbs: 4, mapSize: 4 * 1024 ** 3 });
        this.objects = this.root.openDB<Stored, Key>({ name: "objects" });
        this.references = this.root.openDB<string, Key>({ name: "references" });
        this.settings = this.root.openDB<unknown, string>({ name: "settings" });
        this.types = new Map(types.map((t) => [t.token, t]));
    }

    /** All or nothing, and on disk when it returns. Throwing undoes everything. */
    transaction<T>(work: () => T): T {
        return this.root.transactionSync(work);
    }

    get(type: string, place: Place, id: string): CloudObject | undefined {
        const stored = this.objects.get([type, place.account, place.region, id]);
        return stored === undefined ? undefined : { type, account: place.account, region: place.region, id, ...stored };
    }

    /** Objects of a type: in one place, in one account, or everywhere; in creation order. */
    all(type: string, where: Partial<Place> = {}): CloudObject[] {
        const prefix = [type, where.account, where.account === undefined ? undefined : where.region];
        return this.range(prefix.filter((p): p is string => p !== undefined))
            .filter((o) => where.region === undefined || o.region === where.region)
            .sort((a, b) => a.serial - b.serial);
    }

    everything(): CloudObject[] {
        return this.range([]).sort((a, b) => a.serial - b.serial);
    }

    /** The object that a reference from `place` to `id` means; undefined when there is none. */
    resolve(reference: Reference, place: Place, id: string): CloudObject | undefined {
        const within = reference.within ?? "region";
        for (const type of reference.to) {
            const here = this.get(type, this.types.get(type)?.placeOf?.(id, {}, place) ?? place, id);
            if (here !== undefined) return here;
            if (within === "region") continue;
            const where = within === "account" ? { account: place.account } : {};
            const there = this.all(type, where).find((o) => o.id === id);
            if (there !== undefined) return there;
        }
        return undefined;
    }

    /** Every object that refers to `target`, of one type or of any. */
    referrers(target: CloudObject, type?: string): CloudObject[] {
        return this.indexedUnder(target.id, type).filter((object) => this.referencesTo(object, target).length > 0);
    }

    /** What stands against the deletion of `target`: neither itself nor what goes along with it. */
    holders(target: CloudObject): CloudObject[] {
        return this.referrers(target).filter((object) => {
            const references = this.referencesTo(object, target);
            if (object.implicitOf === target.id || references.some((r) => r.part === true)) return false;
            return (
                !(object.type === target.type && object.id === target.id) && references.some((r) => r.holds !== false)
            );
        });
    }

    /** What goes with `owner` when it is deleted: made along with it by the cloud, or a part of it. */
    belongings(owner: CloudObject): CloudObject[] {
        const parts = this.referrers(owner).filter((o) => this.referencesTo(o, owner).some((r) => r.part === true));
        return [...this.implicits(owner), ...parts];
    }

    /** What the cloud made along with `owner` and removes with it. Never itself, though both may have the same id. */
    implicits(owner: CloudObject, type?: string): CloudObject[] {
        const isOwner = (o: CloudObject): boolean =>
            o.id === owner.id && o.type === owner.type && o.account === owner.account && o.region === owner.region;
        return this.indexedUnder(owner.id, type).filter((o) => o.implicitOf === owner.id && !isOwner(o));
    }

    put(object: CloudObject): void {
        const previous = this.get(object.type, object, object.id);
        if (previous !== undefined) this.unindex(previous);
        const { type, account, region, id, ...stored } = object;
        this.objects.putSync([type, account, region, id], stored);
        for (const target of this.targetsOf(object)) this.references.putSync([target, type, account, region, id], "");
    }

    remove(object: CloudObject): void {
        this.unindex(object);
        this.objects.removeSync([object.type, object.account, object.region, object.id]);
    }

    /** What this object refers to, and by which reference. */
    referencesOf(object: CloudObject): { target: string; reference: Reference }[] {
        const type = this.types.get(object.type);
        const named = Object.entries(type?.properties ?? {})
            .flatMap(([name, property]) => collect(property, object.props[name]))
            .map(({ target, reference }) => ({ target: reference.idOf?.(target, object) ?? target, reference }));
        return [...(type?.relates?.(object) ?? []), ...named];
    }

    nextSerial(): number {
        const next = ((this.settings.get("serial") as number | undefined) ?? 0) + 1;
        this.settings.putSync("serial", next);
        return next;
    }

    setting(key: string): unknown {
        return this.settings.get(key);
    }

    putSetting(key: string, value: unknown): void {
        if (value === undefined) this.settings.removeSync(key);
        else this.settings.putSync(key, value);
    }

    quota(name: string, standard: number): number {
        return (this.setting("quotas") as Record<string, number> | undefined)?.[name] ?? standard;
    }

    /** Empties the clouds; quotas and faults too. */
    clear(): void {
        this.transaction(() => {
            this.objects.clearSync();
            this.references.clearSync();
            this.settings.clearSync();
        });
    }

    async close(): Promise<void> {
        await this.root.close();
    }

    private range(prefix: string[]): CloudObject[] {
        const found: CloudObject[] = [];
        for (const { key, value } of this.objects.getRange(prefix.length === 0 ? {} : { start: prefix })) {
            const [type, account, region, id] = key as [string, string, string, string];
            if (prefix.some((part, i) => (key as string[])[i] !== part)) break;
            found.push({ type, account, region, id, ...value });
        }
        return found;
    }

    private indexedUnder(target: string, type?: string): CloudObject[] {
        const prefix = type === undefined ? [target] : [target, type];
        const found: CloudObject[] = [];
        for (const key of this.references.getKeys({ start: prefix })) {
            const parts = key as [string, string, string, string, string];
            if (prefix.some((part, i) => parts[i] !== part)) break;
            const object = this.get(parts[1], { account: parts[2], region: parts[3] }, parts[4]);
            if (object !== undefined) found.push(object);
        }
        return found.sort((a, b) => a.serial - b.serial);
    }

    private targetsOf(object: CloudObject): string[] {
        const owner = object.implicitOf === undefined ? [] : [object.implicitOf];
        return [...owner, ...this.referencesOf(object).map((r) => r.target)];
    }

    private referencesTo(object: CloudObject, target: CloudObject): Reference[] {
        return this.referencesOf(object)
            .filter((r) => r.target === target.id && r.reference.to.includes(target.type))
            .map((r) => r.reference);
    }

    private unindex(object: CloudObject): void {
        for (const target of this.targetsOf(object)) {
            this.references.removeSync([target, object.type, object.account, object.region, object.id]);
        }
    }
}

function collect(property: Property, value: Value | undefined): { target: string; reference: Reference }[] {
    if (value === undefined || value === null) return [];
    if (typeof value === "string") {
        const { ref } = property;
        const named = ref !== undefined && value !== "" && ref.except?.includes(value) !== true;
        return named ? [{ target: value, reference: ref }] : [];
    }
    if (Array.isArray(value)) {
        const element = property.of;
        return element === undefined ? [] : value.flatMap((v) => collect(element, v));
    }
    if (isObject(value)) {
        return Object.entries(value).flatMap(([key, v]) => {
            const member = property.members?.[key] ?? property.of;
            return member === undefined ? [] : collect(member, v);
        });
    }
    return [];
}
