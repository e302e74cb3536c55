/** An ASN that was an Output, once it is known: it fits the gateway, and no other site has it. */
import { planAsns } from "../../../plan/asns";
import type { Problem } from "../../../plan/problem";
import { holderOf } from "../../../plan/tunnels/network";
import { join } from "../../../plan/shape";
import type { VpnBridgeArgs } from "../args";
import { END_KINDS, gatewayOf, type SiteKind } from "../network";

export interface KnownAsn {
    readonly site: string;
    readonly asn: number | undefined;
}

/** `others` are the numbers that were planned, and those that became known. */
export function checkKnownAsn(
    { sites }: VpnBridgeArgs,
    { site, kind, asn }: { readonly site: string; readonly kind: SiteKind; readonly asn: number },
    others: readonly KnownAsn[],
): Problem[] {
    const path = `${join("sites", site)}.${kind}.asn`;
    const holder = holderOf({ kind: END_KINDS[kind], gateway: gatewayOf(sites[site]?.aws ?? {}) });
    const { problems } = planAsns({ [site]: { holder, asn } });
    if (problems.length > 0) return problems.map((p) => ({ ...p, path }));
    const same = others.find((other) => other.site !== site && other.asn === asn);
    if (same === undefined) return [];
    const fix = "Give one of the two another number: BGP drops routes that carry one's own.";
    const got = `${asn}, which site '${same.site}' has`;
    return [{ check: "asn-duplicate", path, got, allowed: "an ASN of its own for every site", fix }];
}
