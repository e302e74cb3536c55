/** A tunnel as a link: what encrypts it, and the largest packet that both of its ends take. */
import {
    ESP_ENCRYPTIONS,
    ESP_INTEGRITIES,
    MTU_CAPS,
    UNDERLAY_MTUS,
    type EspEncryption,
    type EspIntegrity,
} from "../../../facts/encapsulation";
import { gcpVpnCap, pathMtu } from "../../../plan/mtu";
import { oneOf } from "../../../plan/problem";
import { readSpelling } from "../../../plan/suites/reading";
import { algorithmName, type Algorithm } from "../../../plan/suites/suite";
import type { Link } from "../../network";
import type { TunnelEnd } from "./end";

export function tunnelLink([a, b]: readonly [TunnelEnd, TunnelEnd]): Link {
    const ciphers = common(a, b, "encryption");
    const mtu = ciphers?.length === 1 ? mtuOf([a, b], ciphers[0], common(a, b, "integrity")) : undefined;
    return {
        id: `${a.id} ${b.id}`,
        kind: "vpn",
        element: { ...a.element, label: `tunnel of ${a.resource.name} and ${b.resource.name}` },
        ends: [a.place, b.place],
        ...(ciphers === undefined || ciphers.length === 0
            ? {}
            : { encryption: `IPsec ${oneOf(ciphers.map((cipher) => algorithmName("encryption", cipher)))}` }),
        ...(mtu === undefined ? {} : { mtu }),
        elements: [...new Set([a, b].flatMap(({ resource, parts }) => [resource.urn, ...parts]))],
        zones: [],
        lanes: 1,
        paid: [a, b].map(({ place, paid }) => ({ end: place, ...paid })),
    };
}

/** What both ends may take in ESP; undefined where an end is not known. */
function common(a: TunnelEnd, b: TunnelEnd, role: "encryption" | "integrity"): readonly Algorithm[] | undefined {
    const [one, other] = [a, b].map(({ suite: { kind, spelling, tunnel } }): readonly Algorithm[] | undefined => {
        const offers = spelling === undefined ? [] : readSpelling(kind, spelling, tunnel ?? 1).esp;
        return offers.length === 0 ? undefined : offers.flatMap((offer) => offer[role]);
    });
    return other === undefined ? undefined : one?.filter((algorithm) => other.includes(algorithm));
}

function mtuOf(
    ends: readonly TunnelEnd[],
    encryption: Algorithm | undefined,
    integrities: readonly Algorithm[] = [],
): number | undefined {
    if (!isEncryption(encryption)) return undefined;
    const integrity = integrities.length === 1 ? integrities[0] : undefined;
    const suite = { encryption, ...(isIntegrity(integrity) ? { integrity } : {}) };
    const caps = { aws: MTU_CAPS.awsVpn, azure: MTU_CAPS.azureVpn, gcp: gcpVpnCap(suite) };
    const sizes = ends.map(({ cloud }) => {
        const cap = caps[cloud];
        if (cap === undefined) return undefined;
        const underlay = cloud === "gcp" ? UNDERLAY_MTUS["gcp-vpn"] : UNDERLAY_MTUS.ethernet;
        const layers = [{ kind: "esp", suite } as const, { kind: "cap", cap } as const];
        return pathMtu([{ name: "tunnel", mtu: underlay, layers }]).mtu;
    });
    return sizes.every((size): size is number => size !== undefined) ? Math.min(...sizes) : undefined;
}

function isEncryption(word: unknown): word is EspEncryption {
    return typeof word === "string" && word in ESP_ENCRYPTIONS;
}

function isIntegrity(word: unknown): word is EspIntegrity {
    return typeof word === "string" && word in ESP_INTEGRITIES;
}
