/**
 * Transit Gateways for tests of the reader, written once and read twice: as a preview knows them, where no id is known and only
 * the sources of each property are, and as they are deployed.
 */
import { readHubs } from "../../graph/read/aws/hub";
import type { HubSide, VpcSide } from "../../graph/read/aws/parts";
import { sharesOf } from "../../graph/lookup";
import type { Hop } from "../../graph/network";
import { References, type Reference } from "../../graph/read/references";
import type { Resource } from "../../graph/read/resources";
import { UNKNOWN, type Value, type Values } from "../../graph/read/values";
import { addressSet } from "../../plan/address-set";
import { holds } from "../../plan/intervals";
import { parseAddress } from "../../plan/prefix";

/** The output of another resource, or of one of several: nobody can say which in a preview. */
export class Ref {
    constructor(
        readonly names: readonly string[],
        readonly output = "id",
    ) {}
}
export const ref = (...names: string[]): Ref => new Ref(names);
export const output = (name: string, of: string): Ref => new Ref([name], of);

type Input = Value | Ref | readonly (Ref | Value)[];
export interface Written {
    readonly type: string;
    readonly name: string;
    readonly inputs: Readonly<Record<string, Input>>;
    readonly provider?: string;
    /** What only a deployment knows. */
    readonly outputs?: Values;
}

const TGW = "ec2transitgateway";
const TYPES = {
    vpc: "ec2/vpc:Vpc",
    subnet: "ec2/subnet:Subnet",
    vpcTable: "ec2/routeTable:RouteTable",
    mainTable: "ec2/mainRouteTableAssociation:MainRouteTableAssociation",
    edgeAssociation: "ec2/routeTableAssociation:RouteTableAssociation",
    vpcRoute: "ec2/route:Route",
    gateway: `${TGW}/transitGateway:TransitGateway`,
    table: `${TGW}/routeTable:RouteTable`,
    association: `${TGW}/routeTableAssociation:RouteTableAssociation`,
    propagation: `${TGW}/routeTablePropagation:RouteTablePropagation`,
    defaultAssociation: `${TGW}/defaultRouteTableAssociation:DefaultRouteTableAssociation`,
    defaultPropagation: `${TGW}/defaultRouteTablePropagation:DefaultRouteTablePropagation`,
    policyAssociation: `${TGW}/policyTableAssociation:PolicyTableAssociation`,
    route: `${TGW}/route:Route`,
    prefixListReference: `${TGW}/prefixListReference:PrefixListReference`,
    attachment: `${TGW}/vpcAttachment:VpcAttachment`,
    accepter: `${TGW}/vpcAttachmentAccepter:VpcAttachmentAccepter`,
    peering: `${TGW}/peeringAttachment:PeeringAttachment`,
    peeringAccepter: `${TGW}/peeringAttachmentAccepter:PeeringAttachmentAccepter`,
    connect: `${TGW}/connect:Connect`,
    prefixList: "ec2/managedPrefixList:ManagedPrefixList",
    prefixListEntry: "ec2/managedPrefixListEntry:ManagedPrefixListEntry",
    customerGateway: "ec2/customerGateway:CustomerGateway",
    vpn: "ec2/vpnConnection:VpnConnection",
    concentrator: "ec2/vpnConcentrator:VpnConcentrator",
    vpnRoute: "ec2/vpnConnectionRoute:VpnConnectionRoute",
    vpnGateway: "ec2/vpnGateway:VpnGateway",
    vpnGatewayAttachment: "ec2/vpnGatewayAttachment:VpnGatewayAttachment",
    shared: "ram/resourceAssociation:ResourceAssociation",
} as const;
export type Kind = keyof typeof TYPES;

const tokenOf = (kind: Kind): string => `aws:${TYPES[kind]}`;

/** A resource by the short word for its type. */
export function make(kind: Kind, name: string, inputs: Written["inputs"] = {}, more: Partial<Written> = {}): Written {
    return { type: tokenOf(kind), name, inputs: { region: "us-east-1", ...inputs }, ...more };
}

/** A provider with credentials of its own. */
export function provider(name: string, inputs: Values): Written {
    return { type: "pulumi:providers:aws", name, inputs };
}

export const urnOf = (type: string, name: string): string => `urn:pulumi:dev::net::${type}::${name}`;
const idOf = (name: string): string => `id-of-${name}`;

/** As a preview knows them: nothing but what the program writes down. */
export const planned = (written: readonly Written[]): Resource[] => read(written, true);
/** As they are once they are deployed. */
export const deployed = (written: readonly Written[]): Resource[] => read(written, false);

function read(written: readonly Written[], isPlanned: boolean): Resource[] {
    const urns = new Map(written.map(({ type, name }) => [name, urnOf(type, name)]));
    const valueOf = (input: Input): Value => {
        if (Array.isArray(input)) return input.map((member) => valueOf(member as Input));
        if (!(input instanceof Ref)) return input as Value;
        if (isPlanned) return UNKNOWN;
        const [name = ""] = input.names;
        const made = written.find((w) => w.name === name)?.outputs?.[input.output];
        return input.output === "id" ? idOf(name) : (made ?? `${input.output}-of-${name}`);
    };
    const sourcesOf = (input: Input): string[] => {
        if (Array.isArray(input)) return input.flatMap((member) => sourcesOf(member as Input));
        return input instanceof Ref ? input.names.map((name) => urns.get(name) ?? `no resource is called ${name}`) : [];
    };
    return written.map(({ type, name, inputs, provider: by, outputs }) => ({
        urn: urnOf(type, name),
        type,
        name,
        stack: "net/dev",
        isCustom: true,
        id: isPlanned ? UNKNOWN : idOf(name),
        props: {
            ...Object.fromEntries(Object.entries(inputs).map(([key, input]) => [key, valueOf(input)])),
            ...(isPlanned ? {} : outputs),
        },
        parent: undefined,
        provider: urnOf("pulumi:providers:aws", by ?? "default"),
        sources: Object.fromEntries(Object.entries(inputs).map(([key, input]) => [key, sourcesOf(input)])),
        position: undefined,
        step: isPlanned ? "create" : undefined,
    }));
}

/** The hub side alone: VPCs have the prefixes that are written down, subnets their zones. */
export class Hubs {
    readonly side: HubSide;
    private readonly references: References;

    constructor(readonly resources: readonly Resource[]) {
        this.references = new References(resources);
        this.side = readHubs(this.references, this.vpcSide());
    }

    /** Where a table leads packets to an address, in words. */
    route(table: string, address: string): string {
        const station = this.side.parts.stations.find(({ id }) => nameOf(id) === table || id === table);
        if (station === undefined) throw new Error(`no station ${table}`);
        const [open] = station.unsure;
        if (open !== undefined) return `unsure: ${open.detail}`;
        const parsed = parseAddress(address);
        if (parsed === undefined) throw new Error(`no address ${address}`);
        const { family, value } = parsed;
        const share = sharesOf(station).find(
            (s) => s.family === family && holds(s.destinations, { first: value, last: value }),
        );
        if (share !== undefined) return share.entries.map(({ to }) => inWords(to)).join(" or ");
        return station.otherwise === undefined ? "no route" : inWords(station.otherwise);
    }

    /** Where packets go that a subnet sends to a gateway. Each gate on the way is the name of the subnet that it belongs to. */
    into(vpc: string, subnet: string, gateway: Reference): string {
        const [from, network] = [this.urn(subnet), this.urn(vpc)];
        const hop = this.side.intoHub(network, gateway, this.zoneOf(from), from, (urn) => [
            {
                id: nameOf(urn),
                element: { label: nameOf(urn) },
                code: "NACL_DENY",
                isStateful: false,
                allows: [],
                fromGroups: [],
                unsure: [],
            },
        ]);
        return inWords(hop);
    }

    meant(name: string): Reference {
        const resource = this.resources.find((r) => r.name === name);
        return resource === undefined ? { is: "external", id: name } : { is: "resource", resource };
    }

    urn(name: string): string {
        return this.resources.find((r) => r.name === name)?.urn ?? name;
    }

    private zoneOf(urn: string): string | undefined {
        const zone = this.references.resource(urn)?.props["availabilityZone"];
        return typeof zone === "string" ? zone : undefined;
    }

    private vpcSide(): VpcSide {
        return {
            subnetStation: (urn) => urn,
            prefixes: (urn) => {
                const props = this.references.resource(urn)?.props ?? {};
                const texts = ["cidrBlock", "ipv6CidrBlock"].map((name) => props[name]);
                const [four, six] = texts.map((text) => addressSet(typeof text === "string" ? [text] : []));
                const unsure = {
                    code: "UNKNOWN",
                    element: { label: urn },
                    detail: `nothing here describes ${urn}`,
                } as const;
                const known = { addresses: four ?? addressSet([]), v6: six ?? addressSet([]) };
                return props["cidrBlock"] === undefined ? { ...known, unsure } : known;
            },
            zoneOf: (urn) => this.zoneOf(urn),
            vpcOf: (urn) => {
                const vpc = this.references.resource(urn)?.props["vpcId"];
                return typeof vpc === "string" ? vpc : undefined;
            },
        };
    }
}

export const nameOf = (id: string): string => id.split("::").at(-1) ?? id;

export function inWords(hop: Hop): string {
    switch (hop.to) {
        case "end":
            return `${hop.reason.code}: ${hop.reason.detail}`;
        case "hosts":
            return `hosts of ${nameOf(hop.place)}`;
        case "station": {
            const gates = hop.gates.length === 0 ? "" : ` past ${hop.gates.map(({ id }) => id).join(", ")}`;
            return `${nameOf(hop.station)} over ${nameOf(hop.link ?? "")}${gates}`;
        }
        case "zones": {
            const doors = hop.doors.map(({ zone, station }) => `${nameOf(station)} (${nameOf(zone)})`);
            return `${hop.isSticky ? "sticky " : ""}${doors.join(", ")}`;
        }
    }
}
