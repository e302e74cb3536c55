/** Stations of a VPC: each subnet with its route table behind its network ACL, and the inside, which knows the subnets. */
import {
    addressSet,
    complement,
    contains,
    NOTHING,
    prefixesOf,
    subtract,
    union,
    type AddressSet,
} from "../../../../plan/address-set";
import type { Prefix } from "../../../../plan/prefix";
import type { Entry, Hop, Station } from "../../../network";
import { Code, type Element, type Reason } from "../../../reason";
import { elementOf } from "../../references";
import type { Resource } from "../../resources";
import { PRIVATE } from "../../tunnels/private";
import type { HubSide } from "../parts";
import type { Acls } from "./acls";
import { behind, end, entry, overridden, RANK, reason } from "../../hops";
import { unassigned } from "./hosts";
import { INTERNET, type From } from "./internet";
import type { Service } from "./services";
import type { RouteLine, Table, Tables, Used } from "./tables";
import { ownSources, type Targets } from "./targets";
import type { Subnet, Vpc, Vpcs } from "./vpcs";

export interface Joined {
    readonly vpcs: Vpcs;
    readonly acls: Acls;
    readonly tables: Tables;
    readonly targets: Targets;
    /** By the URN of each of their endpoints. */
    readonly services: ReadonlyMap<string, Service>;
    readonly hub: HubSide;
}

const ALL: AddressSet = complement(NOTHING);

export function subnetStation(subnet: Subnet, joined: Joined): Station {
    const { urn, vpc, element } = subnet;
    const { table, unsure } = joined.tables.ofSubnet(subnet);
    const own: Hop = { to: "hosts", place: urn, gates: [] };
    const ownEntries = subnet.prefixes.map((prefix) => entry(prefix, RANK.own, own, element, "own subnet"));
    const from = { vpc, subnet, out: joined.acls.outbound(urn) };
    const entries = [...ownEntries, ...tableEntries({ table, unsure }, from, joined)];
    // Where its own prefix is not known, a packet to an address that no subnet has may be for a machine beside.
    const beside = subnet.unsure === undefined ? NOTHING : unassigned(vpc, joined.vpcs);
    return {
        id: urn,
        element: table.element,
        kind: "subnet",
        place: urn,
        entries:
            subnet.unsure === undefined
                ? entries
                : overridden(entries, beside, end(subnet.unsure), element, "own subnet"),
        unsure: [],
    };
}

/** What a gateway does with packets that come in: by its table if it has one, else straight to the subnets. */
export function inwardEntries(gateway: Resource, vpc: Vpc, joined: Joined): Pick<Station, "entries" | "unsure"> {
    const from: From = { vpc, subnet: undefined, out: [] };
    const used = joined.tables.ofGateway(gateway);
    if (used !== undefined) return { entries: tableEntries(used, from, joined), unsure: [] };
    const local = joined.targets.local(from);
    return {
        entries: vpc.prefixes.map((prefix) => entry(prefix, RANK.local, local, elementOf(gateway), "local")),
        unsure: vpc.unsure === undefined ? [] : [vpc.unsure],
    };
}

function tableEntries({ table, unsure }: Used, from: From, joined: Joined): readonly Entry[] {
    const { vpc, subnet } = from;
    const replaced = new Set(table.lines.flatMap(({ destinations }) => destinations.map(({ text }) => text)));
    const local = vpc.prefixes
        .filter(({ text }) => !replaced.has(text))
        .map((prefix) => entry(prefix, RANK.local, joined.targets.local(from), of(table, "local route"), "local"));
    const routes = table.lines.flatMap((line) =>
        line.destinations.map((prefix) =>
            entry(
                prefix,
                line.rank,
                joined.targets.hop(line, prefix.family, from),
                routeElement(line, prefix, table),
                line.origin,
            ),
        ),
    );
    const settled = [...local, ...routes, ...endpointEntries(table, from, joined)];
    const entries = [...settled, ...propagatedEntries(table, settled, from, joined)];
    const elsewhere = subtract(ALL, addressSet(subnet?.prefixes ?? []));
    const whole = unsure ?? table.unsure;
    // Where the prefixes of the VPC are not known, the local route may have any address.
    const open: readonly { room: AddressSet; reason: Reason }[] = [
        ...(whole === undefined ? [] : [{ room: ALL, reason: whole }]),
        ...(vpc.unsure === undefined ? [] : [{ room: { ...ALL, 6: [] }, reason: vpc.unsure }]),
        ...table.lines.flatMap((line) => line.open ?? []),
    ];
    return open.reduceRight<readonly Entry[]>((left, { room, reason: why }) => {
        const addresses = subtract(room, subtract(ALL, elsewhere));
        return overridden(left, addresses, end(why), table.element, "not known");
    }, entries);
}

function endpointEntries(table: Table, from: From, joined: Joined): readonly Entry[] {
    return table.endpoints.flatMap(({ endpoint, perhaps }) => {
        const service = joined.services.get(endpoint.urn);
        if (service === undefined) return [];
        const element = elementOf(endpoint);
        const hop: Hop = {
            to: "hosts",
            place: INTERNET,
            gates: [...from.out, ownSources(`${endpoint.urn}#sources`, element, from.vpc)],
            link: endpoint.urn,
        };
        const to = perhaps === undefined ? hop : end(perhaps);
        return prefixesOf(service.addresses).map((prefix) =>
            entry(prefix, RANK.prefixList, to, of(table, `route to ${service.label}`), "gateway endpoint"),
        );
    });
}

/**
 * Routes that a virtual private gateway puts into a table. What comes by BGP stands nowhere: it may lead any packet that no
 * longer route has to the gateway, of public addresses only those without a default route. Inside the VPC the local route wins
 * over all of them (Site-to-Site VPN guide, "Route tables and VPN route priority").
 */
function propagatedEntries(table: Table, settled: readonly Entry[], from: From, joined: Joined): readonly Entry[] {
    return table.propagating.flatMap(({ gateway }) => {
        const { prefixes, unsure } = joined.hub.propagatedBy(gateway);
        const inside = addressSet(from.vpc.prefixes);
        const into = behind(from.out, joined.hub.intoVgw(from.vpc.key, gateway));
        const known = prefixes
            .filter((prefix) => !contains(inside, prefix))
            .map((prefix) => entry(prefix, RANK.propagated, into, of(table, "propagated route"), "propagated"));
        if (unsure === undefined) return known;
        const networks = union(...joined.vpcs.all.map(({ prefixes }) => addressSet(prefixes)));
        const routed = addressSet([...settled, ...known].filter(({ length }) => length > 0));
        const open = ([4, 6] as const).flatMap((family) => {
            const hasDefault = settled.some((each) => each.family === family && each.length === 0);
            const around = subtract(subtract(hasDefault ? PRIVATE : ALL, networks), routed);
            return prefixesOf({ ...NOTHING, [family]: around[family] });
        });
        return [
            ...known,
            ...open.map((prefix) =>
                entry(prefix, RANK.propagated, end(unsure), of(table, "propagated route"), "propagated"),
            ),
        ];
    });
}

/** The inside of a VPC: to the hosts of the subnet that has the address. */
export function insideStation(vpc: Vpc, joined: Joined): Station {
    const { element } = vpc;
    const entries = joined.vpcs.subnetsOf(vpc).flatMap((subnet) => {
        const hop: Hop = { to: "hosts", place: subnet.urn, gates: joined.acls.inbound(subnet.urn) };
        return subnet.prefixes.map((prefix) => entry(prefix, RANK.local, hop, subnet.element, "local"));
    });
    const open = openSubnet(vpc, joined.vpcs);
    const detail = `no subnet of ${element.label} has this address`;
    return {
        id: `${vpc.key}#inside`,
        element,
        kind: "network",
        place: vpc.key,
        entries,
        unsure: [],
        otherwise: end(open ?? reason(Code.NoRoute, element, detail)),
    };
}

/** Why an address that no subnet has may be that of a machine all the same. */
function openSubnet(vpc: Vpc, vpcs: Vpcs): Reason | undefined {
    if (!vpc.isMade) {
        const detail = `${vpc.element.label} was there before and may have other subnets`;
        return reason(Code.Unknown, vpc.element, detail);
    }
    const open = vpcs.subnetsOf(vpc).find(({ unsure }) => unsure !== undefined)?.unsure;
    const homeless = vpcs.homeless.flatMap(({ located }) => {
        if (located.is === "vpc") return [];
        const mayBe = located.candidates.length === 0 || located.candidates.some(({ key }) => key === vpc.key);
        return mayBe ? [located.reason] : [];
    });
    return open ?? homeless[0];
}

function of(table: Table, what: string): Element {
    return { ...table.element, label: `${what} of ${table.element.label}` };
}

/** A route inside a table is the table's; one that is a resource of its own is that. */
function routeElement({ from, at }: RouteLine, prefix: Prefix, table: Table): Element {
    const label = `route ${prefix.text} of ${table.element.label}`;
    return at.length === 0 ? { urn: from.urn, label } : { ...table.element, label };
}
