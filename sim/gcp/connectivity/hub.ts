/**
 * A hub of Network Connectivity Center. Sources: Network Connectivity API reference (hubs), Terraform Google provider. The
 * network that its VPN spokes share is read from them.
 */
import * as crypto from "node:crypto";
import { any, bool, list, str, type ResourceType } from "../../core/definition";
import { text } from "../../core/values";
import { alreadyExists, notFound, quotaExceeded } from "../errors";
import { demandPlace, handled, named, nameMadeUp, owned } from "../handled";
import { placeIn, selfLinkOf } from "../kinds";
import { demandLabels, labelling } from "../labels";
import { failed, HUB, hubId, SPOKE } from "./codes";
import { networksOfTunnels } from "./spoke-links";

const properties: ResourceType["properties"] = {
    ...owned,
    ...labelling,
    name: named,
    description: str(),
    exportPsc: bool({ computed: true }),
    policyMode: str({ computed: true, immutable: true, oneOf: ["CUSTOM", "PRESET"] }),
    presetTopology: str({ computed: true, immutable: true, oneOf: ["MESH", "STAR", "HYBRID_INSPECTION"] }),
    createTime: str({ output: true }),
    routingVpcs: list(any(), { output: true }),
    state: str({ output: true }),
    uniqueId: str({ output: true }),
    updateTime: str({ output: true }),
};

export const hub: ResourceType = {
    ...handled(properties),
    ...nameMadeUp,
    token: HUB,
    noun: "Hub",
    properties,
    id: (props) => hubId(demandPlace({ scope: "global" }, props).account, text(props, "name") ?? ""),
    placeOf: (id, _, from) => placeIn(id) ?? from,
    quota: {
        name: "hubs-per-project",
        limit: 10,
        exceeded: (limit) => quotaExceeded("Hubs", limit),
    },
    create: (context, draft) => {
        if (context.world.get(HUB, draft, draft.id) !== undefined) throw alreadyExists(draft.id);
        demandLabels(draft);
        const now = new Date(context.now).toISOString();
        Object.assign(draft.props, {
            exportPsc: draft.props.exportPsc ?? false,
            policyMode: draft.props.policyMode ?? "PRESET",
            presetTopology: draft.props.presetTopology ?? "MESH",
            createTime: now,
            routingVpcs: [],
            state: "ACTIVE",
            uniqueId: crypto.randomUUID(),
            updateTime: now,
        });
    },
    update: (context, object) => {
        demandLabels(object);
        object.props.updateTime = new Date(context.now).toISOString();
    },
    view: ({ world }, object) => {
        const networks = world.referrers(object, SPOKE).flatMap((spoke) => networksOfTunnels(world, spoke));
        return { routingVpcs: [...new Set(networks)].map((id) => ({ uri: selfLinkOf(id) })) };
    },
    inUse: (object, holders) => failed(`Hub '${object.id}' still has ${holders.length} spokes.`),
    gone: notFound,
    seconds: { create: 10, update: 10, delete: 10 },
    importId: ({ account }, given) => (given.includes("/hubs/") ? given : hubId(account, given)),
    onTimeout: "bare",
};
