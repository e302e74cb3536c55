/**
 * The gateway of a cloud, played by strongSwan that accepts what a cloud's enumeration can say and nothing else. What it is
 * configured with is the planner's spelling for that cloud, read word by word as the cloud reads it.
 */
import type { RenderedFiles } from "../../../components/vpn-bridge/device/sheet";
import type { AwsSpelling, AzureSpelling, GcpSpelling, Spelling } from "../../../plan/suites/spelling";
import type { Cell } from "./cell";
import { CLOUDS, type CloudName, type CloudPhase, type Words } from "./enumerations";
import { startCharon, type Charon } from "./strongswan";

/** strongSwan's proposals. */
export interface Accepted {
    readonly ike: string;
    readonly esp: string;
}

interface Chosen {
    readonly encryption: readonly string[];
    readonly integrity: readonly string[];
    readonly prf: readonly string[];
    readonly dh: readonly string[];
}

const READERS: Readonly<Record<CloudName, (spelling: Spelling) => Readonly<Record<"ike" | "esp", Chosen>>>> = {
    // The integrity list of AWS is the PRF beside an AEAD cipher, and goes unused in phase 2.
    aws: (spelling) => {
        const options = spelling as AwsSpelling;
        const list = (name: string): string[] => {
            const value = options[`tunnel1${name}`];
            if (!Array.isArray(value))
                throw new Error(`aws takes every word that it has for ${name}, because it is unset`);
            return value.map(String);
        };
        if (list("IkeVersions").join() !== "ikev2") throw new Error("aws would take IKEv1 too");
        const phase = (n: number): Chosen => ({
            encryption: list(`Phase${n}EncryptionAlgorithms`),
            integrity: list(`Phase${n}IntegrityAlgorithms`),
            prf: list(`Phase${n}IntegrityAlgorithms`),
            dh: list(`Phase${n}DhGroupNumbers`),
        });
        return { ike: phase(1), esp: phase(2) };
    },
    // Azure's IKE integrity serves as PRF; that of IPsec repeats the cipher where it is GCM.
    azure: (spelling) => {
        const policy = spelling as AzureSpelling;
        const isGcm = policy.ipsecEncryption.startsWith("GCM");
        if (isGcm && policy.ipsecIntegrity !== policy.ipsecEncryption) {
            throw new Error(`azure refuses ${policy.ipsecEncryption} with ${policy.ipsecIntegrity}`);
        }
        return {
            ike: {
                encryption: [policy.ikeEncryption],
                integrity: [policy.ikeIntegrity],
                prf: [policy.ikeIntegrity],
                dh: [policy.dhGroup],
            },
            esp: {
                encryption: [policy.ipsecEncryption],
                integrity: isGcm ? [] : [policy.ipsecIntegrity],
                prf: [],
                dh: [policy.pfsGroup],
            },
        };
    },
    // Google refuses integrities beside GCM.
    gcp: (spelling) => {
        const { phase1, phase2 } = (spelling as GcpSpelling).cipherSuite;
        for (const { encryptions, integrities } of [phase1, phase2]) {
            if (encryptions.some((word) => word.includes("GCM")) && integrities !== undefined) {
                throw new Error(`gcp refuses ${encryptions.join()} with ${integrities.join()}`);
            }
        }
        return {
            ike: {
                encryption: phase1.encryptions,
                integrity: phase1.integrities ?? [],
                prf: phase1.prves,
                dh: phase1.dhs,
            },
            esp: {
                encryption: phase2.encryptions,
                integrity: phase2.integrities ?? [],
                prf: [],
                dh: phase2.pfs,
            },
        };
    },
};

/** What the cloud accepts once it is configured like this; throws where it would refuse the configuration. */
export function acceptedBy(cloud: CloudName, spelling: Spelling): Accepted {
    const chosen = READERS[cloud](spelling);
    const words = (phase: "ike" | "esp"): Parameters<typeof proposals>[1] => ({
        encryption: translated(cloud, CLOUDS[cloud][phase].encryption, chosen[phase].encryption),
        integrity: translated(cloud, CLOUDS[cloud][phase].integrity, chosen[phase].integrity),
        prf: phase === "ike" ? translated(cloud, CLOUDS[cloud].ike.prf, chosen.ike.prf) : [],
        dh: translated(cloud, CLOUDS[cloud][phase].dh, chosen[phase].dh),
    });
    return { ike: proposals("ike", words("ike")), esp: proposals("esp", words("esp")) };
}

/** Everything that the cloud has, in every combination: a gateway that was left at all its words. */
export function everythingOf(cloud: CloudName): Accepted {
    const all = (phase: CloudPhase): Chosen => ({
        encryption: each(phase.encryption),
        integrity: each(phase.integrity),
        prf: each(phase.prf),
        dh: each(phase.dh),
    });
    return { ike: proposals("ike", all(CLOUDS[cloud].ike)), esp: proposals("esp", all(CLOUDS[cloud].esp)) };
}

export interface CloudTunnel {
    readonly cloud: CloudName;
    readonly accepted: Accepted;
    /** Outside addresses. */
    readonly address: string;
    readonly peer: string;
    /** Inside, with its length: "169.254.21.1/30". */
    readonly inside: string;
    readonly key: string;
}

/** The end of one tunnel, with its own network: Cloud VPN always initiates, the others answer (Google, AWS, Azure). */
export async function startCloudEnd(cell: Cell, tunnel: CloudTunnel): Promise<Charon> {
    await cell.write(configuration(tunnel));
    const charon = await startCharon(cell);
    await cell.demand("ip", "address", "replace", tunnel.inside, "dev", "ipsec0");
    return charon;
}

function configuration({ cloud, accepted, address, peer, key }: CloudTunnel): RenderedFiles {
    const text = `connections {
    gateway {
        version = 2
        local_addrs = ${address}
        remote_addrs = ${peer}
        proposals = ${accepted.ike}
        encap = yes
        mobike = no
        dpd_delay = 30s
        local {
            auth = psk
            id = ${address}
        }
        remote {
            auth = psk
            id = ${peer}
        }
        children {
            all {
                local_ts = 0.0.0.0/0
                remote_ts = 0.0.0.0/0
                esp_proposals = ${accepted.esp}
                start_action = ${cloud === "gcp" ? "start" : "none"}
            }
        }
    }
}
secrets {
    ike-peer {
        id = ${peer}
        secret = "${key}"
    }
}
`;
    return { "/etc/swanctl/conf.d/gateway.conf": text };
}

function translated(cloud: CloudName, words: Words, chosen: readonly string[]): string[] {
    return chosen.map((word) => {
        const means = words[word];
        if (means === undefined) throw new Error(`${cloud} has no ${word}: ${Object.keys(words).join(", ")}`);
        return means;
    });
}

const each = (words: Words): string[] => [...new Set(Object.values(words))];
const isAead = (word: string): boolean => word.includes("gcm");

/** One proposal of all AEAD ciphers and one of all others: the two cannot share one. */
function proposals(phase: "ike" | "esp", { encryption, integrity, prf, dh }: Chosen): string {
    const [aead, plain] = [encryption.filter(isAead), encryption.filter((word) => !isAead(word))];
    const both = [
        aead.length > 0 ? [...aead, ...(phase === "ike" ? prf : []), ...dh] : [],
        plain.length > 0 ? [...plain, ...integrity, ...(phase === "ike" ? prf : []), ...dh] : [],
    ];
    return both
        .filter((words) => words.length > 0)
        .map((words) => words.join("-"))
        .join(", ");
}
