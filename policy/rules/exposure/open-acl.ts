import { addressesOf, intersection, packets, unionOf, type PacketSet } from "../../../graph/packets";
import { readAcl, toPorts } from "../../acls";
import { NETWORK_ACL, NETWORK_ACL_RULE } from "../../concepts";
import { because } from "../../flows";
import { iso, nist, pci, soc2 } from "../../frameworks";
import { isInternet } from "../../ingress";
import { ALL } from "../../profiles";
import { fails, networkRule, undetermined } from "../../rule";

interface AclSettings {
    readonly ports: readonly number[];
    readonly replies: { readonly first: number; readonly last: number };
}

const port = { kind: "number", from: 0, to: 65_535, whole: true, required: true } as const;

export const rule = networkRule<AclSettings>({
    id: "exposure-open-acl",
    area: "exposure",
    title: "Network ACLs let the internet in on listed ports only",
    severity: "medium",
    frameworks: [...pci("1.2.5", "1.4.1"), ...nist("SC-7", "SC-7(5)"), ...soc2("CC6.6"), ...iso("A.8.20")],
    rationale:
        "The ACL is the filter that still holds when somebody opens a security group. Ports of answers must be open in it, because it keeps no state; others need not be.",
    fix: "Allow the internet the listed ports and those of answers only, and deny the rest before.",
    looksAt: [...NETWORK_ACL, ...NETWORK_ACL_RULE],
    profiles: ALL,
    settings: {
        members: {
            ports: {
                shape: { kind: "list", of: { kind: "number", from: 0, to: 65_535, whole: true } },
                text: "Ports of TCP and UDP that may be open to the internet.",
            },
            replies: {
                shape: { kind: "object", members: { first: port, last: port } },
                text: "Ports at which answers arrive.",
            },
        },
        defaults: { ports: [80, 443], replies: { first: 1024, last: 65_535 } },
    },
    check: ({ refs, settings }) =>
        refs.ofType(...NETWORK_ACL).flatMap((acl) => {
            const { allowed, unknown } = readAcl(acl, refs);
            const open = gapsBetween([...settings.ports.map((p) => ({ first: p, last: p })), settings.replies]).flatMap(
                ({ first, last }) => openPorts(toPorts(allowed, first, last)),
            );
            if (open.length > 0)
                return [fails(acl, `it lets the internet in on port${open.length > 1 ? "s" : ""} ${because(open)}`)];
            return unknown.length === 0 ? [] : [undetermined(acl, `what it lets in is not known: ${because(unknown)}`)];
        }),
});

/** Ranges of ports that no range holds. */
function gapsBetween(ranges: readonly { first: number; last: number }[]): { first: number; last: number }[] {
    const sorted = [...ranges].sort((a, b) => a.first - b.first);
    const gaps: { first: number; last: number }[] = [];
    let next = 0;
    for (const { first, last } of sorted) {
        if (first > next) gaps.push({ first: next, last: first - 1 });
        next = Math.max(next, last + 1);
    }
    return next <= 65_535 ? [...gaps, { first: next, last: 65_535 }] : gaps;
}

/** "22", "0-79": ranges of ports at which the internet comes in. */
function openPorts(set: PacketSet): string[] {
    const ranges = new Set(set.flatMap((cube) => cube.destinationPort.map(({ first, last }) => `${first}-${last}`)));
    return [...ranges].flatMap((range) => {
        const [first = 0, last = 0] = range.split("-").map(Number);
        const at = unionOf(intersection(set, packets({ destinationPorts: [{ first, last }] })));
        return isInternet(addressesOf(at, "source")) ? [first === last ? String(first) : range] : [];
    });
}
