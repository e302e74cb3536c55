/**
 * Programs for tests of the readers, written once and read twice: as a preview knows them, where no id is known and only the
 * sources of each property are, and as they are deployed.
 */
import { select } from "../../graph/names";
import type { Network } from "../../graph/network";
import { reach } from "../../graph/reach";
import { readNetwork } from "../../graph/read";
import type { Resource } from "../../graph/read/resources";
import { UNKNOWN, type Value, type Values } from "../../graph/read/values";
import { readTraffic } from "../../graph/traffic";

/** The output of another resource, by its name; of several where a preview cannot tell of which. */
export class From {
    constructor(
        readonly names: readonly string[],
        readonly output: string,
    ) {}
}
export const id = (...names: string[]): From => new From(names, "id");
export const out = (name: string, output: string): From => new From([name], output);

export type Input = string | number | boolean | null | From | readonly Input[] | { readonly [name: string]: Input };
export interface Written {
    readonly type: string;
    readonly name: string;
    readonly inputs: Readonly<Record<string, Input>>;
    /** What only the deployment tells. */
    readonly outputs: Values;
}

/** A resource of a program. Names are unique in it, whatever the types. */
export function aws(type: string, name: string, inputs: Written["inputs"] = {}, outputs: Values = {}): Written {
    return { type: `aws:${type}`, name, inputs, outputs };
}

/** The same of any cloud, by the whole token. */
export function make(type: string, name: string, inputs: Written["inputs"] = {}, outputs: Values = {}): Written {
    return { type, name, inputs, outputs };
}

export type Reading = (written: readonly Written[]) => readonly Resource[];
export const planned: Reading = (written) => written.map((one) => resource(one, written, true));
export const deployed: Reading = (written) => written.map((one) => resource(one, written, false));
/** For describe.each: what holds for a plan holds for what becomes of it. */
export const READINGS: readonly (readonly [string, Reading])[] = [
    ["planned", planned],
    ["deployed", deployed],
];

const REGION = "us-east-1";
export const urnOf = ({ type, name }: Pick<Written, "type" | "name">): string =>
    `urn:pulumi:dev::net::${type}::${name}`;

function resource(one: Written, all: readonly Written[], isPlanned: boolean): Resource {
    const named = (name: string): Written => {
        const found = all.find((other) => other.name === name);
        if (found === undefined) throw new Error(`no resource is called ${name}`);
        return found;
    };
    const told = ({ name, outputs }: Written, output: string): Value => outputs[output] ?? `${output}-of-${name}`;
    const valueOf = (input: Input): Value => {
        if (input instanceof From) return isPlanned ? UNKNOWN : told(named(input.names[0] ?? ""), input.output);
        if (Array.isArray(input)) return (input as readonly Input[]).map(valueOf);
        if (typeof input !== "object" || input === null) return input;
        return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, valueOf(value)]));
    };
    const outputsAskedFor = all.flatMap(({ inputs }) => Object.values(inputs).flatMap((input) => refsIn(input)));
    const asked = outputsAskedFor.filter(({ names, output }) => names[0] === one.name && output !== "id");
    return {
        urn: urnOf(one),
        type: one.type,
        name: one.name,
        stack: "net/dev",
        isCustom: true,
        id: isPlanned ? UNKNOWN : String(told(one, "id")),
        props: {
            region: REGION,
            ...Object.fromEntries(Object.entries(one.inputs).map(([key, input]) => [key, valueOf(input)])),
            ...(isPlanned ? {} : Object.fromEntries(asked.map(({ output }) => [output, told(one, output)]))),
            ...(isPlanned ? {} : one.outputs),
        },
        parent: undefined,
        provider: undefined,
        sources: Object.fromEntries(
            Object.entries(one.inputs).map(([key, input]) => [
                key,
                [...new Set(refsIn(input).flatMap(({ names }) => names.map((name) => urnOf(named(name)))))],
            ]),
        ),
        position: undefined,
        step: isPlanned ? "create" : undefined,
    };
}

function refsIn(input: Input): readonly From[] {
    if (input instanceof From) return [input];
    if (typeof input !== "object" || input === null) return [];
    return Object.values(input).flatMap((member) => refsIn(member));
}

/** Asks a network whether one end reaches another: "REACHABLE", "DENIED NACL_DENY" … */
export class Asked {
    readonly network: Network;

    constructor(resources: readonly Resource[]) {
        this.network = readNetwork(resources);
    }

    reach(from: string, to: string, traffic = "tcp/443"): string {
        const { verdict, reasons } = this.answer(from, to, traffic);
        const codes = reasons.map(({ code, cause }) => (cause === undefined ? code : `${code} ${cause.code}`));
        return [verdict, ...new Set(codes)].join(" ");
    }

    /** Why not, in the words of the answer. */
    why(from: string, to: string, traffic = "tcp/443"): readonly string[] {
        return [...new Set(this.answer(from, to, traffic).reasons.map(({ detail }) => detail))];
    }

    answer(from: string, to: string, traffic: string): ReturnType<typeof reach> {
        const [source, target] = [select(this.network, from), select(this.network, to)];
        const packets = readTraffic(traffic);
        if ("problems" in source) throw new Error(JSON.stringify(source.problems));
        if ("problems" in target) throw new Error(JSON.stringify(target.problems));
        if ("problems" in packets) throw new Error(JSON.stringify(packets.problems));
        return reach(this.network, source, target, packets);
    }
}
