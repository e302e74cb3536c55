import { DEFAULT_SECURITY_GROUP, VPC } from "../../concepts";
import { iso, nist, pci, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { fails, networkRule, undetermined, unknownAt } from "../../rule";
import { listAt, UNKNOWN } from "../../values";

export const rule = networkRule({
    id: "segmentation-default-group",
    area: "segmentation",
    title: "The default security group of a VPC lets nothing in or out",
    severity: "low",
    frameworks: [...pci("1.2.5"), ...nist("AC-4", "SC-7(5)"), ...soc2("CC6.6"), ...iso("A.8.20")],
    rationale: "Whatever names no group is in the default one, where all members reach each other and the world.",
    fix: "Add a DefaultSecurityGroup for the VPC without ingress and egress.",
    looksAt: [...VPC, ...DEFAULT_SECURITY_GROUP],
    profiles: ALL,
    check: ({ refs }) => {
        const managed = refs
            .ofType(...DEFAULT_SECURITY_GROUP)
            .map((group) => ({ group, of: refs.one(group, "vpcId", { types: VPC, inRegion: true }) }));
        return [
            ...managed.flatMap(({ group }) =>
                ["ingress", "egress"].flatMap((direction) => {
                    const rules = listAt(group, direction);
                    if (rules === UNKNOWN) return [unknownAt(group, direction)];
                    return rules === undefined ? [] : [fails(group, `its ${direction} has rules`)];
                }),
            ),
            ...refs.ofType(...VPC).flatMap((vpc) => {
                if (managed.some(({ of }) => of.is === "resource" && of.resource === vpc)) return [];
                return managed.some(({ of }) => of.is === "unsure" && of.candidates.includes(vpc))
                    ? [undetermined(vpc, "whether its default security group is emptied is not known")]
                    : [fails(vpc, "its default security group is as AWS makes it")];
            }),
        ];
    },
});
