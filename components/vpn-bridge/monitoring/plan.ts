/**
 * Which alarms a bridge has, and what each is about. Pure. An alarm is only about what is up while all is well: a connection
 * of Azure is tried by both instances, and where the peer accepts one of them the other is down by design (Azure VPN Gateway,
 * BGP connection to AWS, 2026-02-18).
 */
import { BridgeRouting, type VpnBridgeArgs } from "../args";
import { childName } from "../names";
import type { SiteKind } from "../network";
import { endsOf, type End } from "../ends";
import type { VpnBridgePlan } from "../plan";

/** How long something must be down, in seconds: the period of AWS's metric, and the grain of Azure's. */
export const DOWN_SECONDS = 300;

/**
 * What a dashboard of CloudWatch shows together. An alarm widget takes 100 alarms, of which a connection has three, a chart 500
 * metrics, and a dashboard 2,500, of which a connection has six (CloudWatch user guide, service quotas; API reference, Dashboard
 * Body Structure).
 */
const SECTION = { connections: 33, most: 12 } as const;

/** Dashboards of sections of connections, as few as AWS takes. */
export function dashboardsOf<T>(connections: readonly T[]): T[][][] {
    return chunks(chunks(connections, SECTION.connections), SECTION.most);
}

function chunks<T>(all: readonly T[], size: number): T[][] {
    return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}

interface Alarm {
    /** Of the child. */
    readonly name: string;
    readonly site: string;
    /** Whose state it tells, for its description: "tunnel aws/plant#1". */
    readonly about: string;
}

export interface AwsAlarm extends Alarm {
    readonly region: string;
    /** "site/peer/number" */
    readonly connection: string;
    /** Which of its tunnels; undefined: that none of them is up. */
    readonly slot: 1 | 2 | undefined;
}

/** `tunnel`: no security association. `bgp`: no session. */
export type AzureConnectionSign = "tunnel" | "bgp";
/** Packets that fit no traffic selector, and disconnections that the logs tell of. */
export type AzureGatewaySign = "egress-drops" | "ingress-drops" | "disconnects";

export interface AzureConnectionAlarm extends Alarm {
    readonly sign: AzureConnectionSign;
    /** "site/peer/number" */
    readonly connection: string;
    /** The peer's address of the BGP session. */
    readonly session: string;
    /** True where both instances have a tunnel of it, and each is looked at alone; false where one has and the other has not. */
    readonly byInstance: boolean;
}

export interface AzureGatewayAlarm extends Alarm {
    readonly sign: AzureGatewaySign;
}

export interface GoogleTunnelAlarm extends Alarm {
    readonly sign: "tunnel" | "bgp";
    readonly line: string;
    /** Of the tunnel, from 1. */
    readonly number: number;
}

/** Packets that a gateway drops, in or out of any of its tunnels. */
export interface GoogleDropsAlarm extends Alarm {
    readonly sign: "drops";
}

export interface BridgeAlarms {
    readonly aws: readonly AwsAlarm[];
    readonly azure: {
        readonly connections: readonly AzureConnectionAlarm[];
        readonly gateways: readonly AzureGatewayAlarm[];
    };
    readonly gcp: { readonly tunnels: readonly GoogleTunnelAlarm[]; readonly gateways: readonly GoogleDropsAlarm[] };
}

type Planned = Pick<VpnBridgePlan, "sites" | "links">;

/** Undefined where monitoring is switched off. `name`: the component's. */
export function planAlarms(name: string, args: VpnBridgeArgs, plan: Planned): BridgeAlarms | undefined {
    if (args.monitoring?.enabled === false) return undefined;
    const ends = endsOf(plan);
    const endsAt = (...kinds: readonly SiteKind[]): End[] =>
        ends.filter(({ site }) => kinds.some((kind) => plan.sites[site]?.kind === kind));
    const sitesOf = (at: readonly End[]): string[] => [...new Set(at.map(({ site }) => site))];
    const [ofAzure, ofGoogle] = [endsAt("azure", "azureVirtualWan"), endsAt("gcp")];
    return {
        aws: grouped(endsAt("aws"), ({ site, line, own }) => `${site}/${line}/${own.gate + 1}`).flatMap((group) =>
            awsAlarms(name, args, group),
        ),
        azure: {
            connections: grouped(ofAzure, (end) => `${end.site}/${end.line}/${azureNumber(plan, end)}`).flatMap(
                (group) => azureAlarms(name, plan, group),
            ),
            gateways: sitesOf(ofAzure).flatMap((site) => gatewayAlarms(name, args, site)),
        },
        gcp: {
            tunnels: ofGoogle.flatMap((end) => googleAlarms(name, end)),
            gateways: sitesOf(ofGoogle).map((site) => ({
                name: childName.siteAlarm(name, site, "drops"),
                site,
                about: `the gateway ${site}`,
                sign: "drops" as const,
            })),
        },
    };
}

type Group = readonly [End, ...End[]];

/** In the order in which keys first appear. */
function grouped(ends: readonly End[], keyOf: (end: End) => string): Group[] {
    const groups = new Map<string, [End, ...End[]]>();
    for (const end of ends) {
        const group = groups.get(keyOf(end));
        if (group === undefined) groups.set(keyOf(end), [end]);
        else group.push(end);
    }
    return [...groups.values()];
}

function awsAlarms(name: string, args: VpnBridgeArgs, group: Group): AwsAlarm[] {
    const { site, line, own } = group[0];
    const region = args.sites[site]?.aws?.region;
    if (region === undefined) return [];
    const number = own.gate + 1;
    const common = { site, region, connection: `${site}/${line}/${number}` };
    const tunnels = group.flatMap(({ own: { slot }, tunnel }): AwsAlarm[] => {
        if (slot === undefined) return [];
        const alarm = childName.alarm(name, site, line, number, `tunnel-${slot}`);
        return [{ ...common, name: alarm, about: `tunnel ${tunnel.key}`, slot }];
    });
    const all = childName.alarm(name, site, line, number, "all-tunnels");
    return [
        ...tunnels,
        { ...common, name: all, about: `every tunnel of connection ${common.connection}`, slot: undefined },
    ];
}

/** A device has one connection for both instances; others have one for each of their tunnels. */
function azureNumber(plan: Planned, { peer, tunnel, other }: End): number {
    return (plan.sites[peer]?.kind === "device" ? other.gate : tunnel.place) + 1;
}

function azureAlarms(name: string, plan: Planned, group: Group): AzureConnectionAlarm[] {
    const { site, line, link, other } = group[0];
    const number = azureNumber(plan, group[0]);
    const signs: AzureConnectionSign[] = link.routing === BridgeRouting.Bgp ? ["tunnel", "bgp"] : ["tunnel"];
    return signs.map((sign) => ({
        name: childName.alarm(name, site, line, number, sign),
        site,
        about: `connection ${site}/${line}/${number} (${group.map(({ tunnel }) => tunnel.key).join(", ")})`,
        sign,
        connection: `${site}/${line}/${number}`,
        session: other.inside,
        byInstance: new Set(group.map(({ own }) => own.gate)).size > 1,
    }));
}

/**
 * Logs are there where a workspace keeps them. An alert on logs is made in the region of its workspace (Azure Monitor, Log
 * search alerts): where nobody says it, that of the sites, and where these are in several, there is none.
 */
function gatewayAlarms(name: string, { monitoring, sites }: VpnBridgeArgs, site: string): AzureGatewayAlarm[] {
    const locations = new Set(
        Object.values(sites).flatMap(({ azure, azureVirtualWan }) => (azure ?? azureVirtualWan)?.location ?? []),
    );
    const signs: AzureGatewaySign[] = ["egress-drops", "ingress-drops"];
    if (monitoring?.workspaceId !== undefined && (monitoring.workspaceLocation !== undefined || locations.size === 1))
        signs.push("disconnects");
    return signs.map((sign) => ({
        name: childName.siteAlarm(name, site, sign),
        site,
        about: `the gateway ${site}`,
        sign,
    }));
}

/** Google's gateways speak BGP always. */
function googleAlarms(name: string, { site, line, tunnel }: End): GoogleTunnelAlarm[] {
    const number = tunnel.place + 1;
    return (["tunnel", "bgp"] as const).map((sign) => ({
        name: childName.alarm(name, site, line, number, sign),
        site,
        about: `tunnel ${tunnel.key}`,
        sign,
        line,
        number,
    }));
}
