/**
 * An interface of a Cloud Router: one end of a VPN tunnel. Those of VLAN attachments and router appliances are not modelled,
 * nor IPv6 sessions. Sources: Cloud Router documentation, Terraform Google provider (id, import, what is said of an interface
 * that is there already; everything is replaced). In the API it is a part of the router and goes with it.
 */
import { atLeastOneOf } from "../../../core/combine";
import { str, type Context, type ResourceType } from "../../../core/definition";
import { text } from "../../../core/values";
import type { CloudObject } from "../../../core/world";
import { invalid, notFound } from "../../errors";
import { idOf, ROUTER, ROUTER_INTERFACE, to, TUNNEL } from "../../kinds";
import { said } from "../../said";
import { demandPlace, handled, nameMadeUp } from "../../handled";
import { common } from "../compute-type";
import { interfaceOf, interfacesOf, named, peersOf, routerOf } from "./lookup";
import { demandSession, freeSession } from "./sessions";
import { ofRouter } from "./router-part";

const properties: ResourceType["properties"] = {
    ...common,
    router: ofRouter,
    vpnTunnel: str({ immutable: true, ref: to(TUNNEL, "interfaces[0].linkedVpnTunnel") }),
    ipRange: str({ computed: true, imported: true, immutable: true }),
    ipVersion: str({
        computed: true,
        immutable: true,
        oneOf: ["IPV4", "IPV6"],
        refuse: (value) => (value === "IPV6" ? "interfaces with IPv6 sessions are not modelled" : undefined),
    }),
    redundantInterface: str({ computed: true, immutable: true }),
};

const own = handled(properties);

export const routerInterface: ResourceType = {
    ...own,
    ...nameMadeUp,
    token: ROUTER_INTERFACE,
    noun: "RouterInterface",
    properties,
    // The router is known by its name here, and stays as it is written.
    canonical: (inputs, caller) => {
        const { router } = inputs;
        return { ...own.canonical?.(inputs, caller), ...(router === undefined ? {} : { router }) };
    },
    id: (props) => `${demandPlace({ scope: "region" }, props).region}/${said(props, "router")}/${said(props, "name")}`,
    placeOf: (id, props, from) => ({
        account: text(props, "project") ?? from.account,
        region: id.slice(0, id.indexOf("/")),
    }),
    check: (inputs) => atLeastOneOf(inputs, ["ipRange", "vpnTunnel"]),
    create: (context, draft) => {
        const router = routerOf(context.world, draft);
        if (router !== undefined) join(context, draft, router);
        draft.props.ipVersion ??= "IPV4";
        draft.props.redundantInterface ??= "";
    },
    remove: ({ world }, object) => {
        const router = routerOf(world, object);
        const peer = router && peersOf(world, router).find((one) => one.props.interface === object.props.name);
        if (peer === undefined) return;
        const why = `BGP peer "${said(peer.props, "name")}" refers to an interface that is not there.`;
        throw invalid("bgpPeers[0].interfaceName", said(object.props, "name"), why);
    },
    gone: notFound,
    seconds: { create: 10, delete: 10 },
    importId: (context, given) => {
        const parts = given.split("/");
        if (parts.length === 4 && parts[0] === context.account) parts.shift();
        if (parts.length === 3) return parts.join("/");
        throw new Error(
            "invalid router interface specifier. Expecting either {region}/{router}/{interface} or " +
                "{project}/{region}/{router}/{interface} import id format",
        );
    },
    onTimeout: "bare",
};

function join({ world }: Context, draft: CloudObject, router: CloudObject): void {
    const { props } = draft;
    const name = said(props, "name");
    if (interfaceOf(world, router, name) !== undefined) {
        throw new Error(`Router ${said(router.props, "name")} has interface ${name} already`);
    }
    const tunnel = named(world, TUNNEL, draft, "vpnTunnel");
    if (tunnel !== undefined) demandTunnel(interfacesOf(world, router), tunnel, router, draft);
    const field = "interfaces[0].ipRange";
    const range = text(props, "ipRange");
    if (range === undefined) props.ipRange = freeSession(world, router);
    else demandSession(world, router, field, range);
    const redundant = text(props, "redundantInterface");
    if (redundant !== undefined && interfaceOf(world, router, redundant) === undefined) {
        throw invalid("interfaces[0].redundantInterface", redundant, "The router has no such interface.");
    }
}

/** A tunnel of this router, that no other interface of it has. */
function demandTunnel(there: CloudObject[], tunnel: CloudObject, router: CloudObject, draft: CloudObject): void {
    const field = "interfaces[0].linkedVpnTunnel";
    const link = said(draft.props, "vpnTunnel");
    if (idOf(ROUTER, said(tunnel.props, "router"), tunnel) !== router.id) {
        throw invalid(field, link, "The VPN tunnel is linked to another router.");
    }
    const other = there.find((one) => idOf(TUNNEL, said(one.props, "vpnTunnel"), one) === tunnel.id);
    if (other !== undefined) {
        throw invalid(field, link, `The VPN tunnel is already linked to interface ${said(other.props, "name")}.`);
    }
}
