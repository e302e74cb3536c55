/** Services behind gateway endpoints as hosts: on the internet, and nearer by through the endpoints of VPCs. */
import type { Entry, Host, Link, Station } from "../../../network";
import { Code, type Element } from "../../../reason";
import { elementOf } from "../../references";
import { end, entry, RANK, reason } from "../../hops";
import { INTERNET, WHOLE } from "./internet";
import type { Service } from "./services";
import type { Vpc, Vpcs } from "./vpcs";

export function serviceHost(service: Service): Host {
    return {
        id: service.id,
        kind: "service",
        element: elementOfService(service),
        place: INTERNET,
        addresses: service.addresses,
        isExact: true,
        station: service.id,
        sends: [],
        receives: [],
        groups: [],
        tags: {},
    };
}

/** Answers go back through the endpoint of the VPC that asked, and to public addresses over the internet. */
export function serviceStation(service: Service, vpcs: Vpcs): Station {
    const element = elementOfService(service);
    const seen = new Map<string, Vpc>();
    const entries = service.endpoints.flatMap((endpoint): readonly Entry[] => {
        const located = vpcs.locate(endpoint);
        if (located.is !== "vpc") return [];
        const { vpc } = located;
        return vpc.prefixes.flatMap((prefix) => {
            const other = seen.get(prefix.text);
            if (other?.key === vpc.key) return [];
            seen.set(prefix.text, vpc);
            if (other !== undefined) {
                const detail = `${vpc.element.label} and ${other.element.label} both have ${prefix.text}`;
                const unsure = end(reason(Code.Unknown, element, detail));
                return [entry(prefix, RANK.own, unsure, element, "gateway endpoint")];
            }
            const to = { to: "station", station: `${vpc.key}#inside`, gates: [], link: endpoint.urn } as const;
            return [entry(prefix, RANK.static, to, elementOf(endpoint), "gateway endpoint")];
        });
    });
    const outside = { to: "station", station: INTERNET, gates: [] } as const;
    const rest = WHOLE.map((prefix) => entry(prefix, RANK.propagated, outside, element, "internet"));
    return { id: service.id, element, kind: "gateway", place: INTERNET, entries: [...entries, ...rest], unsure: [] };
}

export function serviceLinks(service: Service, vpcs: Vpcs): readonly Link[] {
    return service.endpoints.flatMap((endpoint): Link[] => {
        const located = vpcs.locate(endpoint);
        if (located.is !== "vpc") return [];
        return [
            {
                id: endpoint.urn,
                kind: "endpoint",
                element: elementOf(endpoint),
                ends: [located.vpc.key, INTERNET],
                encryption: "",
                elements: [endpoint.urn],
                zones: [],
                lanes: 1,
            },
        ];
    });
}

function elementOfService({ label }: Service): Element {
    return { label: `service ${label}` };
}
