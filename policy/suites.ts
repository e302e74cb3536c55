/** What a rule says of the algorithms of a tunnel of Azure or Google Cloud, read from the whole of its suite. */
import { PROFILES } from "../facts/ipsec/profiles";
import type { Resource } from "../graph/read/resources";
import { algorithmName, algorithmNames, isAead, offered, SUITE_PLACES, type Algorithm } from "../plan/suites/suite";
import { readSpelling } from "../plan/suites/reading";
import { fails, type Claim } from "./rule";
import type { Values } from "./values";

/** Every role that has something weak, or several values to choose among. `property` is where the suite stands. */
export function judgeSpelling(
    resource: Resource,
    kind: "azure" | "gcp",
    spelling: Values,
    property: string,
    profileName: keyof typeof PROFILES,
): Claim[] {
    const profile = PROFILES[profileName];
    const { ike, esp, problems } = readSpelling(kind, spelling);
    if (problems.length > 0) return problems.map(({ path, got, fix }) => fails(resource, `${path} is ${got}`, fix));
    const [one, two] = [ike[0], esp[0]];
    if (one === undefined || two === undefined) return [fails(resource, `${property} names no algorithms`)];
    return SUITE_PLACES.flatMap((place): Claim[] => {
        const { phase, role, label } = place;
        const offer = { ike: one, esp: two };
        if (role === "extra" || (role === "integrity" && offer[phase].encryption.every(isAead))) return [];
        const values = offered(offer, place);
        const allowed: readonly Algorithm[] = profile[role];
        const weak = values.filter((value) => !allowed.includes(value));
        if (weak.length > 0) {
            const names = weak.map((value) => algorithmName(role, value)).join(", ");
            const fix = `Let ${property} have one of ${algorithmNames(role, allowed)} as ${label}.`;
            return [fails(resource, `${label} accepts ${names}, which ${profile.refusal}`, fix)];
        }
        return values.length <= 1
            ? []
            : [
                  fails(
                      resource,
                      `${label} accepts ${values.length} values (${algorithmNames(role, values)}), so the suite may change at a rekey`,
                      `Leave one value for ${label} in ${property}.`,
                  ),
              ];
    });
}
