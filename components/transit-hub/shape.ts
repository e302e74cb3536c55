/** The run-time shape of TransitHub's arguments: `args.ts` in a form that can be checked. */
import type { Shape } from "../../plan/shape";

const input: Shape = { kind: "input", required: true };
const text: Shape = { kind: "string" };
const needed: Shape = { kind: "string", required: true };
const count: Shape = { kind: "number" };
const texts: Shape = { kind: "list", of: text };

const route: Shape = { kind: "object", members: { routeTableId: input, destinations: texts } };

const attachment: Shape = {
    kind: "object",
    members: {
        vpcId: input,
        subnets: { kind: "map", of: input, required: true },
        cidrs: { ...texts, required: true },
        segment: needed,
        routes: { kind: "keyed", of: route },
        applianceMode: { kind: "boolean" },
    },
};

const existing: Shape = {
    kind: "object",
    members: {
        transitGatewayId: input,
        routeTables: { kind: "map", of: input },
        transitRouteTable: { kind: "input" },
    },
};

const hub: Shape = {
    kind: "object",
    members: {
        region: needed,
        asn: count,
        attachments: { kind: "keyed", of: attachment },
        supernets: { kind: "map", of: texts },
        existing,
        description: text,
    },
};

const segment: Shape = {
    kind: "object",
    members: {
        reaches: { kind: "map", of: { kind: "object", members: {} } },
        isolated: { kind: "boolean" },
    },
};

const aws: Shape = {
    kind: "object",
    required: true,
    members: {
        hubs: { kind: "keyed", of: hub, required: true },
        peering: { kind: "object", members: { topology: text, hubs: texts } },
        limits: {
            kind: "object",
            members: {
                routeTablesPerGateway: count,
                routesPerGateway: count,
                peeringsPerGateway: count,
                routesPerVpcTable: count,
            },
        },
    },
};

export const transitHubShape: Shape = {
    kind: "object",
    required: true,
    members: {
        segments: { kind: "keyed", of: segment, required: true },
        aws,
        tags: { kind: "map", of: { kind: "input" } },
    },
};
