/** What to do about a reason, by its code. What is in the way stands in the reason itself. */
import type { Code, Reason } from "../../graph/reason";

const ADVICE: Readonly<Record<Code, string>> = {
    NO_ROUTE: "Add a route for the destination to the table that is named, towards what leads there.",
    BLACKHOLE: "Point the route at something that exists and is attached here, or remove it.",
    LOOP: "Two tables send the packets to each other: correct one of the routes.",
    SG_DENY: "Allow the traffic in the security group that is named: the protocol, the ports, and the other end.",
    NACL_DENY:
        "Allow the traffic in the network ACL that is named. It keeps no state: answers need a rule of their own, to ports 1024–65535.",
    NSG_DENY:
        "Allow the traffic in the network security group that is named, with a lower priority number than the rule that denies it.",
    FW_DENY: "Allow the traffic in the firewall's rules.",
    RETURN_BLOCKED:
        "Packets arrive and answers do not come back: give the other end the route, or the rule, for the way back.",
    TUNNEL_SELECTOR_MISMATCH:
        "Add both prefixes to the tunnel's traffic selectors, the same at both ends, or make it route-based.",
    TUNNEL_CRYPTO_MISMATCH: "Give both ends of the tunnel one suite that both of them offer.",
    NO_PUBLIC_EGRESS:
        "Give the host a public address, or route it through a NAT gateway (IPv6: an egress-only gateway).",
    WRONG_TABLE:
        "The route is in another table of the hub: associate the attachment with that table, or add or propagate the route to its own.",
    NETPOL_DENY: "Allow the traffic in a network policy for the pods at this end.",
    LB_NO_TARGET: "Attach a target to the listener's target group.",
    LB_PORT: "Add a listener for the port, or ask for a port that has one.",
    UNKNOWN: "Give the value that is named in the program, or ask again with --deployed after the deployment.",
};

export function adviceOn({ code, cause }: Reason): string {
    return cause === undefined ? ADVICE[code] : `${ADVICE[code]} ${ADVICE[cause.code]}`;
}
