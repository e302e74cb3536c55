import { DISTRIBUTION } from "../../concepts";
import { gdpr, hipaa, iso, nist, pci, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { fails, resourceRule, undetermined, unknownAt } from "../../rule";
import { oldestAtEdge } from "../../tls-policies";
import { flagAt, textAt, UNKNOWN } from "../../values";

export const rule = resourceRule({
    id: "encryption-distribution-tls",
    area: "encryption",
    title: "CloudFront accepts TLS 1.2 or later only",
    severity: "high",
    frameworks: [
        ...hipaa("164.312(e)(2)(ii)"),
        ...gdpr("32(1)(a)"),
        ...pci("4.2.1"),
        ...nist("SC-8(1)"),
        ...soc2("CC6.7"),
        ...iso("A.8.24"),
    ],
    rationale: "The default certificate of CloudFront, and a certificate of one's own with no minimum, accept TLS 1.0.",
    fix: "Give viewerCertificate a certificate of your own and minimumProtocolVersion TLSv1.2_2021 or later.",
    looksAt: DISTRIBUTION,
    profiles: ALL,
    check: (distribution) => {
        const usesDefault = flagAt(distribution, "viewerCertificate", "cloudfrontDefaultCertificate");
        if (usesDefault === true)
            return [fails(distribution, "it uses CloudFront's default certificate, with which TLS 1.0 is accepted")];
        const property = "viewerCertificate.minimumProtocolVersion";
        const version = textAt(distribution, "viewerCertificate", "minimumProtocolVersion");
        if (version === UNKNOWN) return [unknownAt(distribution, property)];
        if (version === undefined) return [fails(distribution, `${property} is not set, so TLS 1.0 is accepted`)];
        const accepts = oldestAtEdge(version);
        if (accepts === undefined) return [undetermined(distribution, `${version} is no version that this rule knows`)];
        return accepts < 1.2 ? [fails(distribution, `${version} accepts older versions than TLS 1.2`)] : [];
    },
});
