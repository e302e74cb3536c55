/** Which class a packet belongs to is written into it before it is encrypted: afterwards nobody sees its ports. */
import { prefixOf } from "../../../../plan/prefix";
import type { DeviceSheet, TrafficClass, TrafficMatch } from "../sheet";
import { inOrder, interfaceOf, oneLine, type Lines } from "../words";

type Family = 4 | 6;
const WORDS = { 4: "ip", 6: "ip6" } as const;

/** Class selector 6 is what routers mark their own protocols with (RFC 4594): no host behind the device may. */
export const ROUTING = 48;

/** The chains of the table that mark. Nothing is marked where there are no classes. */
export function markRules({ classes, tunnels }: DeviceSheet): Lines {
    if (classes.length === 0 || tunnels.length === 0) return [];
    const out = `oifname { ${inOrder(tunnels)
        .map((tunnel) => `"${interfaceOf(tunnel)}"`)
        .join(", ")} }`;
    return [
        "    chain classes {",
        ...classes.flatMap(rulesOf),
        "    }",
        "    chain marks {",
        "        type filter hook forward priority mangle; policy accept;",
        `        ${out} jump classes`,
        // Classes without conditions are for those who mark their packets themselves.
        ...unmark(out, classes),
        "    }",
        "    chain own_marks {",
        "        type filter hook output priority mangle; policy accept;",
        `        ${out} jump classes`,
        "    }",
    ];
}

/** The first class that a packet meets is its own. */
function rulesOf({ name, dscp, matches }: TrafficClass): string[] {
    const lines = matches.flatMap((match) =>
        familiesOf(match).map(
            (family) => `        ${conditions(match, family)} ${WORDS[family]} dscp set ${dscp} accept`,
        ),
    );
    return [`        # ${oneLine(name)}`, ...lines];
}

/** Who belongs to no class, and writes into his packets that he does, gets no further with it. */
function unmark(out: string, classes: readonly TrafficClass[]): string[] {
    const open = classes.filter(({ matches }) => matches.length === 0).map(({ dscp }) => dscp);
    const closed = [...new Set([...classes.map(({ dscp }) => dscp), ROUTING])].filter((dscp) => !open.includes(dscp));
    if (closed.length === 0) return [];
    return ([4, 6] as const).map(
        (family) => `        ${out} ${WORDS[family]} dscp { ${closed.join(", ")} } ${WORDS[family]} dscp set 0`,
    );
}

function familiesOf({ from, to }: TrafficMatch): Family[] {
    const given = [from, to].flatMap((prefix) => (prefix === undefined ? [] : [prefixOf(prefix).family]));
    return ([4, 6] as const).filter((family) => given.every((other) => other === family));
}

function conditions({ from, to, protocol, ports }: TrafficMatch, family: Family): string {
    const word = WORDS[family];
    const of = ports === undefined || ports.length === 0 ? undefined : `{ ${ports.join(", ")} }`;
    const anyProtocol = of === undefined ? undefined : "meta l4proto { tcp, udp }";
    return [
        `meta nfproto ipv${family}`,
        from === undefined ? undefined : `${word} saddr ${from}`,
        to === undefined ? undefined : `${word} daddr ${to}`,
        protocol === undefined ? anyProtocol : `meta l4proto ${protocol}`,
        of === undefined ? undefined : `th dport ${of}`,
    ]
        .filter((part) => part !== undefined)
        .join(" ");
}
