import { labelOf, type References } from "../../../graph/read/references";
import type { Resource } from "../../../graph/read/resources";
import { CUSTOMER_GATEWAY, HUB, VPN_CONCENTRATOR, VPN_CONNECTION, VPN_GATEWAY } from "../../concepts";
import { gdpr, hipaa, iso, nist, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { fails, networkRule, undetermined } from "../../rule";
import { numberAt, textAt, UNKNOWN } from "../../values";

export const rule = networkRule({
    id: "resilience-two-devices",
    area: "resilience",
    title: "A site is reached over tunnels to two devices",
    severity: "medium",
    frameworks: [
        ...hipaa("164.308(a)(7)(ii)(C)"),
        ...gdpr("32(1)(b)"),
        ...nist("CP-8", "CP-8(2)"),
        ...soc2("A1.2"),
        ...iso("A.8.14"),
    ],
    rationale:
        "The two tunnels of one connection end on one device of yours: it is restarted for every update, and the site is cut off meanwhile.",
    fix: "Add a second customer gateway with another address and the site's ASN, and a connection to it.",
    looksAt: [...VPN_CONNECTION, ...CUSTOMER_GATEWAY],
    profiles: ALL,
    check: ({ refs }) => {
        const connections = refs.ofType(...VPN_CONNECTION).map((connection) => ({
            connection,
            device: refs.one(connection, "customerGatewayId", { types: CUSTOMER_GATEWAY, inRegion: true }),
            gateway: gatewayOf(connection, refs),
        }));
        return connections.flatMap(({ connection, device, gateway }) => {
            if (device.is === "unsure") return [undetermined(connection, device.reason.detail)];
            if (device.is !== "resource") return [];
            const here = siteOf(device.resource);
            const others = connections.filter((other) => other.connection !== connection && other.gateway === gateway);
            const second = others.some(
                (other) =>
                    other.device.is === "resource" &&
                    other.device.resource !== device.resource &&
                    siteOf(other.device.resource) === here &&
                    isOtherAddress(other.device.resource, device.resource),
            );
            if (second) return [];
            if (here === UNKNOWN || others.some((other) => other.device.is === "unsure"))
                return [undetermined(connection, "whether another connection reaches the same site is not known")];
            return [fails(connection, `the site behind ${labelOf(device.resource)} has no tunnel to a second device`)];
        });
    },
});

/** Devices of one site have its ASN. */
function siteOf(device: Resource): number | typeof UNKNOWN | undefined {
    return numberAt(device, "bgpAsnExtended") ?? numberAt(device, "bgpAsn");
}

/** Two entries for one address are one device; an address that is not known yet belongs to a resource of its own. */
function isOtherAddress(a: Resource, b: Resource): boolean {
    const [one, other] = [textAt(a, "ipAddress"), textAt(b, "ipAddress")];
    return one === UNKNOWN || other === UNKNOWN || one !== other;
}

/** What the connection ends on at AWS's side, as a text to compare. A concentrator stands for its Transit Gateway. */
function gatewayOf(connection: Resource, refs: References): string {
    const concentrator = refs.one(connection, "vpnConcentratorId", {
        types: VPN_CONCENTRATOR,
        by: ["id", "vpnConcentratorId"],
        inRegion: true,
    });
    const from = concentrator.is === "resource" ? concentrator.resource : connection;
    const ends = [
        refs.one(from, "transitGatewayId", { types: HUB, inRegion: true }),
        refs.one(from, "vpnGatewayId", { types: VPN_GATEWAY, inRegion: true }),
    ];
    return ends
        .map((end) => (end.is === "resource" ? end.resource.urn : end.is === "external" ? end.id : end.is))
        .join(" ");
}
