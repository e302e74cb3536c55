import { ALL_PACKETS, difference, isEmptySet } from "../../../graph/packets";
import { readAcl } from "../../acls";
import { NETWORK_ACL, NETWORK_ACL_RULE } from "../../concepts";
import { because } from "../../flows";
import { iso, nist, pci, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { fails, networkRule, undetermined } from "../../rule";

export const rule = networkRule({
    id: "segmentation-no-open-acl",
    area: "segmentation",
    title: "No network ACL lets everything in",
    severity: "medium",
    frameworks: [...pci("1.2.5", "1.3.1"), ...nist("AC-4", "SC-7(5)"), ...soc2("CC6.6"), ...iso("A.8.20")],
    rationale: "An ACL that admits every packet is read as protection by the next person, and is none.",
    fix: "Allow the networks and ports that the subnets need, or leave the subnets to the default ACL.",
    looksAt: [...NETWORK_ACL, ...NETWORK_ACL_RULE],
    profiles: ALL,
    check: ({ refs }) =>
        refs.ofType(...NETWORK_ACL).flatMap((acl) => {
            const { allowed, unknown } = readAcl(acl, refs);
            const open = ALL_PACKETS.filter((cube) => isEmptySet(difference([cube], allowed)));
            if (open.length > 0)
                return [
                    fails(acl, `it lets every ${open.map(({ family }) => `IPv${family}`).join(" and ")} packet in`),
                ];
            return unknown.length === 0 ? [] : [undetermined(acl, `what it lets in is not known: ${because(unknown)}`)];
        }),
});
