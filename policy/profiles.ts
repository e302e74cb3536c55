/** Profiles: which rules are on, and how strict. A profile other than `baseline` has the baseline's rules as well. */

export const PROFILES = ["baseline", "hipaa", "gdpr", "pci", "fips", "cnsa"] as const;
export type ProfileName = (typeof PROFILES)[number];

/** In words, for the documentation. */
export const PROFILE_TITLES: Readonly<Record<ProfileName, string>> = {
    baseline: "what any private network should keep",
    hipaa: "the baseline, with encryption to the last hop, and flow logs kept for six years",
    gdpr: "the baseline, and networks only in countries where the GDPR or an adequacy decision applies",
    pci: "the baseline, with encryption to the last hop, strong cryptography of 112 bits and more, and flow logs kept for a year",
    fips: "the baseline, with algorithms approved under FIPS 140-3",
    cnsa: "the baseline, with the Commercial National Security Algorithm Suite 1.0 (managed gateways cannot do 2.0)",
};

/** Every profile: for rules of the baseline. */
export const ALL: readonly ProfileName[] = PROFILES;
