/** What resource types of Cloud Monitoring have in common: Google makes up their ids. Source: Cloud Monitoring API reference. */
import * as crypto from "node:crypto";
import { CloudError, type ResourceType } from "../../core/definition";
import { said } from "../said";
import { demandPlace, handled, owned } from "../handled";
import { lastSegment, placeIn } from "../kinds";
import type { Props } from "../../core/values";

type Part = Pick<ResourceType, "noun" | "properties" | "onTimeout"> &
    Partial<Pick<ResourceType, "check" | "create" | "update" | "release" | "inUse" | "quota">> & {
        canonical?: (inputs: Props) => Props;
    };

/** `newId`: the last part of an id, "1234567890123456789" where it is a number. */
export function monitoringType(token: string, collection: string, newId: () => string, part: Part): ResourceType {
    const properties = { ...owned, ...part.properties };
    const own = handled(properties, part.canonical);
    return {
        ...own,
        ...part,
        token,
        properties,
        canonical: own.canonical,
        id: (props) => `projects/${demandPlace({ scope: "global" }, props).account}/${collection}/${newId()}`,
        placeOf: (id, _, from) => placeIn(id) ?? from,
        release: (context, object) => {
            own.release?.(context, object);
            part.release?.(context, object);
        },
        gone: (id) => new CloudError("notFound", `Cannot find ${part.noun} '${lastSegment(id)}'`),
        seconds: { create: 2, update: 2, delete: 2 },
    };
}

/** As ids of alert policies and notification channels are: up to twenty digits. */
export function numericId(): string {
    return String(crypto.randomBytes(8).readBigUInt64BE() | 1n);
}

/** `field` is the path in the request, "alert_policy.combiner"; `why` ends without a full stop. */
export function badField(field: string, value: string | number, why: string): CloudError {
    return new CloudError("badRequest", `Field ${field} had an invalid value of "${value}": ${why}.`);
}

/** "300s" in seconds; undefined for anything else. */
export function secondsOf(props: Props, name: string): number | undefined {
    const [, seconds] = /^(\d+(?:\.\d+)?)s$/.exec(said(props, name)) ?? [];
    return seconds === undefined ? undefined : Number(seconds);
}
