/** The run-time shape of HubAttachment's arguments: `args.ts` in a form that can be checked. */
import type { Shape } from "../../plan/shape";

const input: Shape = { kind: "input", required: true };
const needed: Shape = { kind: "string", required: true };
const texts: Shape = { kind: "list", of: { kind: "string" }, required: true };
const inputs: Shape = { kind: "map", of: input };

const reference: Shape = {
    kind: "object",
    required: true,
    members: {
        hub: needed,
        region: needed,
        transitGatewayId: input,
        segments: {
            kind: "map",
            required: true,
            of: {
                kind: "object",
                members: { routeTableId: input, reachedBy: texts, supernets: { ...texts, required: false } },
            },
        },
        transitRouteTableId: { kind: "input" },
        remotes: {
            kind: "map",
            of: {
                kind: "object",
                members: {
                    region: needed,
                    peeringAttachmentId: input,
                    routeTableIds: { ...inputs, required: true },
                    transitRouteTableId: { kind: "input" },
                },
            },
        },
    },
};

const vpc: Shape = {
    kind: "object",
    members: {
        vpcId: input,
        subnets: { ...inputs, required: true },
        applianceMode: { kind: "boolean" },
        routes: { kind: "keyed", of: { kind: "object", members: { routeTableId: input, destinations: texts } } },
    },
};

export const hubAttachmentShape: Shape = {
    kind: "object",
    required: true,
    members: {
        hub: reference,
        segment: needed,
        vpc,
        attachmentIds: {
            kind: "keyed",
            of: input,
            keys: /^[a-z0-9](?:[a-z0-9/-]{0,118}[a-z0-9])?$/,
            keyRule: 'lower-case letters, digits, and inner hyphens and "/", at most 120',
        },
        cidrs: texts,
        staticRoutes: { kind: "boolean" },
        tags: inputs,
    },
};
