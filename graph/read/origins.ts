/**
 * Whether a value that several resources had a part in may be another id than theirs. An output of a network resource repeats
 * what its inputs say: a subnet has the id of its VPC too. Resources of other services hold any text: a parameter, a secret, the
 * outputs of another stack.
 */
import type { Target } from "./references";
import type { Resource } from "./resources";
import type { Value } from "./values";

export interface Known {
    readonly resource: (urn: string) => Resource | undefined;
    /** The resource that has this id; undefined where none has. */
    readonly named: (text: string, target: Target) => Resource | undefined;
}

/** Services whose resources hold ids of networks only where their inputs name them. */
const NETWORK =
    /^(?:aws:(?:ec2|ec2transitgateway|vpc|ec2clientvpn|networkfirewall|lb|alb|elb|elasticloadbalancingv2)\/|gcp:compute\/|azure-native:network:)/;

/** Whether an output of a resource may be an id for `target` that is none of the candidates'. */
export function mayHoldAnother(
    { type, isCustom, props, sources }: Resource,
    target: Target,
    candidates: ReadonlySet<Resource>,
    known: Known,
    seen: ReadonlySet<string> = new Set(),
): boolean {
    // A component tells what each of its outputs came from.
    if (!isCustom) return false;
    if (!NETWORK.test(type)) return true;
    const names = [...new Set([...Object.keys(props), ...Object.keys(sources)])];
    return names
        .filter((name) => mayName(name, target))
        .some((name) => {
            const texts = textsIn(props[name]);
            const isOther = (text: string): boolean => {
                const found = known.named(text, target);
                return found === undefined || !candidates.has(found);
            };
            return (
                texts.some(isOther) ||
                (sources[name] ?? []).some((urn) => {
                    const source = known.resource(urn);
                    if (source === undefined || seen.has(urn)) return source === undefined;
                    if (target.types.includes(source.type)) return !candidates.has(source);
                    return mayHoldAnother(source, target, candidates, known, new Set([...seen, urn]));
                })
            );
        });
}

/** Whether a property may hold an id for `target`, by its name: "peerVpcId" that of a Vpc. */
function mayName(property: string, { types, by = "id" }: Target): boolean {
    const word = lastWord(property.replace(/(?:Id|Arn)?s?$/, ""));
    return [by].flat().includes(property) || property === "resourceId" || types.some((type) => lastWord(type) === word);
}

/** "gateway" of "aws:ec2/natGateway:NatGateway". */
function lastWord(name: string): string {
    return (/[A-Za-z][a-z]*$/.exec(name)?.[0] ?? name).toLowerCase();
}

function textsIn(value: Value | undefined): readonly string[] {
    if (typeof value === "string") return value === "" ? [] : [value];
    return Array.isArray(value) ? (value as readonly Value[]).flatMap(textsIn) : [];
}
