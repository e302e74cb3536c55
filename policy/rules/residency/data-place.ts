import { matches } from "../../globs";
import { gdpr, hipaa, iso, nist } from "../../frameworks";
import { ALL } from "../../profiles";
import { fails, resourceRule, undetermined, unknownAt, type Claim } from "../../rule";
import { tagsOf } from "../../tags";
import { UNKNOWN } from "../../values";

export const rule = resourceRule({
    id: "residency-data-place",
    area: "residency",
    title: "Resources of a data class lie in the regions allowed for it",
    severity: "high",
    frameworks: [...hipaa("164.310(a)(1)"), ...gdpr("44", "30"), ...nist("SA-9(5)"), ...iso("A.5.12", "A.5.23")],
    rationale: "The tag says what a resource holds; the class says where that may be.",
    fix: "Move it to a region that the class allows, or correct its tags.",
    looksAt: [],
    profiles: ALL,
    check: (resource, { expectations, regionOf }): Claim[] => {
        const tags = tagsOf(resource);
        if (tags === undefined) return [];
        return Object.entries(expectations.classes).flatMap(([name, { tags: wanted, allowedRegions }]): Claim[] => {
            const pairs = Object.entries(wanted).map(
                ([key, value]) => [tags === UNKNOWN ? UNKNOWN : tags[key], value] as const,
            );
            if (pairs.some(([has, value]) => has !== UNKNOWN && has !== value)) return [];
            if (pairs.some(([has]) => has === UNKNOWN)) return [unknownAt(resource, "tags")];
            const region = regionOf(resource);
            if (region === undefined)
                return [undetermined(resource, `it holds ${name} data, and its region is not known`)];
            return allowedRegions.some((pattern) => matches(pattern, region))
                ? []
                : [fails(resource, `it holds ${name} data and lies in ${region}`)];
        });
    },
});
