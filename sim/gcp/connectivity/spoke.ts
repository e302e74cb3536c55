/**
 * A spoke of Network Connectivity Center: VPN tunnels, or a VPC network. Those of VLAN attachments, router appliances,
 * producers' networks and gateways are not modelled. Sources: Network Connectivity API reference (spokes), Network
 * Connectivity Center documentation, Terraform Google provider (what is replaced).
 */
import * as crypto from "node:crypto";
import { exactlyOneOf } from "../../core/combine";
import { any, bool, list, obj, str, type Context, type Property, type ResourceType } from "../../core/definition";
import { isEmpty, isObject, text, type Value } from "../../core/values";
import type { CloudObject } from "../../core/world";
import { alreadyExists, notFound } from "../errors";
import { demandPlace, handled, named, nameMadeUp, owned } from "../handled";
import { lastSegment, NETWORK, placeIn, to, TUNNEL } from "../kinds";
import { demandLabels, labelling } from "../labels";
import { objectAt, said } from "../said";
import { HUB, hubId, SPOKE } from "./codes";
import { demandNetwork, demandTunnels } from "./spoke-links";

const LINKS = ["linkedVpnTunnels", "linkedVpcNetwork"];

/** Which of the routes the spoke offers to the hub, and takes from it. */
const ranges = (names: readonly string[]): Record<string, Property> =>
    Object.fromEntries(names.map((name) => [name, list(str())]));

const sameIn = (name: string) => (have: Value | undefined, want: Value | undefined) =>
    isObject(have) && isObject(want) && JSON.stringify(have[name]) === JSON.stringify(want[name]);

/** Ranges change in place; what is joined, and whether sites reach each other, does not. */
const isOther =
    (...fixed: readonly string[]) =>
    (have: Value | undefined, want: Value | undefined): boolean =>
        !fixed.every((name) => sameIn(name)(have, want));

const properties: Record<string, Property> = {
    ...owned,
    ...labelling,
    name: named,
    hub: str({ required: true, immutable: true, ref: { to: [HUB], within: "anywhere", missing: notFound } }),
    location: str({ required: true, immutable: true }),
    description: str(),
    group: str({ computed: true, immutable: true }),
    linkedVpnTunnels: obj(
        {
            uris: list(str({ ref: to(TUNNEL, "linkedVpnTunnels.uris") }), { required: true }),
            siteToSiteDataTransfer: bool({ required: true }),
            ...ranges(["excludeExportRanges", "excludeImportRanges", "includeExportRanges", "includeImportRanges"]),
        },
        { exact: true, replacedWhen: isOther("uris", "siteToSiteDataTransfer") },
    ),
    linkedVpcNetwork: obj(
        {
            uri: str({ required: true, ref: to(NETWORK, "linkedVpcNetwork.uri") }),
            ...ranges(["excludeExportRanges", "includeExportRanges"]),
        },
        { exact: true, replacedWhen: isOther("uri") },
    ),
    createTime: str({ output: true }),
    reasons: list(any(), { output: true }),
    state: str({ output: true }),
    uniqueId: str({ output: true }),
    updateTime: str({ output: true }),
};

export const spoke: ResourceType = {
    ...handled(properties, (inputs, { account }) => {
        const named = text(inputs, "hub");
        if (named === undefined) return inputs;
        return {
            ...inputs,
            hub: named.includes("/") ? named.replace(/^.*\/(?=projects\/)/, "") : hubId(account, named),
        };
    }),
    ...nameMadeUp,
    token: SPOKE,
    noun: "Spoke",
    properties,
    id: (props) => {
        const { account } = demandPlace({ scope: "global" }, props);
        return `projects/${account}/locations/${said(props, "location")}/spokes/${said(props, "name")}`;
    },
    placeOf: (id, _, from) => placeIn(id) ?? from,
    check: (inputs) => exactlyOneOf(inputs, LINKS),
    create: (context, draft) => {
        if (context.world.get(SPOKE, draft, draft.id) !== undefined) throw alreadyExists(draft.id);
        settle(context, draft);
        const now = new Date(context.now).toISOString();
        Object.assign(draft.props, {
            group: draft.props.group ?? `${said(draft.props, "hub")}/groups/default`,
            createTime: now,
            reasons: [],
            state: "ACTIVE",
            uniqueId: crypto.randomUUID(),
            updateTime: now,
        });
    },
    update: (context, object) => {
        settle(context, object);
        object.props.updateTime = new Date(context.now).toISOString();
    },
    gone: notFound,
    seconds: { create: 20, update: 20, delete: 20 },
    importId: ({ account }, given) => {
        if (given.startsWith("projects/")) return given;
        const [location, project] = given.split("/").reverse().slice(1);
        return `projects/${project ?? account}/locations/${location ?? "global"}/spokes/${lastSegment(given)}`;
    },
    onTimeout: "bare",
};

function settle({ world }: Context, object: CloudObject): void {
    demandLabels(object);
    const id = said(object.props, "hub");
    const hub = world.get(HUB, placeIn(id) ?? object, id);
    if (hub !== undefined && !isEmpty(objectAt(object.props, "linkedVpnTunnels"))) demandTunnels(world, object, hub);
    if (!isEmpty(objectAt(object.props, "linkedVpcNetwork"))) demandNetwork(world, object);
}
