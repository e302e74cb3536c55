/**
 * The options of the two tunnels of a VPN connection. Sources: EC2 API reference (VpnTunnelOptionsSpecification), Site-to-Site
 * VPN user guide (tunnel options), Terraform AWS provider (which bounds it checks itself; what is replaced; an option that is
 * not given is read as none, and AWS uses its default).
 */
import { bool, int, obj, set, str, type Property } from "../../../core/definition";
import { refuseIpv4Prefix, sizeOf } from "../../../core/prefix";
import { isObject, text, type Props, type Value } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { LOG_GROUP } from "../../cloudwatch/codes";
import { between, firstOf, lengthBetween, matching } from "../../bounds";
import { invalidCombination, invalidValue } from "./codes";

export type Tunnel = 1 | 2;
export const TUNNELS: readonly Tunnel[] = [1, 2];

/** "tunnel1Address" for "Address". */
export const of = (tunnel: Tunnel, name: string): string => `tunnel${tunnel}${name}`;

const ENCRYPTION = ["AES128", "AES256", "AES128-GCM-16", "AES256-GCM-16"];
const INTEGRITY = ["SHA1", "SHA2-256", "SHA2-384", "SHA2-512"];
const FORMATS = ["json", "text"];

/** Diffie-Hellman groups, which only AWS itself checks. */
const GROUPS: Readonly<Record<string, readonly number[]>> = {
    Phase1DhGroupNumbers: [2, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24],
    Phase2DhGroupNumbers: [2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24],
};

const RESERVED = [
    ...[0, 1, 2, 3, 4, 5].map((third) => `169.254.${third}.0/30`),
    "169.254.169.252/30", // Instances find the metadata and time services near it.
];

/** What AWS assumes of those options that others depend on. */
const PHASE_2_LIFETIME = 3600;
const REKEY_MARGIN = 540;

/** What can be changed in place, but the key: by the name behind "tunnel1". */
const changeable = (prefix: string): Record<string, Property> => ({
    DpdTimeoutAction: str({ oneOf: ["clear", "none", "restart"] }),
    DpdTimeoutSeconds: int({ refuse: between(`${prefix}_dpd_timeout_seconds`, 30, Number.MAX_SAFE_INTEGER) }),
    EnableTunnelLifecycleControl: bool(),
    IkeVersions: set(str({ oneOf: ["ikev1", "ikev2"] })),
    LogOptions: obj({ cloudwatchLogOptions: obj(CLOUDWATCH) }, { computed: true }),
    Phase1DhGroupNumbers: set(int()),
    Phase1EncryptionAlgorithms: set(str({ oneOf: ENCRYPTION })),
    Phase1IntegrityAlgorithms: set(str({ oneOf: INTEGRITY })),
    Phase1LifetimeSeconds: int({ refuse: between(`${prefix}_phase1_lifetime_seconds`, 900, 28_800) }),
    Phase2DhGroupNumbers: set(int()),
    Phase2EncryptionAlgorithms: set(str({ oneOf: ENCRYPTION })),
    Phase2IntegrityAlgorithms: set(str({ oneOf: INTEGRITY })),
    Phase2LifetimeSeconds: int({ refuse: between(`${prefix}_phase2_lifetime_seconds`, 900, PHASE_2_LIFETIME) }),
    RekeyFuzzPercentage: int({ refuse: between(`${prefix}_rekey_fuzz_percentage`, 0, 100) }),
    RekeyMarginTimeSeconds: int({ refuse: between(`${prefix}_rekey_margin_time_seconds`, 60, 1800) }),
    ReplayWindowSize: int({ refuse: between(`${prefix}_replay_window_size`, 64, 2048) }),
    StartupAction: str({ oneOf: ["add", "start"] }),
});

const CLOUDWATCH: Record<string, Property> = {
    bgpLogEnabled: bool(),
    bgpLogGroupArn: str(),
    bgpLogOutputFormat: str({ oneOf: FORMATS }),
    logEnabled: bool(),
    logGroupArn: str(),
    logOutputFormat: str({ oneOf: FORMATS }),
};

export const CHANGEABLE: readonly string[] = Object.keys(changeable(""));

/** Everything that a connection says of a tunnel. */
const properties = (tunnel: Tunnel): Record<string, Property> => ({
    ...changeable(`tunnel${tunnel}`),
    InsideCidr: str({ computed: true, immutable: true, refuse: refuseInside }),
    PresharedKey: str({ computed: true, secret: true, refuse: refuseKey(`tunnel${tunnel}_preshared_key`) }),
    Address: str({ output: true }),
    BgpAsn: str({ output: true }),
    BgpHoldtime: int({ output: true }),
    CgwInsideAddress: str({ output: true }),
    InsideIpv6Cidr: str({ output: true }),
    VgwInsideAddress: str({ output: true }),
});

export const TUNNEL_PROPERTIES: Record<string, Property> = Object.fromEntries(
    TUNNELS.flatMap((tunnel) =>
        Object.entries(properties(tunnel)).map(([name, property]) => [of(tunnel, name), property]),
    ),
);

export const isReserved = (cidr: string): boolean => RESERVED.includes(cidr);

function refuseInside(value: Value): string | undefined {
    const cidr = value as string;
    const wrong = refuseIpv4Prefix(value);
    if (wrong !== undefined) return wrong;
    if (sizeOf(cidr) !== 30)
        return `expected ${cidr} to contain a network Value with between 30 and 30 significant bits`;
    if (!cidr.startsWith("169.254.")) return `invalid value for ${cidr} (must be within 169.254.0.0/16)`;
    return isReserved(cidr) ? `expected none of ${JSON.stringify(RESERVED)}, got ${cidr}` : undefined;
}

/** The reasons never hold the key. */
function refuseKey(name: string): (value: Value) => string | undefined {
    return firstOf(
        lengthBetween(name, 8, 64),
        matching(/^[^0]/, `invalid value for ${name} (cannot start with zero character)`),
        matching(
            /^[0-9a-zA-Z_.]+$/,
            `invalid value for ${name} (can only contain alphanumeric, period and underscore characters)`,
        ),
    );
}

/** Refuses what AWS refuses of a tunnel's options, beyond what the provider has checked. */
export function demandOptions(world: World, connection: CloudObject): void {
    for (const tunnel of TUNNELS) {
        demandGroups(connection.props, tunnel);
        demandMargin(connection.props, tunnel);
        demandLogs(world, connection, tunnel);
    }
}

function demandGroups(props: Props, tunnel: Tunnel): void {
    for (const [name, allowed] of Object.entries(GROUPS)) {
        const given = (props[of(tunnel, name)] ?? []) as number[];
        const wrong = given.find((group) => !allowed.includes(group));
        if (wrong !== undefined) throw invalidValue(`Value (${wrong}) for parameter ${name} is invalid.`);
    }
}

/** "The value can be between 60 and half of the Phase 2 lifetime." */
function demandMargin(props: Props, tunnel: Tunnel): void {
    const number = (name: string, fallback: number): number => Number(props[of(tunnel, name)] ?? fallback);
    const most = number("Phase2LifetimeSeconds", PHASE_2_LIFETIME) / 2;
    const margin = number("RekeyMarginTimeSeconds", Math.min(REKEY_MARGIN, most));
    if (margin > most) {
        throw invalidValue(
            `Value (${margin}) for parameter RekeyMarginTimeSeconds is invalid: it can be up to ${most}.`,
        );
    }
}

/** A log that is switched on needs a group, which must be there. */
function demandLogs(world: World, connection: CloudObject, tunnel: Tunnel): void {
    const options = connection.props[of(tunnel, "LogOptions")];
    const given = isObject(options) && isObject(options.cloudwatchLogOptions) ? options.cloudwatchLogOptions : {};
    const groups = world.all(LOG_GROUP, connection).map((group) => group.props.arn);
    for (const [enabled, group] of [
        ["logEnabled", "logGroupArn"],
        ["bgpLogEnabled", "bgpLogGroupArn"],
    ] as const) {
        if (given[enabled] !== true) continue;
        const arn = text(given, group);
        if (arn === undefined) throw invalidCombination(`${group} must be specified when ${enabled} is true`);
        if (!groups.includes(arn)) throw invalidValue(`The log group ${arn} does not exist.`);
    }
    connection.props[of(tunnel, "LogOptions")] = {
        cloudwatchLogOptions: { bgpLogEnabled: false, logEnabled: false, ...given },
    };
}
