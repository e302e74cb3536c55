/** What a site must be: one kind of end, with what that kind needs, and addresses that others can find. */
import { parseAddress, prefixOf, covers } from "../../../plan/prefix";
import { SPECIAL_BLOCKS } from "../../../facts/reservations/addresses";
import { oneOf, show, type Problem } from "../../../plan/problem";
import { join } from "../../../plan/shape";
import { checkId } from "../../shared/ids";
import type { AwsEndArgs, AzureEndArgs, BridgeSiteArgs, DeviceEndArgs, GcpEndArgs, VpnBridgeArgs } from "../args";
import { Device, modelOf } from "../device/models";
import { kindsOf, SITE_KINDS } from "../network";

export function checkSites(args: VpnBridgeArgs): Problem[] {
    return [
        ...Object.entries(args.sites).flatMap(([key, site]) => checkSite(site, join("sites", key))),
        ...checkShared(args),
    ];
}

function checkSite(site: BridgeSiteArgs, path: string): Problem[] {
    const kinds = kindsOf(site);
    const asn = site.aws?.asn ?? site.device?.asn;
    if (kinds.length !== 1) {
        const got = kinds.length === 0 ? "none of them" : kinds.join(" and ");
        const fix = "Say what the site's tunnels end at, once.";
        return [{ check: "site-kind", path, got, allowed: `exactly one of ${oneOf(SITE_KINDS)}`, fix }];
    }
    return [
        ...(site.aws === undefined ? [] : checkAws(site.aws, `${path}.aws`)),
        ...(site.azure === undefined ? [] : checkAzure(site.azure, `${path}.azure`)),
        ...(site.gcp === undefined ? [] : checkGcp(site.gcp, `${path}.gcp`)),
        ...(site.device === undefined ? [] : checkDevice(site.device, `${path}.device`)),
        ...(site.id !== undefined && site.azureVirtualWan !== undefined
            ? [
                  {
                      check: "unused-argument",
                      path: `${path}.id`,
                      got: show(site.id),
                      allowed: "nothing, for the gateway of a virtual hub",
                      fix: "Remove it: its ASN is 65515, and cannot be chosen.",
                  },
              ]
            : []),
        // Of a plain ASN the planner says it.
        ...(site.id !== undefined && typeof asn === "object"
            ? [
                  {
                      check: "asn-and-id",
                      path,
                      got: `an ASN and id ${site.id}`,
                      allowed: "one of the two",
                      fix: "Remove one of them: the id chooses an ASN where none is given.",
                  },
              ]
            : []),
    ];
}

/** Retentions that CloudWatch Logs takes (API reference, PutRetentionPolicy). */
const RETENTIONS = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

function checkAws(aws: AwsEndArgs, path: string): Problem[] {
    const { transitGatewayId, vpnGatewayId, accelerated = false, largeBandwidth = false } = aws;
    const { logGroupArn, logRetentionDays } = aws;
    const isVirtual = vpnGatewayId !== undefined;
    const onlyTransit = (name: string, isOn: boolean): Problem[] =>
        isOn && isVirtual
            ? [
                  {
                      check: "transit-gateway-only",
                      path: `${path}.${name}`,
                      got: "true, at a virtual private gateway",
                      allowed: "true at a Transit Gateway only",
                      fix: "Remove it, or end the tunnels at a Transit Gateway.",
                  },
              ]
            : [];
    return [
        ...(isVirtual === (transitGatewayId !== undefined)
            ? [
                  {
                      check: "aws-gateway",
                      path,
                      got: isVirtual ? "both transitGatewayId and vpnGatewayId" : "neither",
                      allowed: "either transitGatewayId or vpnGatewayId",
                      fix: "Give the gateway that the tunnels end at; a Transit Gateway shares load between tunnels.",
                  },
              ]
            : []),
        ...(typeof transitGatewayId === "string"
            ? checkId("gateway", transitGatewayId, `${path}.transitGatewayId`)
            : []),
        ...(typeof vpnGatewayId === "string" ? checkId("vpnGateway", vpnGatewayId, `${path}.vpnGatewayId`) : []),
        ...onlyTransit("accelerated", accelerated),
        ...onlyTransit("largeBandwidth", largeBandwidth),
        ...(accelerated && largeBandwidth
            ? [
                  {
                      check: "large-accelerated",
                      path: `${path}.largeBandwidth`,
                      got: "true, and accelerated is true",
                      allowed: "one of the two",
                      fix: "AWS has no accelerated tunnels of 5 Gbps: choose.",
                  },
              ]
            : []),
        ...(logRetentionDays === undefined || RETENTIONS.includes(logRetentionDays)
            ? []
            : [
                  {
                      check: "log-retention",
                      path: `${path}.logRetentionDays`,
                      got: show(logRetentionDays),
                      allowed: oneOf(RETENTIONS),
                      fix: "CloudWatch Logs takes these numbers of days only.",
                  },
              ]),
        ...(logGroupArn !== undefined && logRetentionDays !== undefined
            ? [
                  {
                      check: "log-group-twice",
                      path: `${path}.logRetentionDays`,
                      got: "given beside logGroupArn",
                      allowed: "one of the two",
                      fix: "A group that exists keeps its own retention: remove one of them.",
                  },
              ]
            : []),
    ];
}

/** "…/virtualNetworks/<name>/subnets/GatewaySubnet", in any letters: Azure does not tell them apart. */
const GATEWAY_SUBNET = /\/virtualNetworks\/[^/]+\/subnets\/GatewaySubnet$/i;

function checkAzure({ gatewaySubnetId, zones }: AzureEndArgs, path: string): Problem[] {
    return [
        ...(typeof gatewaySubnetId === "string" ? checkGatewaySubnet(gatewaySubnetId, `${path}.gatewaySubnetId`) : []),
        ...(zones ?? []).flatMap((zone, i) =>
            /^[123]$/.test(zone)
                ? []
                : [
                      {
                          check: "azure-zone",
                          path: `${path}.zones[${i}]`,
                          got: show(zone),
                          allowed: '"1", "2" or "3"',
                          fix: "Name the zones by their numbers; leave the list out in a region with three.",
                      },
                  ],
        ),
    ];
}

export function checkGatewaySubnet(id: string, path: string): Problem[] {
    if (GATEWAY_SUBNET.test(id)) return [];
    const fix = "Azure puts VPN gateways into a subnet of that name only: create one of /27 or larger.";
    return [{ check: "gateway-subnet", path, got: show(id), allowed: "the id of a subnet called GatewaySubnet", fix }];
}

function checkGcp({ network }: GcpEndArgs, path: string): Problem[] {
    if (typeof network !== "string" || network !== "") return [];
    const fix = "Give the id of the network that the gateway is for.";
    return [{ check: "gcp-network", path: `${path}.network`, got: '""', allowed: "a VPC network", fix }];
}

function checkDevice(device: DeviceEndArgs, path: string): Problem[] {
    const { publicAddresses, strongSwanVersion, opensslVersion, offers } = device;
    const model = modelOf(device);
    const count = publicAddresses.length;
    const versions = { strongSwanVersion, opensslVersion };
    return [
        ...(count < 1 || count > 2
            ? [
                  {
                      check: "device-count",
                      path: `${path}.publicAddresses`,
                      got: show(publicAddresses),
                      allowed: "one address for each of one or two devices",
                      fix: "Make further devices a site of their own.",
                  },
              ]
            : []),
        ...publicAddresses.flatMap((address, i) =>
            typeof address === "string" ? checkPublicAddress(address, `${path}.publicAddresses[${i}]`) : [],
        ),
        ...(model === Device.Linux
            ? []
            : Object.entries(versions).flatMap(([name, version]) =>
                  version === undefined ? [] : [onlyLinux(`${path}.${name}`, version)],
              )),
        ...(model === Device.Other && offers === undefined
            ? [
                  {
                      check: "suite-offer",
                      path: `${path}.offers`,
                      got: "nothing",
                      allowed: "lists of encryption, integrity and dh for ike and for esp",
                      fix: "Copy what the device's data sheet or its configuration offers.",
                  },
              ]
            : []),
    ];
}

function onlyLinux(path: string, version: string): Problem {
    const fix = "Remove it: it says which algorithms strongSwan has.";
    return { check: "unused-argument", path, got: show(version), allowed: `nothing, but for model "linux"`, fix };
}

/** Of measurements (RFC 2544): laboratories and simulated clouds have their internet there. */
const LABORATORY = "198.18.0.0/15";

/** Also when an address becomes known: nobody finds a gateway at an address of a private network. */
export function checkPublicAddress(address: string, path: string): Problem[] {
    const parsed = parseAddress(address);
    if (parsed?.family !== 4) {
        const fix = "Managed gateways find each other by IPv4 addresses.";
        return [{ check: "public-address", path, got: show(address), allowed: "an IPv4 address", fix }];
    }
    const special = SPECIAL_BLOCKS.filter(({ use, block }) => use !== "documentation" && block !== LABORATORY).find(
        ({ block }) => covers(prefixOf(block), prefixOf(`${address}/32`)),
    );
    if (special === undefined) return [];
    const fix = "Give the address under which others find the device; behind address translation, the one outside.";
    const allowed = `an address outside ${special.block} (${special.meaning})`;
    return [{ check: "public-address", path, got: show(address), allowed, fix }];
}

/** One address is one device, and one GatewaySubnet holds one VPN gateway. */
function checkShared(args: VpnBridgeArgs): Problem[] {
    const first = new Map<string, string>();
    const once = (value: unknown, path: string, check: string, allowed: string, fix: string): Problem[] => {
        if (typeof value !== "string") return [];
        // Azure does not tell letters apart, and addresses have none.
        const seen = first.get(value.toLowerCase());
        if (seen === undefined) first.set(value.toLowerCase(), path);
        return seen === undefined ? [] : [{ check, path, got: `${show(value)}, as ${seen}`, allowed, fix }];
    };
    return Object.entries(args.sites)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([key, { azure, azureVirtualWan, device }]) => {
            const path = join("sites", key);
            return [
                ...once(
                    azure?.gatewaySubnetId,
                    `${path}.azure.gatewaySubnetId`,
                    "gateway-subnet-twice",
                    "a GatewaySubnet once",
                    "It holds one VPN gateway: make the two sites one, or use another virtual network.",
                ),
                ...once(
                    azureVirtualWan?.virtualHubId,
                    `${path}.azureVirtualWan.virtualHubId`,
                    "virtual-hub-twice",
                    "a virtual hub once",
                    "It has one VPN gateway: make the two sites one.",
                ),
                ...(device?.publicAddresses ?? []).flatMap((address, i) =>
                    once(
                        address,
                        `${path}.device.publicAddresses[${i}]`,
                        "address-twice",
                        "each public address once",
                        "Gateways tell devices apart by their address: correct it, or make the two sites one.",
                    ),
                ),
            ];
        });
}
