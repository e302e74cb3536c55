import { because } from "../../flows";
import { iso, nist, pci, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import type { SegmentView } from "../../questions";
import { networkRule, undeterminedAt, type Claim } from "../../rule";

export const rule = networkRule({
    id: "consistency-same-segments",
    area: "consistency",
    title: "A segment reaches the same segments in every region",
    severity: "high",
    frameworks: [...pci("1.2.5", "1.3.1"), ...nist("AC-4", "CM-2"), ...soc2("CC6.6"), ...iso("A.8.22")],
    rationale: "A segment that may do more in one region is entered there: the laxest region decides for all.",
    fix: "Associate and propagate the tables of the segment in the same way at every hub.",
    looksAt: [],
    profiles: ALL,
    check: ({ questions, refs }) => {
        const views = questions.segments();
        if (!views.known) return [undeterminedAt("segments", because(views.reasons))];
        const names = [...new Set(views.value.map(({ segment }) => segment))];
        return names
            .flatMap((name) => compare(views.value.filter(({ segment }) => segment === name)))
            .map((claim) => {
                const resource = claim.urn === undefined ? undefined : refs.resource(claim.urn);
                return resource === undefined ? claim.claim : { ...claim.claim, resource };
            });
    },
});

/** Each view against what most hubs have; of equally many the first. */
function compare(views: readonly SegmentView[]): { readonly claim: Claim; readonly urn: string | undefined }[] {
    const textOf = ({ reaches }: SegmentView): string => reaches.join(", ") || "nothing else";
    const count = (view: SegmentView): number => views.filter((other) => textOf(other) === textOf(view)).length;
    const usual = views.reduce<SegmentView | undefined>(
        (best, view) => (best === undefined || count(view) > count(best) ? view : best),
        undefined,
    );
    return views.flatMap((view) => {
        if (usual === undefined || textOf(view) === textOf(usual)) return [];
        const message = `segment ${view.segment} reaches ${textOf(view)} in ${view.region}, and ${textOf(usual)} in ${usual.region}`;
        return [{ claim: { status: "fail", label: view.hub.label, message }, urn: view.hub.urn }];
    });
}
