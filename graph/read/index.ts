/** The network of a program's resources in all clouds that are read, joined by the tunnels between them. */
import type { Network } from "../network";
import { assemble, inUrnOrder } from "./assemble";
import { AWS_MATTERING } from "./aws/unmodelled";
import { awsCloud } from "./aws";
import { AZURE_MATTERING, azureCloud, azureTypes } from "./azure";
import { GCP_MATTERING, gcpCloud } from "./gcp";
import type { Parts } from "./parts";
import { References } from "./references";
import type { Resource } from "./resources";
import { exchange, type Exchanged } from "./tunnels/exchange";

/**
 * Reads AWS, Azure and Google Cloud as one network. Two resources of different clouds, or of one, that dial each other are one
 * tunnel; what is announced over it is known to both sides. A tunnel to a device that nobody reads leads to a site.
 */
export function readNetwork(resources: readonly Resource[]): Network {
    const references = new References(inUrnOrder(azureTypes(resources)));
    const { sides, tunnels, assumptions } = exchanged(references);
    const joints: Parts = {
        hosts: [],
        stations: [],
        links: tunnels.map(({ link }) => link),
        places: [],
        assumptions: [...assumptions],
        modelled: new Set(),
    };
    const parts = [...sides.flatMap((side) => side.parts()), joints];
    return assemble(references, parts, [AWS_MATTERING, AZURE_MATTERING, GCP_MATTERING]);
}

/** The tunnels alone: which ends belong together, and whether they agree. */
export function readTunnels(resources: readonly Resource[]): Pick<Exchanged, "tunnels" | "unanswered" | "open"> {
    return exchanged(new References(inUrnOrder(azureTypes(resources))));
}

function exchanged(references: References): Exchanged {
    return exchange([awsCloud(references), azureCloud(references), gcpCloud(references)]);
}
