import { AWS_REGIONS } from "../../../facts/regions/aws";
import { COUNTRIES } from "../../../facts/regions/countries";
import { own } from "../../../plan/shape";
import { HUB, VPC } from "../../concepts";
import { gdpr, iso } from "../../frameworks";
import { fails, resourceRule, undetermined } from "../../rule";

export const rule = resourceRule({
    id: "residency-adequate-country",
    area: "residency",
    title: "Networks and hubs lie where the GDPR applies or an adequacy decision does",
    severity: "high",
    frameworks: [...gdpr("44", "45", "46"), ...iso("A.5.34")],
    rationale:
        "A network in a third country receives personal data there. Without an adequacy decision each transfer needs a safeguard of its own, such as standard contractual clauses.",
    fix: "Choose a region in the EEA or in a country with an adequacy decision, or exempt the network with the safeguard as the reason.",
    looksAt: [...VPC, ...HUB],
    profiles: ["gdpr"],
    check: (resource, { regionOf }) => {
        const name = regionOf(resource);
        const region = name === undefined ? undefined : own(AWS_REGIONS, name);
        const country = region === undefined ? undefined : own(COUNTRIES, region.country);
        if (name === undefined || country === undefined)
            return [undetermined(resource, `the country of ${name ?? "its region, which is not known,"} is not known`)];
        const { status, condition, source } = country.dataProtection;
        switch (status) {
            case "eea":
            case "adequate":
                return [];
            case "conditional":
                return [
                    undetermined(
                        resource,
                        `${name} is in ${country.name}, where data may go only if ${condition ?? "the decision covers the recipient"}`,
                    ),
                ];
            case "none":
                return [fails(resource, `${name} is in ${country.name}: ${source.document} as of ${source.date}`)];
        }
    },
});
