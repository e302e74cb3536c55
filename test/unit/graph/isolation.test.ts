import { leaksOf, type Segmentation } from "../../../graph/isolation";
import type { Network } from "../../../graph/network";
import { aws } from "../../support/graph";
import { attached, connection, ends, hub, network, packetsOf, site, vpc } from "../../support/joined-networks";

const NAMES = ["shop", "desk", "lab"];
const JOINED = network(
    hub("virginia"),
    ...NAMES.map((name, i) => [...vpc(name, i + 1), ...attached(name, "virginia")]),
);
const leaks = (
    of: Network,
    segments: Record<string, readonly string[]>,
    rest: Omit<Segmentation, "segments">,
    traffic = "tcp/443",
): readonly string[] =>
    leaksOf(
        of,
        {
            segments: Object.fromEntries(
                Object.entries(segments).map(([name, list]) => [name, list.map((text) => ends(of, text))]),
            ),
            ...rest,
        },
        packetsOf(traffic),
    ).map(({ from, to, answer }) => `${from} to ${to}: ${answer.verdict}`);

const SEGMENTS = { prod: ["vpc/shop", "vpc/desk"], dev: ["vpc/lab"] };

test("every pair of members of segments that must be apart and is not, in both directions", () => {
    expect(leaks(JOINED, SEGMENTS, { allowed: [] })).toEqual([
        "vpc/shop to vpc/lab: REACHABLE",
        "vpc/desk to vpc/lab: REACHABLE",
        "vpc/lab to vpc/shop: REACHABLE",
        "vpc/lab to vpc/desk: REACHABLE",
    ]);
});

test("pairs of segments that may talk may in both directions, whatever the order of their names", () => {
    expect(leaks(JOINED, SEGMENTS, { allowed: [["prod", "dev"]] })).toEqual([]);
    expect(leaks(JOINED, SEGMENTS, { allowed: [["dev", "prod"]] })).toEqual([]);
});

test("an isolated segment's members must not reach each other either", () => {
    expect(leaks(JOINED, SEGMENTS, { allowed: [["prod", "dev"]], isolated: ["prod"] })).toEqual([
        "vpc/shop to vpc/desk: REACHABLE",
        "vpc/desk to vpc/shop: REACHABLE",
    ]);
});

test("networks that nothing joins are apart", () => {
    expect(
        leaks(network(vpc("shop", 1), vpc("desk", 2), vpc("lab", 3)), SEGMENTS, { allowed: [], isolated: ["prod"] }),
    ).toEqual([]);
});

test("a leak of some ports or from some hosts is one", () => {
    const acl = aws("ec2/networkAcl:NetworkAcl", "acl of lab", {
        vpcId: "id-of-lab",
        subnetIds: ["id-of-lab-a"],
        ingress: [],
        egress: [],
    });
    const of = network(
        hub("virginia"),
        ...NAMES.map((name, i) => [...vpc(name, i + 1), ...attached(name, "virginia")]),
        [acl],
    );
    expect(leaks(of, { prod: ["vpc/shop"], dev: ["vpc/lab"] }, { allowed: [] })).toEqual([
        "vpc/shop to vpc/lab: PARTIAL",
        "vpc/lab to vpc/shop: PARTIAL",
    ]);
});

test("what nobody can rule out is one: what a site announces by BGP stands nowhere", () => {
    const bgp = [...site("plant", "virginia", []), ...connection("vpn 2", "plant", "virginia", [])].map((one) =>
        one.type.includes("vpnConnection:") ? { ...one, inputs: { ...one.inputs, staticRoutesOnly: false } } : one,
    );
    const learnedOver = ["vpn plant", "vpn 2"].map((vpn) =>
        aws("ec2transitgateway/routeTablePropagation:RouteTablePropagation", `propagation of ${vpn}`, {
            ...{
                transitGatewayAttachmentId: `attachment-of-${vpn}`,
                transitGatewayRouteTableId: "id-of-virginia-table",
            },
        }),
    );
    const of = network(hub("virginia"), vpc("shop", 1), attached("shop", "virginia"), bgp, learnedOver);
    expect(leaks(of, { prod: ["vpc/shop"], plant: ["site/plant"] }, { allowed: [] })).toEqual([
        "vpc/shop to site/plant: UNDETERMINED",
        "site/plant to vpc/shop: UNDETERMINED",
    ]);
});
