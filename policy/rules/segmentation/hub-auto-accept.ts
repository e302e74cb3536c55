import { HUB } from "../../concepts";
import { iso, nist, pci, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { fails, resourceRule, unknownAt } from "../../rule";
import { textAt, UNKNOWN } from "../../values";

export const rule = resourceRule({
    id: "segmentation-hub-auto-accept",
    area: "segmentation",
    title: "Hubs accept no attachment by themselves",
    severity: "high",
    frameworks: [...pci("1.2.5"), ...nist("AC-4", "SC-7(5)"), ...soc2("CC6.6"), ...iso("A.8.20")],
    rationale:
        "With auto-accept every account that the hub is shared with joins its networks to yours without anybody's approval.",
    fix: 'Set autoAcceptSharedAttachments to "disable".',
    looksAt: HUB,
    profiles: ALL,
    check: (hub) => {
        const accept = textAt(hub, "autoAcceptSharedAttachments");
        if (accept === UNKNOWN) return [unknownAt(hub, "autoAcceptSharedAttachments")];
        return accept === "enable" ? [fails(hub, "it accepts attachments of other accounts by itself")] : [];
    },
    remedy: {
        because: "Attachments that were accepted stay; only later ones wait for somebody.",
        change: { autoAcceptSharedAttachments: "disable" },
    },
});
