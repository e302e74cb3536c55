/**
 * Protocols by number, as network ACLs take and report them. Source: IANA, "Assigned Internet Protocol Numbers"; Terraform
 * AWS provider (which of the names it knows: those of this list).
 */
import type { Value } from "../../../core/values";

/** In the order of their numbers, from 0 on; "-" where the provider knows neither name nor number, "#" a number alone. */
const NAMES = (
    "hopopt icmp igmp ggp ipv4 st tcp cbt egp igp bbn-rcc-mon nvp-ii pup argus emcon xnet chaos udp mux dcn-meas hmp prm " +
    "xns-idp trunk-1 trunk-2 leaf-1 leaf-2 rdp irtp iso-tp4 netblt mfe-nsp merit-inp dccp 3pc idpr xtp ddp idpr-cmtp " +
    "tp++ il ipv6 sdrp ipv6-route ipv6-frag idrp rsvp gre dsr bna esp ah i-nlsp swipe narp mobile tlsp - ipv6-icmp " +
    "ipv6-nonxt ipv6-opts # cftp # sat-expak kryptolan rvd ippc # sat-mon visa ipcv cpnx cphb wsn pvp br-sat-mon sun-nd " +
    "wb-mon wb-expak iso-ip vmtp secure-vmtp vines ttp nsfnet-igp dgp tcf eigrp ospfigp sprite-rpc larp mtp ax.25 ipip " +
    "micp scc-sp etherip encap # gmtp ifmp pnni pim aris scps qnx a/n ipcomp snp compaq-peer ipx-in-ip vrrp pgm # l2tp dd " +
    "iatp stp srp uti smp sm ptp isis-over-ipv4 fire crtp crudp sscopmce iplt sps pipe sctp fc rsvp-e2e-ignore " +
    "mobility-header udplite mpls-in-ip manet hip shim6 wesp rohc"
).split(" ");

/** For experiments (RFC 3692). */
const EXPERIMENTAL = [253, 254];

export const [ALL, ICMP, TCP, UDP, ICMPV6] = ["-1", "1", "6", "17", "58"] as const;

/** The number, as text; undefined when the provider does not know the protocol. */
function numberOf(protocol: string): string | undefined {
    if (!/^-?\d+$/.test(protocol)) {
        if (protocol === "all") return ALL;
        const number = /^[-#]$/.test(protocol) ? -1 : NAMES.indexOf(protocol);
        return number < 0 ? undefined : String(number);
    }
    const number = Number(protocol);
    const known = number === -1 || EXPERIMENTAL.includes(number) || (NAMES[number] ?? "-") !== "-";
    return known ? String(number) : undefined;
}

/** The number of a protocol that was checked before; an unknown value stays. */
export function protocolNumber(protocol: Value): Value {
    return typeof protocol === "string" ? (numberOf(protocol) ?? protocol) : protocol;
}

/** For `refuse`. */
export function refuseProtocol(value: Value): string | undefined {
    return numberOf(value as string) === undefined
        ? `"protocol" : unsupported NACL protocol: ${value as string}`
        : undefined;
}
