/**
 * What is wrong with the protocol, the ports and the words of a security group rule, before anything is asked of EC2. The
 * texts are those with which EC2 and the provider refuse them. Sources: EC2 API reference (IpPermission, CreateSecurityGroup:
 * allowed characters), Terraform AWS provider (`from_port` of "all protocols").
 */
import type { CheckFailure } from "../../core/definition";
import { UNKNOWN, type Props, type Value } from "../../core/values";
import { ALL_PROTOCOLS, canonicalProtocol } from "./permissions";

const NAMED = new Set(["tcp", "udp", "icmp", "icmpv6", ALL_PROTOCOLS]);

/** For `refuse`. */
export function refuseProtocol(value: Value): string | undefined {
    const protocol = canonicalProtocol(value as string);
    if (NAMED.has(protocol) || (/^\d+$/.test(protocol) && Number(protocol) <= 255)) return undefined;
    return `Invalid value '${value as string}' for IP protocol. Unknown protocol.`;
}

/** "a-z, A-Z, 0-9, spaces, and ._-:/()#,@[]+=&;{}!$*", at most 255. */
const ALLOWED = /^[0-9A-Za-z_ .:/()#,@[\]+=&;{}!$*-]*$/;

/** For `refuse`: a name or a description. `what` is how EC2 calls the parameter. */
export function refuseWords(what: string): (value: Value) => string | undefined {
    return (value) => {
        const words = value as string;
        if (words.length > 255) return `expected length of ${what} to be in the range (0 - 255), got ${words.length}`;
        if (ALLOWED.test(words)) return undefined;
        return `Value (${words}) for parameter ${what} is invalid: only a-z, A-Z, 0-9, spaces and ._-:/()#,@[]+=&;{}!$* are allowed`;
    };
}

/** How ports beside "all protocols" are taken: an inline block wants zeros, a SecurityGroupRule anything, others none. */
export type PortsOfAll = "zero" | "any" | "none";

/** `rule` has `fromPort` and `toPort`; `at` is its path. Unknown values pass. */
export function checkPorts(rule: Props, protocol: Value | undefined, ofAll: PortsOfAll, at = ""): CheckFailure[] {
    if (typeof protocol !== "string" || rule.fromPort === UNKNOWN || rule.toPort === UNKNOWN) return [];
    const reason = portsReason(canonicalProtocol(protocol), number(rule.fromPort), number(rule.toPort), ofAll);
    return reason === undefined ? [] : [{ property: at === "" ? "fromPort" : `${at}.fromPort`, reason }];
}

function number(value: Value | undefined): number | undefined {
    return typeof value === "number" ? value : undefined;
}

type Port = number | undefined;

const RULES: Readonly<Record<string, (from: Port, to: Port) => string | undefined>> = {
    tcp: refusePorts,
    udp: refusePorts,
    icmp: (from, to) => refuseIcmp(from, to, true),
    icmpv6: (from, to) => refuseIcmp(from, to, false),
};

function portsReason(protocol: string, from: Port, to: Port, ofAll: PortsOfAll): string | undefined {
    if (protocol !== ALL_PROTOCOLS) return RULES[protocol]?.(from, to);
    const given = from !== undefined || to !== undefined;
    if (ofAll === "none" && given) return "When protocol is ALL, you cannot specify from-port.";
    if (ofAll === "zero" && (from !== 0 || to !== 0)) {
        return `from_port (${from ?? 0}) and to_port (${to ?? 0}) must both be 0 to use the 'ALL' "-1" protocol!`;
    }
    return undefined;
}

function refusePorts(from: Port, to: Port): string | undefined {
    if (from === undefined || to === undefined) return "Must specify both from and to ports with TCP/UDP.";
    if (from < 0 || from > 65535) return `TCP/UDP (from) port (${from}) out of range`;
    if (to < 0 || to > 65535) return `TCP/UDP (to) port (${to}) out of range`;
    return from > to ? `Invalid TCP/UDP port range (${from}:${to})` : undefined;
}

function refuseIcmp(type: Port, code: Port, demanded: boolean): string | undefined {
    if (demanded && (type === undefined || code === undefined)) return "Must specify both type and code with ICMP.";
    if (type !== undefined && (type < -1 || type > 255)) return `ICMP type (${type}) out of range`;
    return code !== undefined && (code < -1 || code > 255) ? `ICMP code (${code}) out of range` : undefined;
}
