/** A studio's gateway: a machine that the bridge has written the whole set-up for. */
import { EipAssociation, Instance, NetworkInterface, Route } from "@pulumi/aws/ec2";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import { interpolate, type Output } from "@pulumi/pulumi";
import { gzipSync } from "node:zlib";
import type { StudioNetwork } from "./network";
import { tags, type Studio } from "./studios";

export interface Gateway {
    userData: Output<string>;
    /** Of the tunnels that end here, by the studio at the other end. */
    ports: Record<string, number>;
}

export function gateway(
    name: string,
    { imageId }: Studio,
    networks: Readonly<Record<string, StudioNetwork>>,
    { userData, ports }: Gateway,
): Instance {
    const { region, gatewaySubnetId, gatewayGroupId, workstationTableId, address } = networks[name];
    const named = (role: string) => ({ ...tags, Name: `${name}-${role}` });

    // The interface outlives the machine, with its addresses and all routes to it. It forwards what is not its own.
    const card = new NetworkInterface(`${name}-gateway`, {
        region,
        subnetId: gatewaySubnetId,
        securityGroups: [gatewayGroupId],
        sourceDestCheck: false,
        tags: named("gateway"),
    });
    new EipAssociation(`${name}-gateway`, { region, allocationId: address.id, networkInterfaceId: card.id });
    for (const [other, port] of Object.entries(ports)) {
        new SecurityGroupIngressRule(`${name}-tunnel-${other}`, {
            region,
            securityGroupId: gatewayGroupId,
            cidrIpv4: interpolate`${networks[other].address.publicIp}/32`,
            ipProtocol: "udp",
            fromPort: port,
            toPort: port,
            tags: named(`tunnel-${other}`),
        });
        new Route(`${name}-to-${other}`, {
            region,
            routeTableId: workstationTableId,
            destinationCidrBlock: networks[other].cidr,
            networkInterfaceId: card.id,
        });
    }
    return new Instance(
        `${name}-gateway`,
        {
            region,
            ami: imageId,
            instanceType: "c7gn.large",
            primaryNetworkInterface: { networkInterfaceId: card.id },
            // EC2 takes 16 KiB, and cloud-init unpacks what is packed.
            userDataBase64: userData.apply((text) => gzipSync(text).toString("base64")),
            userDataReplaceOnChange: true,
            metadataOptions: { httpTokens: "required", httpEndpoint: "enabled" },
            tags: named("gateway"),
        },
        // Two machines cannot hold one interface.
        { deleteBeforeReplace: true },
    );
}
