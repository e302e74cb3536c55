import type { Resource } from "../../../graph/read/resources";
import { LISTENER } from "../../concepts";
import { gdpr, hipaa, iso, nist, pci, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { fails, resourceRule, undetermined, unknownAt, type Claim } from "../../rule";
import { oldestTls } from "../../tls-policies";
import { listAt, partOf, textAt, UNKNOWN } from "../../values";

interface TlsSettings {
    readonly oldest: "1.2" | "1.3";
    readonly fips: boolean;
}

export const rule = resourceRule<TlsSettings>({
    id: "encryption-listener-tls",
    area: "encryption",
    title: "Listeners accept TLS 1.2 or later only",
    severity: "high",
    frameworks: [
        ...hipaa("164.312(e)(1)", "164.312(e)(2)(ii)"),
        ...gdpr("32(1)(a)"),
        ...pci("4.2.1"),
        ...nist("SC-8(1)", "SC-13"),
        ...soc2("CC6.7"),
        ...iso("A.8.24"),
    ],
    rationale:
        "TLS 1.0 and 1.1 are withdrawn (RFC 8996), and HTTP is read by everybody on the path. A TLS listener that names no security policy gets one that accepts TLS 1.0.",
    fix: "Use HTTPS or TLS with sslPolicy ELBSecurityPolicy-TLS13-1-2-2021-06 or later; let an HTTP listener only redirect to HTTPS.",
    looksAt: LISTENER,
    profiles: ALL,
    settings: {
        members: {
            oldest: {
                shape: { kind: "string", among: ["1.2", "1.3"] },
                text: "The oldest version that may be accepted.",
            },
            fips: { shape: { kind: "boolean" }, text: "Whether the policy must be one of FIPS 140-3 modules." },
        },
        defaults: { oldest: "1.2", fips: false },
        byProfile: { fips: { fips: true }, cnsa: { fips: true } },
    },
    check: (listener, { settings }) => {
        const protocol = textAt(listener, "protocol");
        if (protocol === UNKNOWN) return [unknownAt(listener, "protocol")];
        switch (protocol?.toUpperCase()) {
            case "HTTP":
                return redirectsOnly(listener);
            case "HTTPS":
            case "TLS":
                return checkPolicy(listener, settings);
            default:
                // TCP and UDP pass through: the ends encrypt, or other rules ask about the path.
                return [];
        }
    },
});

function redirectsOnly(listener: Resource): Claim[] {
    const actions = listAt(listener, "defaultActions");
    if (actions === UNKNOWN) return [unknownAt(listener, "defaultActions")];
    const redirects = (actions ?? []).map((action) => {
        const part = partOf(action);
        if (part === undefined) return UNKNOWN;
        const type = textAt(part, "type");
        if (type === UNKNOWN) return UNKNOWN;
        if (type !== "redirect") return false;
        const protocol = textAt(part, "redirect", "protocol");
        return protocol === UNKNOWN ? UNKNOWN : protocol === "HTTPS";
    });
    if (redirects.includes(false)) return [fails(listener, "it serves HTTP, unencrypted")];
    if (redirects.includes(UNKNOWN)) return [unknownAt(listener, "defaultActions")];
    return redirects.length === 0 ? [fails(listener, "it serves HTTP, unencrypted")] : [];
}

function checkPolicy(listener: Resource, { oldest, fips }: TlsSettings): Claim[] {
    const name = textAt(listener, "sslPolicy");
    if (name === UNKNOWN) return [unknownAt(listener, "sslPolicy")];
    if (name === undefined) return [fails(listener, "sslPolicy is not set: the default policy accepts TLS 1.0")];
    const accepts = oldestTls(name);
    if (accepts === undefined)
        return [
            undetermined(listener, `the security policy ${name} is not known, nor which versions of TLS it accepts`),
        ];
    if (accepts < Number(oldest)) return [fails(listener, `${name} accepts TLS ${accepts.toFixed(1)}`)];
    if (fips && !name.includes("-FIPS-"))
        return [
            fails(
                listener,
                `${name} is no policy of FIPS 140-3 modules`,
                "Use ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04 or a later policy with FIPS in its name.",
            ),
        ];
    return [];
}
