/** What a hub tells of itself, without deploying one: ids in place of what AWS would answer. */
import type { TransitHub, TransitHubArgs } from "../../../components/transit-hub";
import { planTransitHub } from "../../../components/transit-hub";
import { hubReference, remember } from "../../../components/transit-hub/reference";
import type { HubReferenceArgs } from "../../../components/shared/hub-reference";

/** "core/prod" as an id holds it: letters and digits. */
const idOf = (key: string): string => Buffer.from(key).toString("hex");

export const gatewayOf = (hub: string): string => `tgw-${idOf(hub)}`;
export const tableOf = (hub: string, segment?: string): string => `tgw-rtb-${idOf(`${hub}/${segment ?? ""}`)}`;
export const peeringOf = (a: string, b: string): string => `tgw-attach-${idOf([a, b].sort().join("/"))}`;

/** The hub `key` of a TransitHub with these arguments. */
export function referenceTo(args: TransitHubArgs, key: string): HubReferenceArgs {
    const { hubs, tables, peerings } = planTransitHub(args);
    const known = {
        transitGatewayIds: Object.fromEntries(hubs.map(({ hub }) => [hub, gatewayOf(hub)])),
        routeTableIds: Object.fromEntries(
            tables.flatMap(({ hub, segment }) =>
                segment === undefined ? [] : [[`${hub}/${segment}`, tableOf(hub, segment)]],
            ),
        ),
        transitRouteTableIds: Object.fromEntries(
            tables.flatMap(({ hub, segment }) => (segment === undefined ? [[hub, tableOf(hub)]] : [])),
        ),
        peeringAttachmentIds: Object.fromEntries(
            peerings.map(({ requester, accepter }) => [`${requester}/${accepter}`, peeringOf(requester, accepter)]),
        ),
    } as unknown as TransitHub;
    remember(known, "core", args);
    return hubReference(known, key);
}
