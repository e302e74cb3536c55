/** How programs refer to what they make: most by an output, some by ways that tell a preview less. */
import { Parameter } from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";
import type { Dice } from "./random-packets";

export type Ref = pulumi.Input<string>;
/** What may be referred to. */
export interface Thing {
    readonly id: pulumi.Output<string>;
}
/** A VPC with what the program knows of it. */
export interface Net extends Thing {
    readonly octet: number;
    readonly subnets: Thing[];
    readonly tables: Thing[];
    readonly groups: Thing[];
    readonly gateways: Thing[];
    readonly nats: Thing[];
    /** Subnets that have a table: AWS takes one for each. */
    readonly tabled: Set<Thing>;
    /** Destinations of each table. */
    readonly routed: Map<Thing, Set<string>>;
}

export class Wiring {
    protected readonly all: Record<string, Thing[]> = {};
    private count = 0;

    constructor(protected readonly dice: Dice) {}

    protected name(word: string): string {
        return `${word}${this.count++}`;
    }

    protected made<T extends Thing>(kind: string, thing: T): T {
        (this.all[kind] ??= []).push(thing);
        return thing;
    }

    /** The id of a thing, in one of the ways in which programs get one. */
    protected ref(kind: string, thing: Thing): Ref {
        const { dice } = this;
        const { id: other } = dice.one(this.all[kind] ?? [thing]);
        const { id: value } = thing;
        switch (dice.below(24)) {
            case 23:
                return pulumi.all([value, other]).apply(([one]) => one);
            case 22:
                return pulumi.all([other, value]).apply(([, one]) => one);
            case 21:
                return pulumi.output({ found: { id: value } }).found.id;
            case 20:
                return pulumi.interpolate`${value}`;
            case 19:
                return this.handedOver(value);
            case 18:
                return pulumi.all([other, this.handedOver(value)]).apply(([, one]) => one);
            case 17:
                return pulumi.output(Promise.resolve(value)).apply((id) => id);
            default:
                return value;
        }
    }

    /** The ids of several things, as a list that is known or as one that is not. */
    protected refs(kind: string, things: readonly Thing[]): pulumi.Input<Ref[]> {
        switch (this.dice.below(8)) {
            case 7:
                return pulumi.all(things.map(({ id }) => id));
            case 6: {
                const more = [...things, this.dice.one(this.all[kind] ?? things)];
                return pulumi.all(more.map(({ id }) => id)).apply((ids) => ids.slice(0, things.length));
            }
            case 5:
                return things.map((thing) => this.ref(kind, thing));
            default:
                return things.map(({ id }) => id);
        }
    }

    /** A value by way of a resource that can hold any. */
    private handedOver(value: pulumi.Output<string>): pulumi.Output<string> {
        return new Parameter(this.name("parameter"), { type: "String", value }).value;
    }
}
