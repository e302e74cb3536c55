/**
 * What holds for every modelled type of EC2. Error codes: "Error codes for the Amazon EC2 API". What is replaced and what is
 * updated in place: documentation of the provider's resources.
 */
import { aws } from "../../../sim/aws";
import * as ec2 from "../../support/ec2";
import { casesOf } from "../../support/ec2-cases";
import * as filters from "../../support/ec2-filters";
import { INTERNET_ABSENT, INTERNET_OUTPUTS } from "../../support/ec2-internet-cases";
import { MACHINE_ABSENT, MACHINE_OUTPUTS } from "../../support/ec2-machine-cases";
import { VPN_ABSENT, VPN_OUTPUTS } from "../../support/ec2-vpn-cases";
import { testEveryType } from "../../support/every-type";
import { sdkVersion } from "../../support/sdk-types";

testEveryType({
    modules: ["ec2", "vpc"],
    // Outposts, address pools of IPAM, and how many devices an instance has.
    absent: {
        ...MACHINE_ABSENT,
        ...INTERNET_ABSENT,
        ...VPN_ABSENT,
        [ec2.SUBNET]: [
            "customerOwnedIpv4Pool",
            "enableLniAtDeviceIndex",
            "ipv4IpamPoolId",
            "ipv4NetmaskLength",
            "ipv6IpamPoolId",
            "ipv6NetmaskLength",
            "mapCustomerOwnedIpOnLaunch",
            "outpostArn",
        ],
        [ec2.VPC]: [
            "ipv4IpamPoolId",
            "ipv4NetmaskLength",
            "ipv6CidrBlock",
            "ipv6CidrBlockNetworkBorderGroup",
            "ipv6IpamPoolId",
            "ipv6NetmaskLength",
        ],
    },
    // Without address pools only Amazon says what it is.
    decidedOutputs: {
        ...MACHINE_OUTPUTS,
        ...INTERNET_OUTPUTS,
        ...VPN_OUTPUTS,
        [ec2.VPC]: ["ipv6CidrBlock"],
    },
    defaulted: { [ec2.GROUP]: ["description"], [ec2.VPC]: ["cidrBlock"] },
    otherwise: "whatever the provider's",
    cases: (client) => casesOf(client).map((c) => ({ ...c, gone: /api error Invalid\w+\.NotFound: / })),
});

describe("the properties are those of the SDK", () => {
    test("of the version that it claims to be", () => expect(aws.version).toBe(sdkVersion("aws")));
});

// VPC user guide, "Amazon VPC quotas".
test.each([
    [ec2.VPC, "vpcs-per-region", 5],
    [ec2.SUBNET, "subnets-per-vpc", 200],
    [ec2.ROUTE_TABLE, "route-tables-per-vpc", 200],
    [ec2.ROUTE, "routes-per-route-table", 500],
    [ec2.GROUP, "security-groups-per-region", 2500],
    [ec2.GROUP_RULE, "rules-per-security-group", 60],
    [filters.ACL, "network-acls-per-vpc", 200],
    [filters.ACL_RULE, "rules-per-network-acl", 20],
    [filters.LIST, "prefix-lists-per-region", 100],
    [filters.PEERING, "peering-connections-per-vpc", 50],
    ["aws:ec2/internetGateway:InternetGateway", "internet-gateways-per-region", 5],
    ["aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway", "egress-only-internet-gateways-per-region", 5],
    ["aws:ec2/eip:Eip", "elastic-ips-per-region", 5],
    ["aws:ec2/natGateway:NatGateway", "nat-gateways-per-availability-zone", 5],
    // Site-to-Site VPN user guide, "Quotas".
    ["aws:ec2/customerGateway:CustomerGateway", "customer-gateways-per-region", 50],
    ["aws:ec2/vpnConnection:VpnConnection", "vpn-connections-per-region", 50],
    ["aws:ec2/vpnGateway:VpnGateway", "vpn-gateways-per-region", 5],
])("of %s there is a quota, %s, of %d", (token, name, limit) => {
    expect(aws.types.find((type) => type.token === token)?.quota).toMatchObject({ name, limit });
});
