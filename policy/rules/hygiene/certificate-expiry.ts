import { X509Certificate } from "node:crypto";
import type { Resource } from "../../../graph/read/resources";
import { CERTIFICATE } from "../../concepts";
import { hipaa, iso, nist, pci, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { fails, resourceRule, undetermined, unknownAt } from "../../rule";
import { textAt, UNKNOWN, type Known } from "../../values";

export const rule = resourceRule<{ readonly days: number }>({
    id: "hygiene-certificate-expiry",
    area: "hygiene",
    title: "Imported certificates do not end soon",
    severity: "high",
    frameworks: [
        ...hipaa("164.312(e)(2)(ii)"),
        ...pci("4.2.1.1"),
        ...nist("SC-12", "SC-17"),
        ...soc2("CC6.7"),
        ...iso("A.8.24"),
    ],
    rationale:
        "AWS renews what it issued itself; a certificate that was brought along ends on its day, and with it every connection.",
    fix: "Import a new certificate, or let AWS issue one.",
    looksAt: CERTIFICATE,
    profiles: ALL,
    settings: {
        members: {
            days: {
                shape: { kind: "number", from: 0, whole: true },
                text: "How many days before its end a certificate counts as ending.",
            },
        },
        defaults: { days: 30 },
    },
    check: (certificate, { settings, today }) => {
        // Only what was imported has a body; without one AWS or its private authority issues, and renews.
        const body = textAt(certificate, "certificateBody");
        if (body === undefined) return [];
        const end = endOf(certificate, body);
        if (end === UNKNOWN) return [unknownAt(certificate, "certificateBody")];
        if (end === undefined) return [undetermined(certificate, "certificateBody is no certificate that can be read")];
        const days = Math.floor((end - Date.parse(today)) / 86_400_000);
        const day = new Date(end).toISOString().slice(0, 10);
        if (days >= settings.days) return [];
        return [fails(certificate, days < 0 ? `it ended on ${day}` : `it ends on ${day}, in ${days} days`)];
    },
});

/** Milliseconds since 1970, from what the provider says or from the certificate itself. */
function endOf(certificate: Resource, body: Known<string>): Known<number> {
    const told = textAt(certificate, "notAfter");
    if (typeof told === "string" && !Number.isNaN(Date.parse(told))) return Date.parse(told);
    if (body === UNKNOWN || body === undefined) return UNKNOWN;
    try {
        return Date.parse(new X509Certificate(body).validTo);
    } catch {
        return undefined;
    }
}
