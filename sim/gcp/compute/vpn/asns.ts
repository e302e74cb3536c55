/**
 * Which AS numbers Cloud Routers and their peers may have. Sources: Terraform Google provider (RFC 6996, or 16550 for Partner
 * Interconnect), Cloud Router documentation; the words of the conflict are the API's.
 */
import type { World } from "../../../core/world";
import { invalid } from "../../errors";
import { numberAt, objectAt, said } from "../../said";
import { peersOf, routersIn } from "./lookup";

const PRIVATE = [
    [64_512, 65_534],
    [4_200_000_000, 4_294_967_294],
] as const;
const PARTNER = 16_550;
const MOST = 4_294_967_295;

/** For `refuse`: what the provider says against a router's own number. */
export function refuseOwnAsn(value: unknown): string | undefined {
    const asn = Number(value);
    if (asn === PARTNER || PRIVATE.some(([first, last]) => asn >= first && asn <= last)) return undefined;
    return `expected "asn" to be a RFC6996-compliant Local ASN:
must be either in the private ASN ranges: [64512..65534], [4200000000..4294967294];
or be the value of [16550], got ${asn}`;
}

export function demandPeerAsn(world: World, network: string, region: string, asn: number): void {
    const field = "bgpPeers[0].peerAsn";
    if (asn < 1 || asn > MOST) throw invalid(field, asn, `The value must be from 1 to ${MOST}.`);
    const same = routersIn(world, network, { region }).find((r) => numberAt(objectAt(r.props, "bgp"), "asn") === asn);
    if (same !== undefined) {
        const where = `of another router in the same region and network: ${said(same.props, "name")}.`;
        throw invalid(field, asn, `Peer ASN conflicts with local ASN ${where}`);
    }
}

export function demandOwnAsn(world: World, network: string, region: string, asn: number): void {
    const routers = routersIn(world, network, { region });
    const other = routers.find((router) => peersOf(world, router).some((peer) => peer.props.peerAsn === asn));
    if (other === undefined) return;
    const where = `specified by a router in the same region and network: ${said(other.props, "name")}.`;
    throw invalid("bgp.asn", asn, `Local ASN conflicts with peer ASN ${where}`);
}
