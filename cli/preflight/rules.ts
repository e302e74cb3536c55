/** What the checklist looks at besides the policies: in the form of rules, so that every report has a place for them. */
import type { RuleInfo } from "../format/checked";

const rule = (id: string, title: string, severity: RuleInfo["severity"], rationale: string, fix: string): RuleInfo => ({
    id,
    area: "preflight",
    title,
    severity,
    frameworks: [],
    rationale,
    fix,
    docs: "docs/cli.md#preflight",
});

export const PREFLIGHT = {
    latency: rule(
        "preflight-latency",
        "Round trips stay within the budget",
        "medium",
        "No round trip is shorter than light in fibre allows; one that is too long for a protocol is found before it is built.",
        "Bring the two ends closer together, let them talk less often, or raise --latency.",
    ),
    mtu: rule(
        "preflight-mtu",
        "Every path takes packets of the expected size",
        "medium",
        "Where a path takes less than a host sends, everything depends on path MTU discovery, whose messages filters often drop: small requests pass, large answers hang.",
        "Clamp the TCP segment size at the gateway, or set the hosts' MTU to what the path takes.",
    ),
    loop: rule(
        "preflight-loop",
        "No packet comes back to where it was",
        "high",
        "Packets in a loop are charged at every hop, and never arrive.",
        "Take one of the routes away that lead to each other, or make one more specific.",
    ),
    blackhole: rule(
        "preflight-blackhole",
        "Routes lead somewhere",
        "low",
        "A route into nothing drops what nobody meant to drop: it often stays behind when what it led to goes. A wall is better told by mustNotReach.",
        "Delete the route, or let it lead to what exists.",
    ),
    asymmetry: rule(
        "preflight-asymmetry",
        "Answers come back the way that packets went",
        "medium",
        "Firewalls and other machines that remember connections drop answers of packets that they never saw.",
        "Give both ends routes over the same links, and appliance mode to the attachment of an inspection network.",
    ),
    dnsNetwork: rule(
        "preflight-dns-network",
        "Machines can resolve names",
        "medium",
        "Without DNS support the resolver at the network's second address does not answer (Amazon VPC user guide, DNS attributes).",
        "Set enableDnsSupport to true, or run a resolver of your own and name it in the DHCP options.",
    ),
    dnsEndpoint: rule(
        "preflight-dns-endpoint",
        "Private names of endpoints resolve",
        "medium",
        "An interface endpoint's private name needs both DNS attributes of its network (AWS PrivateLink guide, private DNS).",
        "Set enableDnsSupport and enableDnsHostnames of the network to true, or privateDnsEnabled of the endpoint to false.",
    ),
    dnsHub: rule(
        "preflight-dns-hub",
        "Names resolve to private addresses across hubs",
        "low",
        "With DNS support off, public names of machines in other networks resolve to public addresses, and traffic leaves the hub (Transit Gateway guide).",
        'Set dnsSupport to "enable" on the gateway and on the attachment.',
    ),
} as const satisfies Record<string, RuleInfo>;
