/**
 * A VPC network, with the route to the internet that Google makes along with it and, in auto mode, a subnet in each region.
 * Sources: Compute Engine REST reference (networks), VPC documentation (VPC networks, quotas), Terraform Google provider.
 */
import * as crypto from "node:crypto";
import { bool, int, str, type Context, type ResourceType } from "../../../core/definition";
import type { Props, Value } from "../../../core/values";
import type { CloudObject } from "../../../core/world";
import { invalid, quotaExceeded } from "../../errors";
import { idIn, NETWORK, ROUTE, selfLinkOf, SUBNETWORK } from "../../kinds";
import { said } from "../../said";
import { computeType, numericId, timestamp } from "../compute-type";
import { AUTO_SUBNETS } from "./auto-subnets";
import { gatewayOf } from "./ranges";

const INTERNET = "default-internet-gateway";

/** Both are the documented bounds; 1460 is what a network has that says nothing. */
const MTU = { least: 1300, most: 8896, standard: 1460 };

export const network: ResourceType = computeType(NETWORK, {
    properties: {
        autoCreateSubnetworks: bool({ default: true, immutable: true }),
        bgpAlwaysCompareMed: bool({ computed: true }),
        bgpBestPathSelectionMode: str({ computed: true, oneOf: ["LEGACY", "STANDARD"] }),
        bgpInterRegionCost: str({ computed: true, oneOf: ["DEFAULT", "ADD_COST_TO_MED"] }),
        deleteDefaultRoutesOnCreate: bool({ default: false }),
        description: str({ immutable: true }),
        mtu: int({ computed: true }),
        networkFirewallPolicyEnforcementOrder: str({
            default: "AFTER_CLASSIC_FIREWALL",
            oneOf: ["BEFORE_CLASSIC_FIREWALL", "AFTER_CLASSIC_FIREWALL"],
        }),
        routingMode: str({ computed: true, oneOf: ["REGIONAL", "GLOBAL"] }),
        gatewayIpv4: str({ output: true }),
        networkId: str({ output: true }),
        numericId: str({ output: true }),
    },
    quota: {
        name: "networks-per-project",
        limit: 15,
        exceeded: (limit) => quotaExceeded("NETWORKS", limit),
    },
    create: (context, draft) => {
        const asked = { ...draft.props };
        const id = String(numericId(draft));
        Object.assign(draft.props, {
            bgpAlwaysCompareMed: asked.bgpAlwaysCompareMed ?? false,
            bgpBestPathSelectionMode: asked.bgpBestPathSelectionMode ?? "LEGACY",
            bgpInterRegionCost: asked.bgpInterRegionCost ?? "",
            mtu: asked.mtu ?? MTU.standard,
            routingMode: asked.routingMode ?? "REGIONAL",
            gatewayIpv4: "",
            networkId: id,
            numericId: id,
        });
        demandSense(draft.props);
        if (asked.autoCreateSubnetworks === true) makeSubnets(context, draft);
        if (asked.deleteDefaultRoutesOnCreate !== true) makeDefaultRoute(context, draft);
    },
    update: (_, object) => demandSense(object.props),
    seconds: { create: 20, update: 10, delete: 20 },
});

function demandSense(props: Props): void {
    const mtu = Number(props.mtu);
    if (mtu < MTU.least || mtu > MTU.most) {
        throw invalid("mtu", mtu, `MTU must be between ${MTU.least} and ${MTU.most}.`);
    }
    const standard = props.bgpBestPathSelectionMode === "STANDARD";
    if (props.bgpAlwaysCompareMed === true && !standard) {
        throw invalid("routingConfig.bgpAlwaysCompareMed", "true", "The best path selection mode must be STANDARD.");
    }
    if (props.bgpInterRegionCost === "ADD_COST_TO_MED" && !standard) {
        throw invalid(
            "routingConfig.bgpInterRegionCost",
            "ADD_COST_TO_MED",
            "The best path selection mode must be STANDARD.",
        );
    }
}

function makeSubnets(context: Context, owner: CloudObject): void {
    for (const { region, range } of AUTO_SUBNETS) {
        const { account } = owner;
        const place = { account, region };
        const name = said(owner.props, "name");
        const id = idIn(SUBNETWORK, place, name);
        const serial = context.world.nextSerial();
        const props: Record<string, Value> = {
            name,
            project: account,
            region,
            deletionPolicy: "DELETE",
            network: selfLinkOf(owner.id),
            ipCidrRange: range,
            gatewayAddress: gatewayOf(range),
            privateIpGoogleAccess: false,
            purpose: "PRIVATE",
            secondaryIpRanges: [],
            stackType: "IPV4_ONLY",
            selfLink: selfLinkOf(id),
            creationTimestamp: timestamp(context),
        };
        context.world.put({ type: SUBNETWORK.token, ...place, id, props, implicitOf: owner.id, serial });
    }
}

/** Every new network has one, of priority 1000. */
function makeDefaultRoute(context: Context, owner: CloudObject): void {
    const place = { account: owner.account, region: "global" };
    const name = `default-route-${crypto.randomBytes(8).toString("hex")}`;
    const id = idIn(ROUTE, place, name);
    const props: Record<string, Value> = {
        name,
        project: owner.account,
        deletionPolicy: "DELETE",
        network: selfLinkOf(owner.id),
        destRange: "0.0.0.0/0",
        nextHopGateway: selfLinkOf(`projects/${owner.account}/global/gateways/${INTERNET}`),
        priority: 1000,
        selfLink: selfLinkOf(id),
        creationTimestamp: timestamp(context),
    };
    const serial = context.world.nextSerial();
    context.world.put({ type: ROUTE.token, ...place, id, props, implicitOf: owner.id, serial });
}
