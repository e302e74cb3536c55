/** Security policies of HTTPS and TLS listeners (user guides of application and network load balancers, "Security policies"). */

/** What the API assumes where none is named. */
export const STANDARD_POLICY = "ELBSecurityPolicy-2016-08";

const CURRENT = "ELBSecurityPolicy-TLS13-";

export const POLICIES: ReadonlySet<string> = new Set([
    STANDARD_POLICY,
    "ELBSecurityPolicy-2015-05",
    "ELBSecurityPolicy-TLS-1-0-2015-04",
    "ELBSecurityPolicy-TLS-1-1-2017-01",
    "ELBSecurityPolicy-TLS-1-2-2017-01",
    "ELBSecurityPolicy-TLS-1-2-Ext-2018-06",
    "ELBSecurityPolicy-FS-2018-06",
    "ELBSecurityPolicy-FS-1-1-2019-08",
    "ELBSecurityPolicy-FS-1-2-2019-08",
    "ELBSecurityPolicy-FS-1-2-Res-2019-08",
    "ELBSecurityPolicy-FS-1-2-Res-2020-10",
    ...[
        "1-0-2021-06",
        "1-1-2021-06",
        "1-2-2021-06",
        "1-2-Res-2021-06",
        "1-2-Ext0-2021-06",
        "1-2-Ext1-2021-06",
        "1-2-Ext2-2021-06",
        "1-3-2021-06",
        "1-0-FIPS-2023-04",
        "1-1-FIPS-2023-04",
        "1-2-FIPS-2023-04",
        "1-2-Res-FIPS-2023-04",
        "1-2-Ext0-FIPS-2023-04",
        "1-2-Ext1-FIPS-2023-04",
        "1-2-Ext2-FIPS-2023-04",
        "1-3-FIPS-2023-04",
        "1-0-PQ-2025-09",
        "1-2-PQ-2025-09",
        "1-2-Res-PQ-2025-09",
        "1-3-PQ-2025-09",
    ].map((version) => `${CURRENT}${version}`),
]);
