/**
 * A static route. Next hops that are instances, load balancers or Classic VPN tunnels are not modelled (an HA VPN gateway
 * takes dynamic routes only). Sources: Compute Engine REST reference (routes), VPC documentation (routes: static routes and
 * subnet ranges), Terraform Google provider (everything is replaced).
 */
import { exactlyOneOf } from "../../../core/combine";
import { any, int, list, set, str, type ResourceType } from "../../../core/definition";
import { covers } from "../../../core/prefix";
import { text, type Props, type Value } from "../../../core/values";
import type { CloudObject, Place, World } from "../../../core/world";
import { invalid, quotaExceeded } from "../../errors";
import { lastSegment, NETWORK, ROUTE, selfLinkOf, to } from "../../kinds";
import { said } from "../../said";
import { computeType, timestamp } from "../compute-type";
import { networkOfObject, rangesOf, refuseRange, subnetsOf, subnetWith } from "./ranges";

const INTERNET = "default-internet-gateway";

export const route: ResourceType = computeType(ROUTE, {
    properties: {
        network: str({ required: true, immutable: true, ref: to(NETWORK, "network") }),
        destRange: str({ required: true, immutable: true, refuse: refuseRange }),
        description: str({ immutable: true }),
        nextHopGateway: str({ immutable: true, refuse: refuseGateway }),
        nextHopIp: str({ computed: true, imported: true, immutable: true }),
        priority: int({ default: 1000, immutable: true }),
        tags: set(str(), { immutable: true }),
        asPaths: list(any(), { output: true }),
        creationTimestamp: str({ output: true }),
        nextHopHub: str({ output: true }),
        nextHopInterRegionCost: str({ output: true }),
        nextHopMed: str({ output: true }),
        nextHopNetwork: str({ output: true }),
        nextHopOrigin: str({ output: true }),
        nextHopPeering: str({ output: true }),
        routeStatus: str({ output: true }),
        routeType: str({ output: true }),
        warnings: list(any(), { output: true }),
    },
    check: (inputs) => exactlyOneOf(inputs, ["nextHopGateway", "nextHopIp"]),
    canonical: gatewayWritten,
    quota: {
        name: "routes-per-network",
        limit: 200,
        per: "network",
        exceeded: (limit) => quotaExceeded("ROUTES", limit),
    },
    create: (context, draft) => {
        const { props } = draft;
        const network = networkOfObject(context.world, draft);
        if (network !== undefined) demandSense(context.world, draft, network);
        Object.assign(props, {
            nextHopIp: props.nextHopIp ?? "",
            asPaths: [],
            creationTimestamp: timestamp(context),
            nextHopHub: "",
            nextHopInterRegionCost: "",
            nextHopMed: "",
            nextHopNetwork: "",
            nextHopOrigin: "",
            nextHopPeering: "",
            routeStatus: "ACTIVE",
            routeType: "STATIC",
            warnings: [],
        });
    },
    seconds: { create: 10, delete: 10 },
});

function refuseGateway(value: Value): string | undefined {
    return lastSegment(value as string) === INTERNET ? undefined : `the only gateway is ${INTERNET}`;
}

function gatewayWritten(inputs: Props, { account }: Place): Props {
    const gateway = text(inputs, "nextHopGateway");
    if (gateway === undefined) return inputs;
    return { ...inputs, nextHopGateway: selfLinkOf(`projects/${account}/global/gateways/${lastSegment(gateway)}`) };
}

/** A static route may not take what a subnet's range has, and its next hop lies in a subnet. */
function demandSense(world: World, draft: CloudObject, network: CloudObject): void {
    const destination = text(draft.props, "destRange") ?? "";
    const hidden = subnetsOf(world, network).find((s) => rangesOf(s.props).some((r) => covers(r.range, destination)));
    if (hidden !== undefined) {
        const subnet = `subnetwork '${said(hidden.props, "name")}' in region '${hidden.region}'`;
        throw invalid("destRange", destination, `The destination range lies within that of ${subnet}.`);
    }
    const hop = text(draft.props, "nextHopIp");
    if (hop !== undefined && subnetWith(world, network, hop) === undefined) {
        throw invalid("nextHopIp", hop, "The next hop is in no subnetwork of the network.");
    }
}
