/**
 * examples/branches-40 by hand: what somebody writes who knows the VPN gateways of both clouds and has no component. Names are
 * those of the example's children, so that the two programs can be compared resource by resource. Of the component's work only
 * the files for the devices are not done here.
 */
import type { Output } from "@pulumi/pulumi";
import { connectAws, type Connected, type Peer } from "./aws";
import { addresses, connectAzure, createGateway, type AzurePeer } from "./azure";
import { allBranches } from "./branches";
import { azureCidr, hubs, learnersOfBranches, routeToPeer, type Hub } from "./hub";
import { azureAsn, blockOf, devices, withAzure } from "./numbers";
import { watchAws } from "./watch-aws";
import { watchAzure } from "./watch-azure";

const linkOf = (a: string, b: string): string => [a, b].sort().join("/");
const pair = (link: string, first: number): [string, string] => [`${link}#${first}`, `${link}#${first + 1}`];

/** A connection for each instance of Azure's gateway, and for each device, in the order of their keys. */
const peersOf = (hub: Hub): Peer[] =>
    [...instancesFor(hub), ...devicesFor(hub)].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));

const instancesFor = ({ key }: Hub): Peer[] =>
    addresses.map((address, i) => ({
        key: "azure",
        number: i + 1,
        address: address.ipAddress as Output<string>,
        asn: azureAsn,
        blocks: [withAzure[key] + 2 * i, withAzure[key] + 2 * i + 1] as [number, number],
        tunnels: pair(linkOf(key, "azure"), 2 * i + 1),
        waits: true,
    }));

const devicesFor = ({ key }: Hub): Peer[] =>
    devices.map(({ key: branch, number, address, asn, blocks }) => ({
        key: branch,
        number,
        address,
        asn,
        blocks: [blocks[key], blocks[key] + 1] as [number, number],
        tunnels: pair(linkOf(key, branch), 2 * number - 1),
        waits: false,
    }));

/** Each of the four tunnels with a region ends at one instance; the address that its connection names for the other is unused. */
function toAws({ key, asn }: Hub, connected: Connected[]): AzurePeer[] {
    const link = linkOf(key, "azure");
    const own = (tunnel: number): string => blockOf(withAzure[key] + tunnel).second;
    return connected
        .filter(({ peer }) => peer.key === "azure")
        .flatMap(({ peer, connection }) =>
            [connection.tunnel1Address, connection.tunnel2Address].map((address, i): AzurePeer => {
                const tunnel = 2 * (peer.number - 1) + i;
                return {
                    key,
                    number: tunnel + 1,
                    address,
                    asn,
                    inside: blockOf(withAzure[key] + tunnel).first,
                    own: tunnel < 2 ? [own(tunnel), own(2)] : [own(0), own(tunnel)],
                    tunnels: [`${link}#${tunnel + 1}`],
                    lifetime: 3600,
                };
            }),
        );
}

const toDevices = devices.map(({ key, number, address, asn, blocks }): AzurePeer => {
    const [first, second] = [blockOf(blocks.azure), blockOf(blocks.azure + 1)];
    return {
        key,
        number,
        address,
        asn,
        inside: first.second,
        own: [first.first, second.first],
        tunnels: pair(linkOf("azure", key), 2 * number - 1),
        lifetime: 27000,
    };
});

const connected = hubs.map((hub) => connectAws(hub, peersOf(hub)));
const azurePeers = [...hubs.flatMap((hub, i) => toAws(hub, connected[i] ?? [])), ...toDevices];
const everyTunnel = azurePeers.flatMap(({ own, tunnels, number }) =>
    tunnels.length > 1 ? [own] : [number < 3 ? [own[0], undefined] : [undefined, own[1]]],
);
const at = (instance: 0 | 1): string[] => everyTunnel.flatMap((own) => own[instance] ?? []);
const gateway = createGateway([at(0), at(1)]);
for (const peer of azurePeers) connectAzure(gateway, peer);

for (const [i, hub] of hubs.entries()) watchAws(hub, connected[i] ?? []);
watchAzure(gateway, azurePeers);

const [eu, us] = hubs;
for (const [here, there] of [
    [eu, us],
    [us, eu],
] as const) {
    for (const destination of [allBranches, azureCidr]) {
        const name = `branches-${there.key}-remote-static-${here.key}`;
        routeToPeer(here, name, learnersOfBranches(there.key), destination);
    }
}
export const tunnels = connected.flat().length * 2 + toDevices.length * 2;
