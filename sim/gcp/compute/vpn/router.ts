/**
 * A Cloud Router. Its interfaces and peers are resources of their own here, as in the provider, though parts of it in the API.
 * Sources: Compute Engine REST reference (routers), Cloud Router documentation (quotas and limits), Terraform Google provider.
 */
import { bool, int, obj, str, type CheckFailure, type Context, type ResourceType } from "../../../core/definition";
import { overlaps, sizeOf, covers } from "../../../core/prefix";
import { isObject, type Props } from "../../../core/values";
import type { CloudObject } from "../../../core/world";
import { invalid, quotaExceeded } from "../../errors";
import { NETWORK, ROUTER, to } from "../../kinds";
import { numberAt, objectAt, said } from "../../said";
import { computeType, timestamp } from "../compute-type";
import { refuseRange } from "../network/ranges";
import { advertising, demandAdvertising } from "./advertising";
import { demandOwnAsn, refuseOwnAsn } from "./asns";
import { interfacesOf, networkIdOf, routersIn } from "./lookup";

const LINK_LOCAL = "169.254.0.0/16";
const KEEPALIVE = { least: 20, most: 60 };

/** What the provider assumes inside `bgp`. */
const BGP_DEFAULTS = { advertiseMode: "DEFAULT", keepaliveInterval: KEEPALIVE.least };

export const router: ResourceType = computeType(ROUTER, {
    properties: {
        network: str({ immutable: true, ref: to(NETWORK, "network") }),
        bgp: obj(
            {
                asn: int({ required: true, refuse: refuseOwnAsn }),
                ...advertising(),
                identifierRange: str({ refuse: refuseRange }),
                keepaliveInterval: int(),
            },
            { exact: true },
        ),
        description: str(),
        encryptedInterconnectRouter: bool({ immutable: true }),
        creationTimestamp: str({ output: true }),
    },
    // A router without a network is one of a Network Connectivity gateway, which is not modelled.
    check: (inputs): CheckFailure[] =>
        inputs.network === undefined
            ? [{ property: "network", reason: "a router without a network is not modelled" }]
            : [],
    canonical: (inputs) => (isObject(inputs.bgp) ? { ...inputs, bgp: { ...BGP_DEFAULTS, ...inputs.bgp } } : inputs),
    quota: {
        name: "routers-per-network-and-region",
        limit: 5,
        used: (world, draft) => routersIn(world, networkIdOf(draft), draft).length,
        exceeded: (limit) => quotaExceeded("ROUTERS_PER_NETWORK_AND_REGION", limit),
    },
    create: (context, draft) => {
        demandBgp(context, draft, {});
        draft.props.creationTimestamp = timestamp(context);
    },
    update: (context, object, old) => demandBgp(context, object, objectAt(old, "bgp")),
    seconds: { create: 10, update: 10, delete: 10 },
});

function demandBgp({ world }: Context, object: CloudObject, before: Props): void {
    const bgp = objectAt(object.props, "bgp");
    const [asn, keepalive] = [numberAt(bgp, "asn"), numberAt(bgp, "keepaliveInterval")];
    if (asn === undefined) return;
    if (asn !== before.asn) demandOwnAsn(world, networkIdOf(object), object.region, asn);
    if (keepalive !== undefined && (keepalive < KEEPALIVE.least || keepalive > KEEPALIVE.most)) {
        const why = `The value must be between ${KEEPALIVE.least} and ${KEEPALIVE.most}.`;
        throw invalid("bgp.keepaliveInterval", keepalive, why);
    }
    demandAdvertising("bgp", bgp);
    const range = said(bgp, "identifierRange");
    if (range === "") return;
    if (!covers(LINK_LOCAL, range) || sizeOf(range) > 30) {
        throw invalid("bgp.identifierRange", range, `The value must be in ${LINK_LOCAL}, of size at least /30.`);
    }
    const taken = interfacesOf(world, object).find((one) => overlaps(range, said(one.props, "ipRange")));
    if (taken !== undefined) {
        const why = `It overlaps the BGP session range of interface ${said(taken.props, "name")}.`;
        throw invalid("bgp.identifierRange", range, why);
    }
}
