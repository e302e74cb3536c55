/** What a TransitHub tells of one of its hubs, for whoever attaches something to it. */
import { oneOf, show } from "../../plan/problem";
import { prefixOf } from "../../plan/prefix";
import { own } from "../../plan/shape";
import type { HubReferenceArgs, HubRemoteReferenceArgs } from "../shared/hub-reference";
import { problemsError } from "../shared/errors";
import type { TransitHub } from ".";
import type { TransitHubArgs } from "./args";
import { reachOf, wiringOf } from "./plan";

/** What a component was made from: its own fields would be outputs. */
const made = new WeakMap<TransitHub, { readonly name: string; readonly args: TransitHubArgs }>();

export function remember(hub: TransitHub, name: string, args: TransitHubArgs): void {
    made.set(hub, { name, args });
}

/**
 * The hub `key` of a TransitHub, for a HubAttachment in the same program; or export it, and read it in another stack with
 * `await new pulumi.StackReference("…").getOutputDetails("…")`, whose `value` is the same, known.
 *
 * Throws `pulumi.InputPropertiesError` where there is no such hub.
 */
export function hubReference(hub: TransitHub, key: string): HubReferenceArgs {
    const { name, args } = demand(made.get(hub));
    const self = own(args.aws.hubs, key);
    if (self === undefined) {
        const allowed = oneOf(Object.keys(args.aws.hubs));
        const problem = {
            check: "unknown-hub",
            path: "key",
            got: show(key),
            allowed,
            fix: "Name a key of 'aws.hubs'.",
        };
        throw problemsError(`hubReference of TransitHub ${JSON.stringify(name)}`, [problem]);
    }
    const reach = reachOf(args);
    const wiring = wiringOf(args);
    const segments = Object.keys(args.segments).sort();
    const others = Object.keys(args.aws.hubs)
        .sort()
        .filter((other) => other !== key);
    const transitTable = hub.transitRouteTableIds[key];
    return {
        hub: key,
        region: self.region,
        transitGatewayId: demand(hub.transitGatewayIds[key]),
        segments: Object.fromEntries(
            segments.map((segment) => [
                segment,
                {
                    routeTableId: demand(hub.routeTableIds[`${key}/${segment}`]),
                    reachedBy: segments.filter((from) => reach(from, segment)),
                    supernets: (own(self.supernets, segment) ?? []).map((text) => prefixOf(text).text).sort(),
                },
            ]),
        ),
        ...(transitTable === undefined ? {} : { transitRouteTableId: transitTable }),
        remotes: Object.fromEntries(
            others.flatMap((other): [string, HubRemoteReferenceArgs][] => {
                const next = wiring.nextHop(other, key);
                if (next === undefined) return [];
                const leadsOn = wiring.reachedThrough(other).includes(key);
                return [
                    [
                        other,
                        {
                            region: demand(args.aws.hubs[other]).region,
                            peeringAttachmentId: demand(hub.peeringAttachmentIds[[other, next].sort().join("/")]),
                            routeTableIds: Object.fromEntries(
                                segments.map((segment) => [segment, demand(hub.routeTableIds[`${other}/${segment}`])]),
                            ),
                            ...(leadsOn ? { transitRouteTableId: demand(hub.transitRouteTableIds[other]) } : {}),
                        },
                    ],
                ];
            }),
        ),
    };
}

/** A TransitHub remembers its arguments, and its outputs hold what its plan names. */
function demand<T>(value: T | undefined): T {
    if (value === undefined) throw new Error("the hub does not hold what its plan names");
    return value;
}
