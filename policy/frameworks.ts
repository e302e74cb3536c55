/**
 * Rule books and their clauses. A rule names the clauses that it is evidence for; none of them is met by machines alone.
 * Clauses as in shared research on compliance mapping, read 2026-11.
 */

export interface Requirement {
    readonly name: string;
    readonly version: string;
    readonly clause: string;
}

const clausesOf =
    (name: string, version: string) =>
    (...clauses: readonly string[]): readonly Requirement[] =>
        clauses.map((clause) => ({ name, version, clause }));

/** Security Rule, 45 CFR part 164. */
export const hipaa = clausesOf("HIPAA", "45 CFR 164");
export const gdpr = clausesOf("GDPR", "(EU) 2016/679");
export const pci = clausesOf("PCI DSS", "4.0.1");
export const nist = clausesOf("NIST SP 800-53", "rev. 5");
/** Trust services criteria. */
export const soc2 = clausesOf("SOC 2", "2017");
export const iso = clausesOf("ISO/IEC 27001", "2022");
