import { matches } from "../../globs";
import { gdpr, hipaa, iso, nist } from "../../frameworks";
import { ALL } from "../../profiles";
import { fails, resourceRule, undetermined, type Claim } from "../../rule";

/** Where everything lives everywhere, or nowhere: no region is theirs. */
const GLOBAL = /^(?:pulumi:|aws:(?:iam|route53|cloudfront|globalaccelerator|organizations|account|shield)\/)/;

export const rule = resourceRule({
    id: "residency-allowed-regions",
    area: "residency",
    title: "Resources lie in allowed regions",
    severity: "high",
    frameworks: [...hipaa("164.310(a)(1)"), ...gdpr("44", "30"), ...nist("SA-9(5)"), ...iso("A.5.23")],
    rationale: "A region is a country and its law: a resource in another one is a transfer that nobody decided.",
    fix: "Move it to an allowed region, or add its region to expectations.allowedRegions.",
    looksAt: [],
    profiles: ALL,
    check: (resource, { expectations: { allowedRegions }, regionOf }): Claim[] => {
        if (
            allowedRegions === undefined ||
            !resource.isCustom ||
            GLOBAL.test(resource.type) ||
            !resource.type.startsWith("aws:")
        )
            return [];
        const region = regionOf(resource);
        if (region === undefined)
            return [undetermined(resource, "its region is not known: neither it nor its provider names one")];
        return allowedRegions.some((pattern) => matches(pattern, region))
            ? []
            : [fails(resource, `it lies in ${region}`)];
    },
});
