import type { Reference } from "../../../graph/read/references";
import { ENDPOINT, HUB_ATTACHMENT, LOAD_BALANCER, SUBNET } from "../../concepts";
import { gdpr, hipaa, iso, nist, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { fails, networkRule, undetermined, unknownAt, type Claim } from "../../rule";
import { listAt, textAt, UNKNOWN } from "../../values";

/** What has a foot in zones, and where it names the subnets. */
const FEET: readonly (readonly [types: readonly string[], property: string])[] = [
    [HUB_ATTACHMENT, "subnetIds"],
    [LOAD_BALANCER, "subnets"],
    [ENDPOINT, "subnetIds"],
];

export const rule = networkRule<{ readonly zones: number }>({
    id: "resilience-two-zones",
    area: "resilience",
    title: "Attachments, balancers and endpoints stand in two zones",
    severity: "medium",
    frameworks: [
        ...hipaa("164.308(a)(7)(ii)(C)"),
        ...gdpr("32(1)(b)"),
        ...nist("CP-8", "SC-36"),
        ...soc2("A1.2"),
        ...iso("A.8.14"),
    ],
    rationale:
        "A hub only serves the zones in which the attachment has a subnet: machines in others are cut off, and with one zone all are when it fails.",
    fix: "Give it subnets in a second zone.",
    looksAt: [...FEET.flatMap(([types]) => types), ...SUBNET],
    profiles: ALL,
    settings: {
        members: {
            zones: { shape: { kind: "number", from: 1, to: 6, whole: true }, text: "How many zones each must have." },
        },
        defaults: { zones: 2 },
    },
    check: ({ refs, settings }) =>
        FEET.flatMap(([types, property]) =>
            refs.ofType(...types).flatMap((resource): Claim[] => {
                const list = listAt(resource, property);
                // Gateway endpoints and balancers with subnet mappings name none here.
                if (list === undefined) return [];
                if (list === UNKNOWN) return [unknownAt(resource, property)];
                const feet = refs.many(resource, property, { types: SUBNET, inRegion: true }).map(zoneOf);
                const known = new Set(feet.filter((zone) => zone !== undefined));
                if (known.size >= settings.zones) return [];
                const open = feet.length - feet.filter((zone) => zone !== undefined).length;
                if (known.size + open >= settings.zones)
                    return [
                        undetermined(
                            resource,
                            `the zones of ${open === 1 ? "a subnet" : `${open} subnets`} in ${property} are not known`,
                        ),
                    ];
                const names = [...known].join(", ");
                return [
                    fails(
                        resource,
                        `it stands in ${known.size === 0 ? "no zone" : names}${known.size === 1 ? " only" : ""}`,
                    ),
                ];
            }),
        ),
});

function zoneOf(subnet: Reference): string | undefined {
    if (subnet.is !== "resource") return undefined;
    const zone = textAt(subnet.resource, "availabilityZone") ?? textAt(subnet.resource, "availabilityZoneId");
    return zone === UNKNOWN ? undefined : zone;
}
