/** Whether the two ends of a tunnel, as they are configured, agree: the first difference is named, with both values. */
import { checkSuites } from "../../../plan/suites/check";
import { Code, type Reason } from "../../reason";
import { UNKNOWN } from "../values";
import type { Agreement, TunnelEnd } from "./end";
import { isOneKey } from "./keys";

type Check = (a: TunnelEnd, b: TunnelEnd) => Exclude<Agreement, { is: "up" }> | undefined;

/** In the order in which a tunnel comes up; what is known to differ comes before what is not known. */
const CHECKS: readonly Check[] = [versions, suites, keys, dynamic, inside, asns];

/** Keys are compared and never named. The reasons stand at `a`. */
export function agreementOf(a: TunnelEnd, b: TunnelEnd): Agreement {
    const found = CHECKS.flatMap((check) => check(a, b) ?? []);
    return found.find(({ is }) => is === "down") ?? found[0] ?? { is: "up" };
}

function down(code: Reason["code"], { element }: TunnelEnd, detail: string): Agreement & { is: "down" } {
    return { is: "down", reason: { code, element, detail } };
}

function open({ element }: TunnelEnd, detail: string): Agreement & { is: "open" } {
    return { is: "open", reason: { code: Code.Unknown, element, detail } };
}

const labels = (a: TunnelEnd, b: TunnelEnd): string => `${a.element.label} and ${b.element.label}`;

function versions(a: TunnelEnd, b: TunnelEnd): ReturnType<Check> {
    const one = a.suite.ikeVersions;
    const other = b.suite.ikeVersions;
    if (!isKnown(one) || !isKnown(other)) return open(a, `the IKE version of ${labels(a, b)} is not known`);
    const common = one.filter((version) => other.includes(version));
    if (common.includes(2)) return undefined;
    if (common.length > 0) return open(a, `${labels(a, b)} speak IKEv1 only, whose proposals are not compared`);
    const spoken = (all: readonly number[]): string => all.map((version) => `IKEv${version}`).join(" and ");
    const detail = `${a.element.label} speaks ${spoken(one)}, ${b.element.label} speaks ${spoken(other)}`;
    return down(Code.TunnelCrypto, a, detail);
}

function suites(a: TunnelEnd, b: TunnelEnd): ReturnType<Check> {
    const [one, other] = [configured(a), configured(b)];
    if (one === undefined || other === undefined)
        return open(a, `the algorithms of ${labels(a, b)} are not all known before the deployment`);
    const { compatible, differences, problems, reasoning } = checkSuites(one, other);
    const [difference] = differences;
    if (difference !== undefined) {
        const { what, figure } = reasoning[0] ?? { what: difference.label };
        return down(Code.TunnelCrypto, a, `${what}: ${figure}`);
    }
    if (compatible === true) return undefined;
    const [problem] = problems;
    const detail = problem === undefined ? labels(a, b) : `${problem.path} is ${problem.got}: ${problem.fix}`;
    return compatible === false
        ? down(Code.TunnelCrypto, a, detail)
        : open(a, `whether ${labels(a, b)} have an algorithm in common is not known: ${detail}`);
}

function configured({ suite, element }: TunnelEnd): Parameters<typeof checkSuites>[0] | undefined {
    const { kind, spelling, tunnel } = suite;
    if (spelling === undefined) return undefined;
    return { kind, name: element.label, spelling, ...(tunnel === undefined ? {} : { tunnel }) };
}

function keys(a: TunnelEnd, b: TunnelEnd): ReturnType<Check> {
    const certified = [a, b].filter(({ key }) => key.isCertificate === true);
    const [one] = certified;
    if (one !== undefined && certified.length === 1) {
        const other = one === a ? b : a;
        const detail = `${one.element.label} has a certificate, ${other.element.label} has a pre-shared key`;
        return down(Code.TunnelCrypto, a, detail);
    }
    if (one !== undefined)
        return open(a, `whether ${labels(a, b)} believe each other's certificates cannot be seen here`);
    switch (isOneKey(a, b)) {
        case true:
            return undefined;
        case false:
            return down(Code.TunnelCrypto, a, `${labels(a, b)} have different pre-shared keys`);
        case undefined:
            return open(a, `whether ${labels(a, b)} have the same pre-shared key cannot be seen here`);
    }
}

function dynamic(a: TunnelEnd, b: TunnelEnd): ReturnType<Check> {
    const one = a.routing.isDynamic;
    const other = b.routing.isDynamic;
    if (!isKnown(one) || !isKnown(other)) return open(a, `whether ${labels(a, b)} use BGP is not known`);
    if (one === other) return undefined;
    const uses = (is: boolean): string => (is ? "uses BGP" : "has static routes");
    return down(Code.NoRoute, a, `${a.element.label} ${uses(one)}, ${b.element.label} ${uses(other)}`);
}

/** Of static routes nobody needs inside addresses. */
function inside(a: TunnelEnd, b: TunnelEnd): ReturnType<Check> {
    if (a.routing.isDynamic !== true || b.routing.isDynamic !== true) return undefined;
    const found = [expected(a, b), expected(b, a)];
    return found.find((is) => is?.is === "down") ?? found.find((is) => is !== undefined);
}

/** Whether `a` has the inside address that `b` expects. */
function expected(a: TunnelEnd, b: TunnelEnd): ReturnType<Check> {
    const own = a.routing.inside.own;
    const wanted = b.routing.inside.peer;
    if (!isKnown(own) || !isKnown(wanted))
        return open(a, `the inside addresses of ${labels(a, b)} are not known before the deployment`);
    if (own.includes(wanted)) return undefined;
    const detail = `${a.element.label} has the inside address ${own.join(" or ")}, ${b.element.label} expects ${wanted} there`;
    return down(Code.TunnelSelector, a, detail);
}

function asns(a: TunnelEnd, b: TunnelEnd): ReturnType<Check> {
    if (a.routing.isDynamic !== true || b.routing.isDynamic !== true) return undefined;
    const pairs = [
        [a, b],
        [b, a],
    ] as const;
    for (const [one, other] of pairs) {
        const own = one.routing.asn.own;
        const wanted = other.routing.asn.peer;
        if (isKnown(own) && isKnown(wanted) && own !== wanted)
            return down(
                Code.NoRoute,
                one,
                `${one.element.label} has the ASN ${own}, ${other.element.label} expects ${wanted} there: no BGP session`,
            );
    }
    const all = pairs.flatMap(([one, other]) => [one.routing.asn.own, other.routing.asn.peer]);
    if (!all.every(isKnown)) return open(a, `the ASNs of ${labels(a, b)} are not known before the deployment`);
    if (a.routing.asn.own !== b.routing.asn.own) return undefined;
    const detail = `${labels(a, b)} both have the ASN ${String(a.routing.asn.own)}: each drops what the other announces`;
    return down(Code.NoRoute, a, detail);
}

function isKnown<T>(value: T): value is Exclude<T, undefined | typeof UNKNOWN> {
    return value !== undefined && value !== UNKNOWN;
}
