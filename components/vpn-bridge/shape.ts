/** The run-time shape of VpnBridge's arguments: `args.ts` in a form that can be checked. */
import { Tier } from "../../plan/hierarchy";
import { MOST } from "../../plan/cost/shapes";
import type { Shape } from "../../plan/shape";
import { Device } from "./device/models";
import {
    BridgeAuthentication,
    BridgeEngine,
    BridgeRouting,
    BridgeTopology,
    PostQuantum,
    SecurityProfile,
} from "./args";

const input: Shape = { kind: "input" };
const neededInput: Shape = { kind: "input", required: true };
const text: Shape = { kind: "string" };
const needed: Shape = { kind: "string", required: true };
const flag: Shape = { kind: "boolean" };
const texts: Shape = { kind: "list", of: text };
const count: Shape = { kind: "number", from: 0, whole: true };
const quota: Shape = { kind: "number", from: 1, whole: true };
const oneOf = (words: Readonly<Record<string, string>>): Shape => ({ kind: "string", among: Object.values(words) });

const aws: Shape = {
    kind: "object",
    members: {
        region: needed,
        transitGatewayId: input,
        vpnGatewayId: input,
        concentrator: { kind: "object", members: { id: input } },
        asn: neededInput,
        accelerated: flag,
        largeBandwidth: flag,
        logGroupArn: input,
        logRetentionDays: count,
    },
};

const azure: Shape = {
    kind: "object",
    members: {
        location: needed,
        resourceGroupName: neededInput,
        gatewaySubnetId: neededInput,
        sku: text,
        asn: { kind: "number" },
        zones: texts,
    },
};

const azureVirtualWan: Shape = {
    kind: "object",
    members: {
        location: needed,
        resourceGroupName: neededInput,
        virtualWanId: neededInput,
        virtualHubId: neededInput,
        scaleUnits: quota,
    },
};

const gcp: Shape = {
    kind: "object",
    members: { project: input, region: needed, network: neededInput, asn: { kind: "number" } },
};

const numbers: Shape = { kind: "list", of: { kind: "number" } };
const phase: Shape = { kind: "object", members: { encryption: texts, integrity: texts, prf: texts, dh: numbers } };
const offers: Shape = { kind: "object", members: { ike: phase, esp: phase, postQuantumKey: flag } };

const certificate: Shape = {
    kind: "object",
    members: {
        certificate: neededInput,
        privateKey: neededInput,
        authority: neededInput,
        arns: { kind: "map", of: input },
    },
};
const authority: Shape = { kind: "object", members: { certificate: neededInput, privateKey: neededInput } };

const device: Shape = {
    kind: "object",
    members: {
        model: oneOf(Device),
        offers,
        publicAddresses: { kind: "list", of: input, required: true },
        directConnectAddresses: { kind: "list", of: input },
        place: {
            kind: "object",
            required: true,
            members: {
                cloud: text,
                region: text,
                country: text,
                latitude: { kind: "number" },
                longitude: { kind: "number" },
            },
        },
        certificates: { kind: "list", of: certificate },
        asn: input,
        twoBytes: flag,
        behindNat: flag,
        reachable: flag,
        underlayMtu: count,
        uplink: { kind: "number", from: 1, whole: true },
        wanInterface: text,
        directConnectInterface: text,
        strongSwanVersion: text,
        opensslVersion: text,
        cluster: { kind: "object", members: { namespace: text, image: text } },
    },
};

const site: Shape = {
    kind: "object",
    members: {
        aws,
        azure,
        azureVirtualWan,
        gcp,
        device,
        cidrs: { ...texts, required: true },
        tier: oneOf(Tier),
        parents: texts,
        owner: text,
        id: { kind: "number" },
    },
};

const link: Shape = {
    kind: "object",
    members: {
        engine: oneOf(BridgeEngine),
        routing: oneOf(BridgeRouting),
        directConnectAttachmentId: input,
        authentication: oneOf(BridgeAuthentication),
        rank: { kind: "number", from: 0, to: 9, whole: true },
        standby: flag,
        postQuantum: oneOf(PostQuantum),
        id: { kind: "number" },
        ids: { kind: "map", of: { kind: "number" } },
        dedicated: texts,
        elsewhere: flag,
    },
};

const port: Shape = { kind: "number", from: 1, to: 65_535, whole: true };
const match: Shape = {
    kind: "object",
    members: {
        from: text,
        to: text,
        protocol: { kind: "string", among: ["tcp", "udp"] },
        ports: { kind: "list", of: port },
    },
};
const trafficClass: Shape = {
    kind: "object",
    members: {
        priority: { kind: "number", required: true, from: 1, to: 8, whole: true },
        dscp: { kind: "number", required: true, from: 0, to: 63, whole: true },
        share: { kind: "number", required: true, from: 1, to: 99, whole: true },
        matches: { kind: "list", of: match, required: true },
    },
};

export const vpnBridgeShape: Shape = {
    kind: "object",
    required: true,
    members: {
        sites: { kind: "keyed", of: site, required: true },
        topology: oneOf(BridgeTopology),
        hubs: texts,
        meshRegional: flag,
        links: { kind: "map", of: link },
        profile: oneOf(SecurityProfile),
        classes: { kind: "keyed", of: trafficClass },
        keys: { kind: "object", members: { secret: input, rotation: count, authority, revokedSerials: texts } },
        monitoring: {
            kind: "object",
            members: {
                enabled: flag,
                snsTopicArns: { kind: "map", of: input },
                actionGroupId: input,
                workspaceId: input,
                workspaceLocation: text,
                notificationChannels: { kind: "list", of: input },
            },
        },
        ipv6: flag,
        traffic: {
            kind: "list",
            of: {
                kind: "object",
                members: {
                    from: needed,
                    to: needed,
                    gbPerMonth: { kind: "number", required: true, from: 0, to: MOST.gbPerMonth },
                },
            },
        },
        prices: { kind: "map", of: { kind: "map", of: { kind: "number", from: 0 } } },
        limits: {
            kind: "object",
            members: {
                vpnConnectionsPerRegion: quota,
                customerGatewaysPerRegion: quota,
                sitesPerConcentrator: quota,
                tunnelsPerAzureGateway: quota,
            },
        },
        tags: { kind: "map", of: text },
    },
};
