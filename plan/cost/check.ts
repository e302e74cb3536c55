/** What can be wrong with the description of a network whose cost is asked for. */
import type { Component, Flow, Hop } from "./network";
import { KINDS } from "./kinds";
import { checkOverrides, destinationsIn } from "./overrides";
import { cloudOf, DESTINATIONS, listed, meantBy } from "./places";
import { COMPONENT, FLOW, MOST, NETWORK_MEMBERS, OPTIONS } from "./shapes";
import { oneOf, show, type Problem } from "../problem";
import { checkShape, isPlainObject, join, own, type Shape } from "../shape";

/** So many names are searched for one that is close. */
const SEARCHED = 200;

/** Everything, whatever was given. Paths of options stand below `options.path`. */
export function checkNetwork(network: unknown, options: unknown): Problem[] {
    const { components, flows } = isPlainObject(network) ? network : {};
    const given = isPlainObject(options) ? options : {};
    const at = typeof given["path"] === "string" ? given["path"] : "";
    const wellShaped = membersOf(components).filter(isComponent);
    const sites = new Set(wellShaped.flatMap(({ kind, region }) => (kind === "site" ? [region] : [])));
    const parts: Parts = {
        byName: new Map(wellShaped.map((component) => [component.name, component])),
        named: new Set(
            membersOf(components)
                .filter(isPlainObject)
                .map(({ name }) => name),
        ),
    };
    const destinations = destinationsIn(given["prices"]);
    return [
        ...checkShape(OPTIONS, options, isPlainObject(options) ? at : "options"),
        ...checkOverrides(given["prices"] ?? {}, join(at, "prices"), sites),
        ...checkShape(NETWORK_MEMBERS, network),
        ...(isPlainObject(network) ? checkList(COMPONENT, components, "components", true) : []),
        ...membersOf(components).flatMap((value, i) => {
            const path = isNamed(value) ? join("components", value.name) : `components[${i}]`;
            const wrong = checkShape(COMPONENT, value, path);
            return wrong.length > 0 ? wrong : checkComponent(value as Component, path, destinations);
        }),
        ...duplicates(wellShaped),
        ...checkList(FLOW, flows, "flows", false),
        ...membersOf(flows).flatMap((value, i) => {
            const path = `flows[${i}]`;
            const wrong = checkShape(FLOW, value, path);
            return wrong.length > 0 ? wrong : checkFlow(value as Flow, parts, path);
        }),
    ];
}

/** The components that a way may name. */
interface Parts {
    readonly byName: ReadonlyMap<string, Component>;
    /** Those of a wrong shape too. */
    readonly named: ReadonlySet<unknown>;
}

/** That it is a list: its members have paths of their own. */
function checkList(of: Shape, value: unknown, path: string, required: boolean): Problem[] {
    return Array.isArray(value) ? [] : checkShape({ kind: "list", of, required }, value, path);
}

function membersOf(list: unknown): readonly unknown[] {
    return Array.isArray(list) ? Array.from(list as readonly unknown[]) : [];
}

function duplicates(components: readonly Component[]): Problem[] {
    const seen = new Map<string, number>();
    for (const { name } of components) seen.set(name, (seen.get(name) ?? 0) + 1);
    return [...seen]
        .filter(([, times]) => times > 1)
        .map(([name, times]) => ({
            check: "duplicate-component",
            path: join("components", name),
            got: `the name ${times} times`,
            allowed: "each name once",
            fix: "Name what several links share once, with the sum of its counts.",
        }));
}

function checkComponent(component: Component, path: string, destinations: ReadonlySet<string>): Problem[] {
    const { name, owner, kind, counts } = component;
    const known = own(KINDS, kind);
    const unnamed = Object.entries({ name, owner }).filter(([, text]) => text === "");
    return [
        ...unnamed.map(([member]) => ({
            check: "no-name",
            path: join(path, member),
            got: '""',
            allowed: "a name",
            fix: "Give a name: the bill is by it.",
        })),
        ...(known === undefined ? [unknownKind(kind, `${path}.kind`)] : checkRegion(component, path, destinations)),
        ...(known === undefined ? [] : Object.entries(counts ?? {})).flatMap(([of, value]) => {
            const count = own(known?.counts, of);
            const at = join(`${path}.counts`, of);
            if (count === undefined) return [unknownCount(of, Object.keys(known?.counts ?? {}), at)];
            return checkShape({ kind: "number", from: count.from, to: MOST.count, whole: count.whole }, value, at);
        }),
    ];
}

function checkRegion({ kind, region }: Component, path: string, destinations: ReadonlySet<string>): Problem[] {
    if (region === "") return [];
    const cloud = cloudOf(kind);
    const isSite = kind === "site";
    const names = cloud?.regions ?? (isSite ? DESTINATIONS : {});
    if (own(names, region) !== undefined || (isSite && destinations.has(region))) return [];
    const otherwise =
        cloud === undefined
            ? isSite
                ? '"", a region, an area of a price or a place that your own prices name'
                : '"", because it has one price everywhere'
            : `a region of ${cloud.name}, such as "${cloud.example}"`;
    const fix = 'Correct the spelling. A region that the tables do not have is "": its prices are then asked for.';
    const allowed = meantBy(region, names, otherwise);
    return [{ check: "unknown-region", path: `${path}.region`, got: JSON.stringify(region), allowed, fix }];
}

function checkFlow({ over }: Flow, parts: Parts, path: string): Problem[] {
    return over.flatMap((hop, i) => {
        const at = `${path}.over[${i}]`;
        const wrong = checkHop(hop, parts, at);
        const before = over[i - 1];
        return wrong.length > 0 || before === undefined ? wrong : checkStep(before, hop, parts, at);
    });
}

function checkHop(hop: Hop, { byName, named }: Parts, path: string): Problem[] {
    const ends = [hop.in, hop.out].filter((end) => typeof end === "string");
    const [name] = ends;
    if (name === undefined || ends.length > 1) {
        const fix = "Say whether the traffic comes in or goes out through the component.";
        return [{ check: "flow-hop", path, got: show(hop), allowed: '{ in: "<name>" } or { out: "<name>" }', fix }];
    }
    const component = byName.get(name);
    if (component !== undefined) return checkDirection(component, directionOf(hop), path);
    if (named.has(name)) return [];
    const fix = "Correct the spelling, or describe the component.";
    const names = listed([...byName.keys()].slice(0, SEARCHED));
    const allowed = meantBy(name, names, `one of ${byName.size} known names`);
    return [{ check: "unknown-component", path, got: JSON.stringify(name), allowed, fix }];
}

/** A direction without a row is no free way: what it costs is counted elsewhere, or nobody passes there. */
function checkDirection({ name, kind }: Component, direction: "in" | "out", path: string): Problem[] {
    const known = own(KINDS, kind);
    if (known === undefined || known[direction] !== undefined) return [];
    const other = direction === "in" ? "out" : "in";
    const allowed =
        known[other] === undefined ? "a component that traffic passes" : `{ ${other}: ${JSON.stringify(name)} }`;
    const got = `${direction} through ${JSON.stringify(name)} of the kind ${kind}`;
    const fix = `Nothing passes ${kind} ${direction === "in" ? "inwards" : "outwards"}: take it out of the way.`;
    return [{ check: "flow-direction", path, got, allowed, fix }];
}

/** From one provider, or site, to another, traffic goes out of the first and then into the second. */
function checkStep(before: Hop, hop: Hop, { byName }: Parts, path: string): Problem[] {
    const [from, to] = [byName.get(before.in ?? before.out ?? ""), byName.get(hop.in ?? hop.out ?? "")];
    if (from === undefined || to === undefined || worldOf(from) === worldOf(to)) return [];
    if (directionOf(before) === "out" && directionOf(hop) === "in") return [];
    const [a, b] = [JSON.stringify(from.name), JSON.stringify(to.name)];
    return [
        {
            check: "flow-order",
            path,
            got: `${directionOf(before)} through ${a}, then ${directionOf(hop)} through ${b}`,
            allowed: `from ${worldOf(from)} to ${worldOf(to)}: out of the one, then into the other`,
            fix: "Name the components in the order in which the traffic passes them.",
        },
    ];
}

function worldOf({ kind, name }: Component): string {
    return cloudOf(kind)?.name ?? JSON.stringify(name);
}

function directionOf(hop: Hop): "in" | "out" {
    return typeof hop.in === "string" ? "in" : "out";
}

function unknownKind(kind: string, path: string): Problem {
    const names = listed(Object.keys(KINDS));
    const allowed = meantBy(kind, names, `one of ${Object.keys(KINDS).length} known names`);
    return { check: "unknown-kind", path, got: JSON.stringify(kind), allowed, fix: "Choose a kind from the table." };
}

function unknownCount(name: string, known: readonly string[], path: string): Problem {
    const fix = "Remove it, or correct the spelling.";
    return { check: "unknown-count", path, got: JSON.stringify(name), allowed: oneOf(known), fix };
}

function isComponent(value: unknown): value is Component {
    return checkShape(COMPONENT, value).length === 0;
}

function isNamed(value: unknown): value is { readonly name: string } {
    return isPlainObject(value) && typeof value["name"] === "string" && value["name"] !== "";
}
