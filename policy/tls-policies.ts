/**
 * The oldest version of TLS that a predefined security policy accepts. AWS writes it into the names of its policies, so
 * that later ones, with post-quantum key exchange too, are read without a new table.
 * Source: Elastic Load Balancing user guides, security policies, 2026-11; names as in checkov and prowler.
 */

/** Policies whose names say nothing. */
const ELB_OLD: Readonly<Record<string, number>> = {
    "ELBSecurityPolicy-2016-08": 1.0,
    "ELBSecurityPolicy-2015-05": 1.0,
    "ELBSecurityPolicy-FS-2018-06": 1.0,
};
const ELB = /^ELBSecurityPolicy-(?:TLS13-1-(\d)-|TLS-1-(\d)-|FS-1-(\d)-)/;

/** 1.2; undefined for a name that is no policy of AWS. */
export function oldestTls(policy: string): number | undefined {
    const minor = ELB.exec(policy)
        ?.slice(1)
        .find((digit) => digit !== undefined);
    return minor === undefined ? ELB_OLD[policy] : 1 + Number(minor) / 10;
}

/** "TLSv1.2_2021": CloudFront's minimum protocol version. SSLv3 and TLSv1 are older than 1.1. */
export function oldestAtEdge(version: string): number | undefined {
    if (version === "SSLv3") return 0.3;
    const [, minor] = /^TLSv1(?:\.(\d))?(?:_\d{4})?$/.exec(version) ?? [];
    return /^TLSv1/.test(version) ? 1 + Number(minor ?? 0) / 10 : undefined;
}
