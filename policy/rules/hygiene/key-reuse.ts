import type { Resource } from "../../../graph/read/resources";
import { keyAt } from "../../../graph/read/tunnels/keys";
import type { EndKey } from "../../../graph/read/tunnels/end";
import { readTunnels } from "../../../graph/read";
import { labelOf } from "../../../graph/read/references";
import { AZURE_CONNECTION, GCP_TUNNEL, VPN_CONNECTION } from "../../concepts";
import { gdpr, hipaa, iso, nist, pci, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { fails, networkRule, undetermined, type Claim } from "../../rule";

const PROPERTIES: readonly (readonly [types: readonly string[], properties: readonly string[]])[] = [
    [VPN_CONNECTION, ["tunnel1PresharedKey", "tunnel2PresharedKey"]],
    [AZURE_CONNECTION, ["sharedKey"]],
    [GCP_TUNNEL, ["sharedSecret"]],
];

interface Held {
    readonly resource: Resource;
    readonly property: string;
    readonly key: EndKey;
    /** The tunnel that the end belongs to: its two ends have one key by right. */
    readonly tunnel: string;
}

export const rule = networkRule({
    id: "hygiene-key-reuse",
    area: "hygiene",
    title: "Each VPN tunnel has a pre-shared key of its own",
    severity: "high",
    frameworks: [
        ...hipaa("164.312(a)(2)(iv)"),
        ...gdpr("32(1)(a)"),
        ...pci("8.6.3"),
        ...nist("SC-12"),
        ...soc2("CC6.1"),
        ...iso("A.8.24"),
    ],
    rationale:
        "Whoever learns the key of one tunnel has those of all that share it. AWS also tells the two tunnels of a connection apart by their keys, and swaps them where these are equal.",
    fix: "Give each tunnel a key of its own, the same at its two ends, and change those that were shared.",
    looksAt: PROPERTIES.flatMap(([types]) => types),
    profiles: ALL,
    // Keys are compared by what tells equal ones from others, and are never told.
    check: ({ refs }) => {
        const { tunnels } = readTunnels(refs.resources);
        const tunnelOf = (urn: string, property: string): string => {
            const number = /\d/.exec(property)?.[0];
            const found = tunnels.find(({ ends }) =>
                ends.some(
                    ({ resource, suite }) =>
                        resource.urn === urn && (suite.tunnel === undefined || String(suite.tunnel) === number),
                ),
            );
            return found?.link.id ?? `${urn} ${property}`;
        };
        const held = PROPERTIES.flatMap(([types, properties]) =>
            refs.ofType(...types).flatMap((resource) =>
                properties.map((property): Held => {
                    const tunnel = tunnelOf(resource.urn, property);
                    return { resource, property, key: keyAt(resource, property), tunnel };
                }),
            ),
        );
        return [...held.flatMap((one, i) => claimOf(one, held.slice(0, i))), ...hiddenClaims(held)];
    },
});

/** Against those before it: each pair is told once. */
function claimOf({ key, tunnel, resource, property }: Held, before: readonly Held[]): Claim[] {
    const same = before.find(
        (other) => other.tunnel !== tunnel && other.key.print !== undefined && other.key.print === key.print,
    );
    return same === undefined
        ? []
        : [fails(resource, `${property} is also ${same.property} of ${labelOf(same.resource)}`)];
}

/** Keys that cannot be seen and come from one resource may be derived from it, each another, or may all be the same: told once. */
function hiddenClaims(held: readonly Held[]): Claim[] {
    const byOrigin = new Map<string, Held[]>();
    for (const one of held) {
        const origins = one.key.origins.join();
        if (one.key.print === undefined && origins !== "")
            byOrigin.set(origins, [...(byOrigin.get(origins) ?? []), one]);
    }
    return [...byOrigin.values()].flatMap((all): Claim[] => {
        const [first] = all;
        const count = new Set(all.map(({ tunnel }) => tunnel)).size;
        if (first === undefined || count < 2) return [];
        const message = `the keys of ${count} tunnels, this one among them, come from one resource: whether two are the same cannot be seen`;
        return [
            undetermined(
                first.resource,
                message,
                "Derive a key for each tunnel; the policy pack compares keys where it sees them.",
            ),
        ];
    });
}
