/** Services of AWS behind gateway endpoints: S3 and DynamoDB, which have public addresses that AWS keeps in lists of its own. */
import { addressSet, isEmpty, union, type AddressSet } from "../../../../plan/address-set";
import type { References } from "../../references";
import type { Resource } from "../../resources";
import { UNKNOWN } from "../../values";
import { membersOf, prefixAt, textOf } from "../../fields";
import type { StandIns } from "./stand-ins";
import { ENDPOINT } from "./types";

export interface Service {
    /** "service/com.amazonaws.us-east-1.s3" */
    readonly id: string;
    readonly label: string;
    /** What endpoints tell once they are deployed; a stand-in before. */
    readonly addresses: AddressSet;
    readonly isKnown: boolean;
    readonly endpoints: readonly Resource[];
}

/** "Gateway" where nothing is said (EC2 API reference, CreateVpcEndpoint). */
export function endpointKind(endpoint: Resource): string | typeof UNKNOWN {
    return textOf(endpoint, "vpcEndpointType") ?? "Gateway";
}

/** Services by the URN of each of their gateway endpoints. */
export function readServices(references: References, standIns: StandIns): ReadonlyMap<string, Service> {
    const byName = new Map<string, Resource[]>();
    for (const endpoint of references.ofType(ENDPOINT)) {
        if (endpointKind(endpoint) !== "Gateway") continue;
        const name = textOf(endpoint, "serviceName");
        const key = typeof name === "string" ? name : endpoint.urn;
        byName.set(key, [...(byName.get(key) ?? []), endpoint]);
    }
    const services = [...byName].flatMap(([name, endpoints]) => {
        const known = union(...endpoints.map(prefixesTold));
        const id = `service/${name}`;
        const isKnown = !isEmpty(known);
        const addresses = isKnown ? known : standIns.publicAddress(id);
        const service: Service = { id, label: name, addresses, isKnown, endpoints };
        return endpoints.map(({ urn }): [string, Service] => [urn, service]);
    });
    return new Map(services);
}

function prefixesTold(endpoint: Resource): AddressSet {
    const members = membersOf(endpoint, "cidrBlocks");
    if (members === UNKNOWN) return addressSet([]);
    return addressSet(
        members.map((path) => prefixAt(endpoint, ...path)).filter((prefix) => typeof prefix === "object"),
    );
}
