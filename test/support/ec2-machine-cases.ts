/** Examples of instances, network interfaces, endpoints and flow logs: see `ec2-cases.ts`. */
import type { Props } from "../../sim/core/values";
import * as ec2 from "./ec2";
import type { Case } from "./ec2-cases";
import type { Deployed, SimClient } from "./sim-client";

export const INSTANCE = "aws:ec2/instance:Instance";
export const INTERFACE = "aws:ec2/networkInterface:NetworkInterface";
export const INTERFACE_ATTACHMENT = "aws:ec2/networkInterfaceAttachment:NetworkInterfaceAttachment";
export const GROUP_ATTACHMENT =
    "aws:ec2/networkInterfaceSecurityGroupAttachment:NetworkInterfaceSecurityGroupAttachment";
export const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
export const ENDPOINT_TABLE = "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation";
export const ENDPOINT_SUBNET = "aws:ec2/vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation";
export const ENDPOINT_GROUP = "aws:ec2/securityGroupAssociation:SecurityGroupAssociation";
export const FLOW_LOG = "aws:ec2/flowLog:FlowLog";

/** Inputs of the SDK that are refused by name. */
export const MACHINE_ABSENT: Record<string, string[]> = {
    [INSTANCE]: [
        "capacityReservationSpecification", // capacity reservations
        "cpuOptions", // what processors an instance type has
        "creditSpecification", // which instance types are burstable
        "ebsBlockDevices", // volumes
        "enablePrimaryIpv6", // IPv6
        "enclaveOptions", // which instance types have enclaves
        "ephemeralBlockDevices", // volumes
        "getPasswordData", // Windows
        "hibernation", // volumes
        "hostId", // dedicated hosts
        "hostResourceGroupArn", // dedicated hosts
        "iamInstanceProfile", // instance profiles
        "instanceMarketOptions", // the spot market
        "ipv6AddressCount", // IPv6
        "ipv6Addresses", // IPv6
        "keyName", // key pairs
        "launchTemplate", // launch templates
        "maintenanceOptions", // which instance types recover by themselves
        "networkInterfaces", // deprecated: see primaryNetworkInterface
        "placementGroup", // placement groups
        "placementGroupId", // placement groups
        "placementPartitionNumber", // placement groups
        "privateDnsNameOptions", // the subnet's are taken
        "rootBlockDevice", // volumes
        "secondaryNetworkInterfaces", // secondary networks
        "secondaryPrivateIps", // see NetworkInterface
        "securityGroups", // names of groups: EC2-Classic and default VPCs
        "volumeTags", // volumes
    ],
    [INTERFACE]: [
        "enaSrdSpecification", // ENA Express
        "enablePrimaryIpv6", // IPv6
        "ipv4PrefixCount", // prefix delegation
        "ipv4Prefixes", // prefix delegation
        "ipv6AddressCount", // IPv6
        "ipv6AddressListEnabled", // IPv6
        "ipv6AddressLists", // IPv6
        "ipv6Addresses", // IPv6
        "ipv6PrefixCount", // IPv6
        "ipv6Prefixes", // IPv6
        "privateIp", // the provider does nothing with it
        "privateIpListEnabled", // addresses in order
        "privateIpLists", // addresses in order
    ],
    [ENDPOINT]: [
        "autoAccept", // endpoint services of other accounts
        "resourceConfigurationArn", // VPC Lattice
        "serviceNetworkArn", // VPC Lattice
        "serviceRegion", // services of other regions
        "subnetConfigurations", // chosen addresses
    ],
    [FLOW_LOG]: [
        "regionalNatGatewayId", // regional NAT gateways
        "tagFieldSpecifications", // fields of tags
    ],
};

/** Outputs here that the SDK takes as inputs too. */
export const MACHINE_OUTPUTS: Record<string, string[]> = { [INTERFACE]: ["privateIp"] };

export const AMI = "ami-0123456789abcdef0";
export const LOG_ROLE = "arn:aws:iam::111122223333:role/flow-logs";
export const LOG_GROUP = "arn:aws:logs:us-east-1:111122223333:log-group:/vpc/flows";

const tags = { Name: "shop" };
const elsewhere = { region: "ap-south-1" };
const byId = (made: Deployed): string => made.id;
const pair = (one: string, other: string, between: string) => (made: Deployed) =>
    `${made.state[one] as string}${between}${made.state[other] as string}`;

const missing = (prefix: string, code: string, noun: string): [string, string] => [
    ec2.nothing(prefix),
    `${code}: The ${noun} '${ec2.nothing(prefix)}' does not exist`,
];
const noSubnet = missing("subnet", "InvalidSubnetID.NotFound", "subnet ID");
const noGroup = missing("sg", "InvalidGroup.NotFound", "security group");
const noTable = missing("rtb", "InvalidRouteTableID.NotFound", "routeTable ID");
const noVpc = missing("vpc", "InvalidVpcID.NotFound", "vpc ID");
const noInstance = missing("i", "InvalidInstanceID.NotFound", "instance ID");
const noInterface = missing("eni", "InvalidNetworkInterfaceID.NotFound", "networkInterface ID");
const noEndpoint = missing("vpce", "InvalidVpcEndpointId.NotFound", "Vpc Endpoint Id");

/** An instance in the subnet. */
export function instance(client: SimClient, subnet: Deployed, inputs: Props = {}): Promise<Deployed> {
    const region = subnet.state.region ?? null;
    return client.create(INSTANCE, { region, ami: AMI, instanceType: "t3.micro", subnetId: subnet.id, ...inputs });
}

export function networkInterface(client: SimClient, subnet: Deployed, inputs: Props = {}): Promise<Deployed> {
    return client.create(INTERFACE, { region: subnet.state.region ?? null, subnetId: subnet.id, ...inputs });
}

/** An endpoint of the VPC to the service of that name, by default a gateway. */
export function endpoint(client: SimClient, vpc: Deployed, service: string, inputs: Props = {}): Promise<Deployed> {
    const region = vpc.state.region as string;
    const serviceName = `com.amazonaws.${region}.${service}`;
    return client.create(ENDPOINT, { region, vpcId: vpc.id, serviceName, ...inputs });
}

/** `client` makes what the examples need. */
export function machineCases(client: () => SimClient): Case[] {
    const network = (region: string | undefined): Promise<Deployed> => ec2.vpc(client(), 1, ec2.at(region));
    const subnetIn = async (region: string | undefined): Promise<Deployed> =>
        ec2.subnet(client(), await network(region));

    const association = (
        token: string,
        noun: string,
        property: string,
        answer: [string, string],
        partner: (vpc: Deployed) => Promise<Deployed>,
        more: Partial<Case>,
    ): Case => ({
        type: token,
        noun,
        inputs: async (region) => {
            const vpc = await network(region);
            const isTable = property === "routeTableId";
            const type = { vpcEndpointType: isTable ? "Gateway" : "Interface" };
            const vpcEndpointId = (await endpoint(client(), vpc, isTable ? "s3" : "ssm", type)).id;
            return { ...ec2.at(region), vpcEndpointId, [property]: (await partner(vpc)).id };
        },
        required: [property, "vpcEndpointId"].sort(),
        dangling: { [property]: answer, vpcEndpointId: noEndpoint },
        unknown: [],
        replaced: { [property]: answer[0], vpcEndpointId: ec2.nothing("vpce"), ...elsewhere },
        updated: {},
        imported: pair("vpcEndpointId", property, "/"),
        onTimeout: "partial",
        ...more,
    });

    return [
        {
            type: INSTANCE,
            noun: "EC2 Instance",
            inputs: async (region) => ({
                ...ec2.at(region),
                ami: AMI,
                instanceType: "t3.micro",
                subnetId: (await subnetIn(region)).id,
                tags,
            }),
            required: [],
            dangling: { subnetId: noSubnet },
            unknown: [
                "arn",
                "associatePublicIpAddress",
                "availabilityZone",
                "disableApiStop",
                "disableApiTermination",
                "ebsOptimized",
                "instanceInitiatedShutdownBehavior",
                "instanceLifecycle",
                "instanceState",
                "metadataOptions",
                "monitoring",
                "outpostArn",
                "passwordData",
                "primaryNetworkInterface",
                "primaryNetworkInterfaceId",
                "privateDns",
                "privateIp",
                "publicDns",
                "publicIp",
                "spotInstanceRequestId",
                "tenancy",
                "userDataBase64",
                "vpcSecurityGroupIds",
            ],
            optional: [
                "associatePublicIpAddress",
                "availabilityZone",
                "disableApiStop",
                "disableApiTermination",
                "ebsOptimized",
                "instanceInitiatedShutdownBehavior",
                "metadataOptions",
                "monitoring",
                "primaryNetworkInterface",
                "privateIp",
                "tenancy",
                "userDataBase64",
                "vpcSecurityGroupIds",
            ],
            replaced: {
                ami: "ami-0123456789abcdef1",
                associatePublicIpAddress: true,
                availabilityZone: "us-east-1b",
                ebsOptimized: true,
                primaryNetworkInterface: { networkInterfaceId: ec2.nothing("eni") },
                privateIp: "10.1.1.99",
                subnetId: ec2.nothing("subnet"),
                tenancy: "dedicated",
                ...elsewhere,
            },
            updated: {
                forceDestroy: true,
                instanceInitiatedShutdownBehavior: "terminate",
                instanceType: "m7g.2xlarge",
                monitoring: true,
                sourceDestCheck: false,
                tags: {},
                userData: "#!/bin/sh",
                userDataReplaceOnChange: true,
                disableApiTermination: true,
                disableApiStop: true,
            },
            imported: byId,
            onTimeout: "partial",
        },
        {
            type: INTERFACE,
            noun: "EC2 Network Interface",
            inputs: async (region) => ({
                ...ec2.at(region),
                subnetId: (await subnetIn(region)).id,
                privateIps: ["10.1.1.50"],
                tags,
            }),
            required: ["subnetId"],
            dangling: { subnetId: noSubnet },
            unknown: [
                "arn",
                "attachments",
                "interfaceType",
                "macAddress",
                "outpostArn",
                "ownerId",
                "privateDnsName",
                "privateIp",
                "privateIpsCount",
                "securityGroups",
            ],
            optional: ["attachments", "interfaceType", "privateIpsCount", "securityGroups"],
            replaced: {
                interfaceType: "efa",
                privateIps: ["10.1.1.51"],
                subnetId: ec2.nothing("subnet"),
                ...elsewhere,
            },
            updated: {
                description: "of the router",
                privateIps: ["10.1.1.50", "10.1.1.60"],
                sourceDestCheck: false,
                tags: {},
            },
            imported: byId,
            onTimeout: "partial",
        },
        {
            type: INTERFACE_ATTACHMENT,
            noun: "EC2 Network Interface Attachment",
            inputs: async (region) => {
                const subnet = await subnetIn(region);
                const [machine, one] = [await instance(client(), subnet), await networkInterface(client(), subnet)];
                return { ...ec2.at(region), instanceId: machine.id, networkInterfaceId: one.id, deviceIndex: 1 };
            },
            required: ["deviceIndex", "instanceId", "networkInterfaceId"],
            dangling: { instanceId: noInstance, networkInterfaceId: noInterface },
            unknown: ["attachmentId", "networkCardIndex", "status"],
            optional: ["networkCardIndex"],
            replaced: {
                deviceIndex: 2,
                instanceId: ec2.nothing("i"),
                networkCardIndex: 1,
                networkInterfaceId: ec2.nothing("eni"),
                ...elsewhere,
            },
            updated: {},
            imported: byId,
            onTimeout: "bare",
        },
        {
            type: GROUP_ATTACHMENT,
            noun: "EC2 Network Interface Security Group Attachment",
            inputs: async (region) => {
                const vpc = await network(region);
                const one = await networkInterface(client(), await ec2.subnet(client(), vpc));
                const securityGroupId = (await ec2.group(client(), vpc, { name: "web" })).id;
                return { ...ec2.at(region), networkInterfaceId: one.id, securityGroupId };
            },
            required: ["networkInterfaceId", "securityGroupId"],
            dangling: { networkInterfaceId: noInterface, securityGroupId: noGroup },
            unknown: [],
            replaced: {
                networkInterfaceId: ec2.nothing("eni"),
                securityGroupId: ec2.nothing("sg"),
                ...elsewhere,
            },
            updated: {},
            imported: pair("networkInterfaceId", "securityGroupId", "_"),
            onTimeout: "bare",
        },
        {
            type: ENDPOINT,
            noun: "EC2 VPC Endpoint",
            inputs: async (region) => {
                const vpc = await network(region);
                const serviceName = `com.amazonaws.${region ?? "us-east-1"}.s3`;
                const routeTableIds = [(await ec2.routeTable(client(), vpc)).id];
                return { ...ec2.at(region), vpcId: vpc.id, serviceName, routeTableIds, tags };
            },
            required: ["vpcId"],
            dangling: { vpcId: noVpc },
            unknown: [
                "arn",
                "cidrBlocks",
                "dnsEntries",
                "dnsOptions",
                "ipAddressType",
                "networkInterfaceIds",
                "ownerId",
                "policy",
                "prefixListId",
                "privateDnsEnabled",
                "requesterManaged",
                "securityGroupIds",
                "state",
                "subnetIds",
            ],
            optional: ["dnsOptions", "ipAddressType", "policy", "privateDnsEnabled", "securityGroupIds", "subnetIds"],
            replaced: {
                privateDnsEnabled: true,
                serviceName: "com.amazonaws.us-east-1.dynamodb",
                vpcEndpointType: "Interface",
                vpcId: ec2.nothing("vpc"),
                ...elsewhere,
            },
            updated: { ipAddressType: "dualstack", policy: '{"Statement":[]}', routeTableIds: [], tags: {} },
            imported: byId,
            onTimeout: "partial",
        },
        association(
            ENDPOINT_TABLE,
            "VPC Endpoint Route Table Association",
            "routeTableId",
            noTable,
            (vpc) => ec2.routeTable(client(), vpc),
            {},
        ),
        association(
            ENDPOINT_SUBNET,
            "VPC Endpoint Subnet Association",
            "subnetId",
            noSubnet,
            (vpc) => ec2.subnet(client(), vpc),
            {},
        ),
        association(
            ENDPOINT_GROUP,
            "VPC Endpoint Security Group Association",
            "securityGroupId",
            noGroup,
            (vpc) => ec2.group(client(), vpc, { name: "web" }),
            {
                replaced: {
                    replaceDefaultAssociation: true,
                    securityGroupId: ec2.nothing("sg"),
                    vpcEndpointId: ec2.nothing("vpce"),
                    ...elsewhere,
                },
                onTimeout: "bare",
            },
        ),
        {
            type: FLOW_LOG,
            noun: "Flow Log",
            inputs: async (region) => ({
                ...ec2.at(region),
                vpcId: (await network(region)).id,
                trafficType: "ALL",
                iamRoleArn: LOG_ROLE,
                logDestination: `${LOG_GROUP}:*`,
                tags,
            }),
            required: [],
            dangling: { vpcId: noVpc },
            unknown: ["arn", "logFormat"],
            optional: ["logFormat"],
            replaced: {
                deliverCrossAccountRole: "arn:aws:iam::444455556666:role/flow-logs",
                destinationOptions: { fileFormat: "parquet" },
                iamRoleArn: "arn:aws:iam::111122223333:role/other",
                logDestination: "arn:aws:s3:::flows",
                logDestinationType: "s3",
                logFormat: "${version}",
                maxAggregationInterval: 60,
                trafficType: "REJECT",
                vpcId: ec2.nothing("vpc"),
                ...elsewhere,
            },
            updated: { tags: {} },
            imported: byId,
            onTimeout: "bare",
        },
    ];
}
