/** The network of the AWS resources of a program, planned or deployed. */
import { union } from "../../../plan/address-set";
import type { Network } from "../../network";
import { assemble, inUrnOrder } from "../assemble";
import type { Parts } from "../parts";
import { References } from "../references";
import type { Resource } from "../resources";
import type { Cloud } from "../tunnels/exchange";
import { readHubs } from "./hub";
import { VPCS } from "./hub/types";
import { AWS_MATTERING } from "./unmodelled";
import { readVpcs } from "./vpc";

/**
 * Reads VPCs with all that is in them, Transit Gateways and VPN connections. What is not known stands in the network as such:
 * nothing is taken for an answer that the resources do not tell. The order of the resources changes nothing.
 */
export function readAws(resources: readonly Resource[]): Network {
    const references = new References(inUrnOrder(resources));
    const vpcs = readVpcs(references);
    const hub = readHubs(references, vpcs.side);
    return assemble(references, [vpcs.parts(hub), hub.parts], [AWS_MATTERING]);
}

/** AWS beside other clouds, which tell it what they announce over tunnels. */
export function awsCloud(references: References): Cloud {
    const vpcs = readVpcs(references);
    const prefixes = references.ofType(...VPCS).map(({ urn }) => vpcs.side.prefixes(urn));
    const networks = union(...prefixes.flatMap(({ addresses, v6 }) => [addresses, v6]));
    return {
        read: (across) => {
            const hub = readHubs(references, vpcs.side, across);
            return {
                ends: hub.ends,
                networks,
                announcedBy: ({ resource }) => hub.announcedBy(resource),
                parts: (): readonly Parts[] => [vpcs.parts(hub), hub.parts],
            };
        },
    };
}
