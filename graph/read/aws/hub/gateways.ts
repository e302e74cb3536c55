/**
 * Transit Gateways and their route tables, those of the program and those that it only names by id. Sources: VPC Transit Gateway
 * guide (route tables), EC2 API reference (TransitGatewayOptions), Terraform AWS provider.
 */
import type { Place } from "../../../network";
import type { Element, Reason } from "../../../reason";
import { elementOf, labelOf, unknownValue, type References } from "../../references";
import type { Resource } from "../../resources";
import { UNKNOWN } from "../../values";
import { tagsOf } from "../../fields";
import { DEFAULT_ASSOCIATION, DEFAULT_PROPAGATION, ROUTE_TABLE, TRANSIT_GATEWAY, type Settled } from "./types";

export interface Gateway {
    /** The URN, or the id where the program has no resource for it. */
    readonly id: string;
    readonly resource?: Resource;
    readonly element: Element;
    readonly region?: string;
}

export interface Table {
    /** The URN; of a default table that of the gateway and `#default-table`; the id where the program has no resource for it. */
    readonly id: string;
    /** Undefined where only the id of the table is known. */
    readonly gateway?: Settled<string>;
    readonly segment: string;
    readonly element: Element;
    readonly resource?: Resource;
    /** Why it may have routes that nobody here knows. */
    readonly unsure: readonly Reason[];
}

export type Role = "association" | "propagation";
const ROLES = {
    association: {
        setting: "defaultRouteTableAssociation",
        output: "associationDefaultRouteTableId",
        by: DEFAULT_ASSOCIATION,
    },
    propagation: {
        setting: "defaultRouteTablePropagation",
        output: "propagationDefaultRouteTableId",
        by: DEFAULT_PROPAGATION,
    },
} as const;

export class Gateways {
    private readonly gateways = new Map<string, Gateway>();
    private readonly found = new Map<string, Table>();
    private readonly defaults = new Map<string, Settled<string | undefined>>();

    constructor(private readonly references: References) {
        for (const resource of references.ofType(TRANSIT_GATEWAY)) {
            const region = references.regionOf(resource);
            const gateway = {
                id: resource.urn,
                resource,
                element: elementOf(resource),
                ...(region === undefined ? {} : { region }),
            };
            this.gateways.set(resource.urn, gateway);
            if (Object.values(ROLES).every(({ setting }) => resource.props[setting] === "disable")) continue;
            const id = defaultId(resource.urn);
            this.found.set(id, {
                id,
                gateway: { value: resource.urn },
                segment: "default",
                element: elementOf(resource, "default route table"),
                unsure: [],
            });
        }
        for (const resource of references.ofType(ROUTE_TABLE))
            this.found.set(resource.urn, {
                id: resource.urn,
                gateway: this.meant(resource, "transitGatewayId"),
                segment: nameOf(resource),
                element: elementOf(resource),
                resource,
                unsure: [],
            });
    }

    gateway(id: string): Gateway | undefined {
        return this.gateways.get(id);
    }

    all(): readonly Gateway[] {
        return [...this.gateways.values()];
    }

    tables(): readonly Table[] {
        return [...this.found.values()];
    }

    table(id: string): Table | undefined {
        return this.found.get(id);
    }

    /** The gateway of a table, where it is settled. */
    ofTable(id: string): string | undefined {
        const gateway = this.found.get(id)?.gateway;
        return gateway !== undefined && "value" in gateway ? gateway.value : undefined;
    }

    /** The gateway that a property means; `region` is where it is, "" where that is not known; that of the resource by default. */
    meant(from: Resource, property: string, region = this.references.regionOf(from)): Settled<string> {
        const reference = this.references.one(from, property, { types: [TRANSIT_GATEWAY] });
        switch (reference.is) {
            case "resource":
                return { value: reference.resource.urn };
            case "external":
                return { value: this.external(reference.id, region) };
            case "unsure":
                return { reason: reference.reason, candidates: reference.candidates.map(({ urn }) => urn) };
            case "absent":
                return { reason: unknownValue(from, `${property} is not known before the deployment`), candidates: [] };
        }
    }

    /** The table that `transitGatewayRouteTableId` means: one of the program, a gateway's default, or one that has only an id. */
    tableMeant(from: Resource): Settled<string> {
        const property = "transitGatewayRouteTableId";
        const reference = this.references.one(from, property, {
            types: [ROUTE_TABLE, TRANSIT_GATEWAY],
            by: ["id", ROLES.association.output, ROLES.propagation.output],
            inRegion: true,
        });
        switch (reference.is) {
            case "resource":
                return { value: this.ownTable(reference.resource) };
            case "external":
                return { value: this.externalTable(reference.id) };
            case "unsure":
                return { reason: reference.reason, candidates: reference.candidates.map((r) => this.ownTable(r)) };
            case "absent":
                return { reason: unknownValue(from, `${property} is not set`), candidates: [] };
        }
    }

    /** The table that a gateway gives attachments by default; undefined where it gives none. */
    defaultTable(id: string, role: Role): Settled<string | undefined> {
        const key = `${role} ${id}`;
        const table = this.defaults.get(key) ?? this.readDefault(id, role);
        this.defaults.set(key, table);
        return table;
    }

    private readDefault(id: string, role: Role): Settled<string | undefined> {
        const { setting, by } = ROLES[role];
        const gateway = this.gateways.get(id)?.resource;
        if (gateway === undefined) {
            const label = this.gateways.get(id)?.element.label ?? `transit gateway ${id}`;
            const detail = `${label} is not in the program: whether it has a table for ${role} by default is not known`;
            return { reason: { code: "UNKNOWN", element: { label }, detail }, candidates: [] };
        }
        const value = gateway.props[setting];
        if (value === "disable") return { value: undefined };
        if (value === UNKNOWN)
            return {
                reason: unknownValue(gateway, `${setting} is not known before the deployment`),
                candidates: [defaultId(id)],
            };
        const set = this.references
            .ofType(by)
            .map((resource) => ({ resource, gateway: this.meant(resource, "transitGatewayId") }));
        const perhaps = set.find(
            (s) => "reason" in s.gateway && (s.gateway.candidates.length === 0 || s.gateway.candidates.includes(id)),
        );
        if (perhaps !== undefined && "reason" in perhaps.gateway)
            return { reason: perhaps.gateway.reason, candidates: [defaultId(id)] };
        const sure = set.filter((s) => "value" in s.gateway && s.gateway.value === id);
        const [only] = sure;
        if (only === undefined) return { value: this.madeWith(gateway, role) };
        if (sure.length === 1) return this.tableMeant(only.resource);
        const names = sure.map((s) => labelOf(s.resource)).join(", ");
        return { reason: unknownValue(gateway, `${names} each set its default table`), candidates: [] };
    }

    /** The default table that came with the gateway, or the program's that has its id by now. */
    private madeWith(gateway: Resource, role: Role): string {
        const id = gateway.props[ROLES[role].output];
        const own = this.tables().find(({ resource }) => typeof id === "string" && resource?.id === id);
        return own?.id ?? defaultId(gateway.urn);
    }

    private ownTable(resource: Resource): string {
        return resource.type === TRANSIT_GATEWAY ? defaultId(resource.urn) : resource.urn;
    }

    private external(id: string, region: string | undefined): string {
        const element = { label: `transit gateway ${id}` };
        const place = region === undefined || region === "" ? {} : { region };
        if (!this.gateways.has(id)) this.gateways.set(id, { id, element, ...place });
        return id;
    }

    private externalTable(id: string): string {
        const element = { label: `transit gateway route table ${id}` };
        const detail = `${element.label} is not in the program: which routes it has is not known`;
        if (!this.found.has(id))
            this.found.set(id, { id, segment: id, element, unsure: [{ code: "UNKNOWN", element, detail }] });
        return id;
    }

    /** Gateways in their regions, tables in their gateways. */
    places(): readonly Place[] {
        const gateways = this.all().flatMap(({ id, resource, element, region }): Place[] => [
            {
                id,
                kind: "hub",
                label: resource === undefined ? element.label : nameOf(resource),
                cloud: "aws",
                ...(region === undefined ? {} : { region, within: regionPlace(region) }),
                ...(resource === undefined ? {} : { urn: resource.urn, tags: tagsOf(resource) }),
            },
        ]);
        const regions = [...new Set(this.all().flatMap(({ region }) => region ?? []))].map((region): Place => {
            return {
                id: regionPlace(region),
                kind: "region",
                label: region,
                within: "cloud/aws",
                cloud: "aws",
                region,
            };
        });
        const tables = this.tables().map(({ id, segment, resource }): Place => {
            const within = this.ofTable(id);
            return {
                id,
                kind: "hub-table",
                label: segment,
                segment,
                ...(within === undefined ? {} : { within }),
                ...(resource === undefined ? {} : { urn: resource.urn, tags: tagsOf(resource) }),
            };
        });
        const cloud: Place[] =
            gateways.length > 0 ? [{ id: "cloud/aws", kind: "cloud", label: "AWS", cloud: "aws" }] : [];
        return [...cloud, ...regions, ...gateways, ...tables];
    }
}

function defaultId(gatewayUrn: string): string {
    return `${gatewayUrn}#default-table`;
}

export function regionPlace(region: string): string {
    return `region/aws/${region}`;
}

/** The Name tag, which the console shows, else the name in the program. */
export function nameOf(resource: Resource): string {
    const name = tagsOf(resource)["Name"];
    return name === undefined || name === "" ? resource.name : name;
}
