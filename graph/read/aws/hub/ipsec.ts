/** What encrypts a VPN connection, and the largest packet that it takes: from what its two tunnels are told to use. */
import { ESP_ENCRYPTIONS, ESP_INTEGRITIES, MTU_CAPS, UNDERLAY_MTUS } from "../../../../facts/encapsulation";
import type { EspEncryption, EspIntegrity } from "../../../../facts/encapsulation";
import { ENCRYPTIONS, type Encryption } from "../../../../facts/ipsec/algorithms";
import { AWS_IPSEC } from "../../../../facts/ipsec/aws";
import { pathMtu } from "../../../../plan/mtu";
import { oneOf } from "../../../../plan/problem";
import type { Resource } from "../../resources";

/** `encryption` is undefined where it is not known before the deployment, `mtu` where the tunnels may choose among ciphers. */
export interface Ipsec {
    readonly encryption?: string;
    readonly mtu?: number;
}

const TUNNELS = ["tunnel1", "tunnel2"] as const;

export function ipsecOf(vpn: Resource): Ipsec {
    const encryption = allowed(vpn, "Phase2EncryptionAlgorithms");
    if (encryption === undefined) return {};
    if (encryption.length === 0) return { encryption: "IPsec with any cipher that AWS offers" };
    const ciphers = encryption.map((word) => named(AWS_IPSEC.esp.encryption, word));
    const text = `IPsec ${oneOf(ciphers.map((cipher, i) => titleOf(cipher) ?? encryption[i] ?? ""))}`;
    const mtu = mtuOf(ciphers, allowed(vpn, "Phase2IntegrityAlgorithms") ?? []);
    return { encryption: text, ...(mtu === undefined ? {} : { mtu }) };
}

/** What the tunnels may use, both together; empty where one of them may use everything, undefined where it is not known. */
function allowed(vpn: Resource, option: string): readonly string[] | undefined {
    const lists = TUNNELS.map((tunnel) => vpn.props[`${tunnel}${option}`]);
    if (lists.some((list) => typeof list === "symbol")) return undefined;
    const words = lists.map((list) => (Array.isArray(list) ? (list as readonly unknown[]) : []));
    if (words.some((list) => list.length === 0)) return [];
    const all = [...new Set(words.flat())];
    return all.every((word): word is string => typeof word === "string") ? all.sort() : undefined;
}

/** With one cipher the tunnels have one size; the integrity algorithm changes that of CBC. */
function mtuOf(ciphers: readonly (string | undefined)[], integrities: readonly string[]): number | undefined {
    const [cipher] = ciphers;
    if (ciphers.length !== 1 || !isEncryption(cipher)) return undefined;
    const integrity = integrities.length === 1 ? named(AWS_IPSEC.esp.integrity, integrities[0] ?? "") : undefined;
    const suite = { encryption: cipher, ...(isIntegrity(integrity) ? { integrity } : {}) };
    const layers = [{ kind: "esp", suite } as const, { kind: "cap", cap: MTU_CAPS.awsVpn } as const];
    return pathMtu([{ name: "tunnel", mtu: UNDERLAY_MTUS.ethernet, layers }]).mtu;
}

function named(words: Readonly<Record<string, unknown>>, word: string): string | undefined {
    return Object.entries(words).find(([, spelling]) => spelling === word)?.[0];
}

function titleOf(cipher: string | undefined): string | undefined {
    return cipher !== undefined && cipher in ENCRYPTIONS ? ENCRYPTIONS[cipher as Encryption].name : undefined;
}

function isEncryption(name: string | undefined): name is EspEncryption {
    return name !== undefined && name in ESP_ENCRYPTIONS;
}

function isIntegrity(name: string | undefined): name is EspIntegrity {
    return name !== undefined && name in ESP_INTEGRITIES;
}
