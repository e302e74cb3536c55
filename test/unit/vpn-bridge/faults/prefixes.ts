/** Prefixes that cannot be routed, and classes that cannot be told apart. */
import { aws, depot, plant } from "../sites";
import { three, two, withCidrs, withPlant, type Fault, type Some } from "./fault";

const voice = { priority: 1, dscp: 46, share: 20, matches: [{ protocol: "udp", ports: [5060] }] };
const classes = (more: Some, uplink: number | undefined = 100_000_000) => withPlant({ uplink }, { classes: more });

export const prefixes: readonly Fault[] = [
    {
        check: "no-cidrs",
        is: "a site with nothing behind it",
        args: withCidrs([]),
        says: [
            "sites.plant.cidrs [no-cidrs]: got an empty list; allowed: at least one prefix. Name the " +
                "prefixes behind the site: only they are routed.",
        ],
    },
    {
        check: "cidr-invalid",
        is: "prefixes that are none",
        args: withCidrs(["192.168.10.1/24", "10.300.0.0/16", "office"]),
        says: [
            'sites.plant.cidrs[0] [cidr-invalid]: got "192.168.10.1/24", which has host bits set; allowed: ' +
                '"192.168.10.0/24". Write the prefix without host bits.',
            'sites.plant.cidrs[1] [cidr-invalid]: got "10.300.0.0/16", which is not an address prefix like ' +
                '10.0.0.0/16 or 2001:db8::/56; allowed: a prefix like "10.0.0.0/16" or "2001:db8::/56". Write it ' +
                "in CIDR notation.",
            'sites.plant.cidrs[2] [cidr-invalid]: got "office", which is not an address prefix like ' +
                '10.0.0.0/16 or 2001:db8::/56; allowed: a prefix like "10.0.0.0/16" or "2001:db8::/56". Write it ' +
                "in CIDR notation.",
        ],
    },
    {
        check: "cidr-reserved",
        is: "addresses that no network has",
        args: withCidrs(["127.0.0.0/8", "224.1.0.0/16", "169.254.21.0/24"]),
        says: [
            'sites.plant.cidrs[0] [cidr-reserved]: got "127.0.0.0/8"; allowed: anything outside 127.0.0.0/8 ' +
                "(loopback). Such addresses are never routed: use others.",
            'sites.plant.cidrs[1] [cidr-reserved]: got "224.1.0.0/16"; allowed: anything outside 224.0.0.0/4 ' +
                "(multicast). Such addresses are never routed: use others.",
            'sites.plant.cidrs[2] [cidr-reserved]: got "169.254.21.0/24"; allowed: anything outside ' +
                "169.254.0.0/16 (link-local; AWS's own services answer there). Such addresses are never routed: " +
                "use others.",
        ],
    },
    {
        check: "cidr-reserved",
        is: "a prefix around the inside addresses of tunnels",
        args: withCidrs(["168.0.0.0/7"]),
        says: [
            'sites.plant.cidrs[0] [cidr-reserved]: got "168.0.0.0/7"; allowed: prefixes without ' +
                "169.254.0.0/16, where the tunnels' inside addresses are. Leave that range out: give the " +
                "prefixes around it.",
        ],
    },
    {
        check: "cidr-overlap",
        is: "prefixes of two sites that meet",
        args: withCidrs(["10.0.128.0/17", "192.168.10.0/24"]),
        says: [
            'sites.plant.cidrs[0] [cidr-overlap]: got "10.0.128.0/17", which meets 10.0.0.0/16 at ' +
                "sites.aws.cidrs[0]; allowed: prefixes of one site only. Renumber one of the sites, or give the " +
                "narrower prefixes that others need to reach: no gateway here translates.",
        ],
    },
    {
        check: "cidr-overlap",
        is: "a prefix of one site twice, in other words",
        args: withCidrs(["192.168.10.0/24", "192.168.10.128/25"]),
        says: [
            'sites.plant.cidrs[1] [cidr-overlap]: got "192.168.10.128/25", which meets 192.168.10.0/24 at ' +
                "sites.plant.cidrs[0]; allowed: each prefix of a site once. Keep the wider one.",
        ],
    },
    {
        check: "ipv6-not-set",
        is: "IPv6 without room for it",
        args: two({}, { sites: { depot, plant: { ...plant, cidrs: ["2001:db8::/56"] } } }),
        says: [
            "sites.plant.cidrs[0] [ipv6-not-set]: got \"2001:db8::/56\"; allowed: IPv4 prefixes, as 'ipv6' is " +
                "not set. Set 'ipv6: true', which makes room for the larger header, or remove it.",
        ],
    },
    {
        check: "ipv6-managed",
        is: "IPv6 behind a managed gateway",
        args: { sites: { aws: { ...aws, cidrs: ["10.0.0.0/16", "2001:db8:1::/56"] }, plant }, ipv6: true },
        says: [
            'sites.aws.cidrs[1] [ipv6-managed]: got "2001:db8:1::/56"; allowed: IPv4 prefixes, as no tunnel ' +
                "of a managed gateway carries IPv6 here. Remove it, or end the tunnels at a device of your own.",
        ],
    },
    {
        check: "tunnel-in-itself",
        is: "the address of a device in a prefix that another sends into its tunnel",
        args: three({ sites: { depot, plant: { ...plant, cidrs: ["203.0.113.0/24"] } } }),
        says: [
            'sites.plant.device.publicAddresses[0] [tunnel-in-itself]: got "203.0.113.7", which lies in ' +
                "203.0.113.0/24; allowed: an address that 'depot' does not reach through its tunnels. Declare " +
                "narrower prefixes, without the addresses that tunnels end at.",
        ],
    },
    {
        check: "tunnel-in-itself",
        is: "the address of a device in a prefix behind a third site",
        args: three({ sites: { aws: { ...aws, cidrs: ["203.0.113.0/24"] }, depot, plant } }),
        says: [
            'sites.plant.device.publicAddresses[0] [tunnel-in-itself]: got "203.0.113.7", which lies in ' +
                "203.0.113.0/24; allowed: an address that 'depot' does not reach through its tunnels. Declare " +
                "narrower prefixes, without the addresses that tunnels end at.",
        ],
    },
    {
        check: "no-matches",
        is: "a class that nothing belongs to",
        args: classes({ voice: { ...voice, matches: [] } }),
        says: [
            "classes.voice.matches [no-matches]: got an empty list; allowed: at least one. Say what belongs " +
                "to it.",
        ],
    },
    {
        check: "cidr-invalid",
        is: "prefixes of a class that are none",
        args: classes({ voice: { ...voice, matches: [{ from: "10.0.0.0", to: "all" }] } }),
        says: [
            'classes.voice.matches[0].from [cidr-invalid]: got "10.0.0.0", which is not an address prefix ' +
                'like 10.0.0.0/16 or 2001:db8::/56; allowed: a prefix like "10.0.0.0/16" or "2001:db8::/56". ' +
                "Write it in CIDR notation.",
            'classes.voice.matches[0].to [cidr-invalid]: got "all", which is not an address prefix like ' +
                '10.0.0.0/16 or 2001:db8::/56; allowed: a prefix like "10.0.0.0/16" or "2001:db8::/56". Write it ' +
                "in CIDR notation.",
        ],
    },
    {
        check: "match-families",
        is: "a class of packets that there are none of",
        args: classes({ voice: { ...voice, matches: [{ from: "10.0.0.0/8", to: "2001:db8::/32" }] } }),
        says: [
            'classes.voice.matches[0].to [match-families]: got "2001:db8::/32", with from "10.0.0.0/8"; ' +
                "allowed: a prefix of the same family. No packet fits both: make two entries of it.",
        ],
    },
    {
        check: "ports-without-protocol",
        is: "ports of no protocol",
        args: classes({ voice: { ...voice, matches: [{ ports: [443] }] } }),
        says: [
            "classes.voice.matches[0].protocol [ports-without-protocol]: got nothing, beside ports; allowed: " +
                '"tcp" or "udp". Only these two have ports.',
        ],
    },
    {
        check: "dscp-twice",
        is: "two classes with one mark",
        args: classes({ bulk: { ...voice, priority: 2 }, voice }),
        says: [
            "classes.voice.dscp [dscp-twice]: got 46, as class 'bulk'; allowed: another one for each class. " +
                "Queues tell classes apart by it.",
        ],
    },
    {
        check: "priority-twice",
        is: "two classes that go first",
        args: classes({ bulk: { ...voice, dscp: 10 }, voice }),
        says: [
            "classes.voice.priority [priority-twice]: got 1, as class 'bulk'; allowed: another one for each " +
                "class. Queues tell classes apart by it.",
        ],
    },
    {
        check: "shares-too-large",
        is: "more promised than there is",
        args: classes({ bulk: { ...voice, dscp: 10, priority: 2, share: 80 }, voice }),
        says: [
            "classes [shares-too-large]: got shares of 100 % together; allowed: less than 100 %. Leave " +
                "something for all other traffic, BGP and keep-alives among it.",
        ],
    },
    {
        check: "classes-without-uplink",
        is: "classes where nothing is shaped",
        args: withPlant({}, { classes: { voice } }),
        says: [
            "classes [classes-without-uplink]: got 1 class; allowed: nothing, without a device that has an " +
                "'uplink'. Give the uplink of a device: only a device of yours has queues, and they work below " +
                "its bandwidth.",
        ],
    },
];
