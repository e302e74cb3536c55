/**
 * aws.lb.LoadBalancer. Expected values: Elastic Load Balancing API reference (CreateLoadBalancer: names, subnets of at least
 * two zones for applications, Elastic IP addresses and security groups by type; DeleteLoadBalancer; errors), its user guides
 * (subnets of at least /27, quotas of 50), documentation of the provider's resource (what is replaced; what it says itself).
 */
import { aws as cloud } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import * as ec2 from "../../support/ec2";
import * as aws from "../../support/services";
import { useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([cloud]);
const east = clouds.client("aws", { region: "us-east-1" });
let net: aws.Network;

beforeEach(async () => {
    net = await aws.network(east);
});

const creating = "creating ELBv2 Load Balancer: api error";
const make = (inputs: Props = {}): Promise<Deployed> => aws.balancer(east, net, inputs);
const network = (inputs: Props = {}): Promise<Deployed> => make({ loadBalancerType: "network", ...inputs });
const ids = (...which: number[]): string[] => which.map((i) => net.subnets[i]!.id);
const mapped = (...mappings: Props[]): Promise<Deployed> =>
    east.create(aws.LOAD_BALANCER, {
        name: "web",
        loadBalancerType: "network",
        subnetMappings: mappings.map((mapping, i) => ({ subnetId: ids(i)[0]!, ...mapping })),
    });

describe("says where it is", () => {
    test("an application's", async () => {
        const { id, state } = await make();
        expect(id).toMatch(
            /^arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer\/app\/web\/[0-9a-f]{16}$/,
        );
        expect(state.arnSuffix).toBe(id.slice(id.indexOf("app/")));
        expect(state.dnsName).toMatch(/^web-\d+\.us-east-1\.elb\.amazonaws\.com$/);
        expect(state).toMatchObject({ arn: id, zoneId: "Z35SXDOTRQ7X7K", vpcId: net.vpc.id, ipAddressType: "ipv4" });
    });

    test("an internal one's", async () => {
        expect((await make({ internal: true })).state.dnsName).toMatch(/^internal-web-\d+\.us-east-1\.elb\./);
    });

    test("a network's", async () => {
        const { id, state } = await network();
        expect(id).toContain("loadbalancer/net/web/");
        expect(state.dnsName).toMatch(/^web-[0-9a-f]{16}\.elb\.us-east-1\.amazonaws\.com$/);
        expect(state.zoneId).toBe("Z26RNL4JYFTOTI");
    });

    test("a gateway's", async () => {
        expect((await make({ loadBalancerType: "gateway" })).id).toContain("loadbalancer/gwy/web/");
    });
});

describe("its name", () => {
    test.each([
        ["x".repeat(33), "expected length of name to be in the range (1 - 32), got 33"],
        ["a_b", 'only alphanumeric characters and hyphens allowed in "name"'],
        ["-a", '"name" cannot begin with a hyphen'],
        ["a-", '"name" cannot end with a hyphen'],
        ["internal-a", '"name" cannot begin with "internal-"'],
    ])("cannot be %s", async (name, reason) => {
        expect(await east.check(aws.LOAD_BALANCER, { name, subnets: ["subnet-1"] })).toEqual([`name: ${reason}`]);
    });

    test("is made from the resource's name, or from a prefix, in 32 characters", async () => {
        const subnets = ids(0, 1);
        expect((await east.create(aws.LOAD_BALANCER, { subnets })).state.name).toMatch(/^thing-[0-9a-f]{7}$/);
        const { name } = (await east.create(aws.LOAD_BALANCER, { subnets, namePrefix: "web-" })).state;
        expect(name).toMatch(/^web-\d{18}[0-9a-f]{8}$/);
    });

    test("is unique in the region", async () => {
        await make();
        await expect(make()).rejects.toThrow("creating ELBv2 Load Balancer: ELBv2 Load Balancer (web) already exists");
        await expect(network()).rejects.toThrow(`${creating} DuplicateLoadBalancerName: `);
        await aws.balancer(east, await aws.network(east, 2, "eu-west-1"));
    });
});

describe("its subnets", () => {
    test("are in two zones at least for applications", async () => {
        await expect(make({ subnets: ids(0) })).rejects.toThrow(
            `${creating} ValidationError: At least two subnets in two different Availability Zones must be specified`,
        );
        expect((await network({ subnets: ids(0) })).state.subnets).toEqual(ids(0));
    });

    test("are in different zones", async () => {
        const twin = await ec2.subnet(east, net.vpc, 9, { availabilityZone: "us-east-1a" });
        await expect(make({ subnets: [...ids(0), twin.id] })).rejects.toThrow(
            `${creating} InvalidConfigurationRequest: A load balancer cannot be attached to multiple subnets in the same Availability Zone`,
        );
    });

    test("are of one VPC", async () => {
        const other = await aws.network(east, 2);
        await expect(make({ subnets: [...ids(0), other.subnets[1]!.id] })).rejects.toThrow(
            `${creating} InvalidConfigurationRequest: All subnets must belong to the same VPC`,
        );
    });

    test("are of a VPC with an internet gateway, unless it is internal", async () => {
        const vpc = await ec2.vpc(east, 3);
        const subnets = aws.idsOf([
            await ec2.subnet(east, vpc, 1, { availabilityZone: "us-east-1a" }),
            await ec2.subnet(east, vpc, 2, { availabilityZone: "us-east-1b" }),
        ]);
        await expect(make({ subnets })).rejects.toThrow(
            `${creating} InvalidSubnet: VPC ${vpc.id} has no internet gateway`,
        );
        expect((await make({ subnets, internal: true })).state.vpcId).toBe(vpc.id);
    });

    test("have room for eight addresses of an application's", async () => {
        const small = await ec2.subnet(east, net.vpc, 9, { availabilityZone: "us-east-1d", cidrBlock: "10.1.9.0/28" });
        await expect(make({ subnets: [...ids(0), small.id] })).rejects.toThrow(
            `${creating} InvalidSubnet: Not enough IP space available in ${small.id}. ELB requires at least 8 free IP addresses in each subnet.`,
        );
    });

    test("have IPv6 where the load balancer does", async () => {
        await expect(make({ ipAddressType: "dualstack" })).rejects.toThrow(
            `${creating} ValidationError: The subnets must`,
        );
    });

    test("are not deleted while it lies in them", async () => {
        const made = await make();
        await expect(east.delete(net.subnets[0]!)).rejects.toThrow("api error DependencyViolation: ");
        await east.delete(made);
        await east.delete(net.subnets[0]!);
    });

    test("change in place for an application", async () => {
        const made = await make();
        const wanted = { ...made.inputs, subnets: ids(1, 2) };
        expect(await east.diff(made, wanted)).toEqual({ changed: ["subnets"], replaces: [] });
        const { state } = await east.update(made, wanted);
        expect((state.subnetMappings as Props[]).map((m) => m.subnetId)).toEqual(ids(1, 2));
    });

    test("only grow in number for a network", async () => {
        const made = await network();
        const [more, other] = [ids(0, 1, 2), ids(1, 2)].map((subnets) => ({ ...made.inputs, subnets }));
        expect(await east.diff(made, more!)).toEqual({ changed: ["subnets"], replaces: [] });
        expect(await east.diff(made, other!)).toEqual({ changed: ["subnets"], replaces: ["subnets"] });
    });

    test("are given as subnets or as mappings", async () => {
        const reason = "Invalid combination of arguments: one of `subnetMappings,subnets` must be specified";
        expect(await east.check(aws.LOAD_BALANCER, { name: "web" })).toEqual([`: ${reason}`]);
        const both = { name: "web", subnets: ids(0), subnetMappings: [{ subnetId: ids(0)[0]! }] };
        expect(await east.check(aws.LOAD_BALANCER, both)).toEqual([expect.stringContaining("only one of")]);
    });
});

describe("its mappings", () => {
    test("name an Elastic IP address of a network's", async () => {
        const eip = await east.create("aws:ec2/eip:Eip", { domain: "vpc" });
        const made = await mapped({ allocationId: eip.id });
        expect(made.state.subnets).toEqual(ids(0));
        expect(await east.diff(made, made.inputs)).toEqual(ec2.UNCHANGED);
    });

    test("name an allocation that is there", async () => {
        await expect(mapped({ allocationId: ec2.nothing("eipalloc") })).rejects.toThrow(
            `${creating} AllocationIdNotFound: The allocation ID '${ec2.nothing("eipalloc")}' does not exist`,
        );
    });

    test("name private addresses of an internal one only", async () => {
        await expect(mapped({ privateIpv4Address: "10.1.1.9" })).rejects.toThrow(
            `${creating} ValidationError: Private IPv4 addresses can only be specified for internal load balancers`,
        );
    });

    test("name no addresses of an application's", async () => {
        const subnetMappings = ids(0, 1).map((subnetId) => ({ subnetId, privateIpv4Address: "10.1.1.9" }));
        await expect(east.create(aws.LOAD_BALANCER, { name: "web", internal: true, subnetMappings })).rejects.toThrow(
            `${creating} ValidationError: Addresses can not be specified`,
        );
    });

    test("name an address of the subnet", async () => {
        const subnetMappings = [{ subnetId: ids(0)[0]!, privateIpv4Address: "10.1.2.9" }];
        const inputs = { name: "web", internal: true, loadBalancerType: "network", subnetMappings };
        await expect(east.create(aws.LOAD_BALANCER, inputs)).rejects.toThrow(
            `${creating} ValidationError: The private IPv4 address '10.1.2.9' is not in the subnet '${ids(0)[0]!}'`,
        );
    });
});

describe("its security groups", () => {
    test("are the VPC's own where an application names none", async () => {
        const [group] = (await make()).state.securityGroups as string[];
        expect(group).toBe(net.vpc.state.defaultSecurityGroupId);
    });

    test("are none where a network names none", async () => {
        expect((await network()).state.securityGroups).toEqual([]);
    });

    test("do not come to a network, nor go, once it is there", async () => {
        const bare = await network();
        const replaced = { changed: ["securityGroups"], replaces: ["securityGroups"] };
        expect(await east.diff(bare, { ...bare.inputs, securityGroups: [net.group.id] })).toEqual(replaced);
        const filtered = await network({ name: "www", securityGroups: [net.group.id] });
        expect(await east.diff(filtered, { ...filtered.inputs, securityGroups: [] })).toEqual(replaced);
    });

    test("are refused for a gateway", async () => {
        await expect(make({ loadBalancerType: "gateway", securityGroups: [net.group.id] })).rejects.toThrow(
            `${creating} ValidationError: Security groups are not supported for load balancers with type 'gateway'`,
        );
    });

    test("are of its VPC", async () => {
        const other = await ec2.group(east, await ec2.vpc(east, 2), { name: "web" });
        await expect(make({ securityGroups: [other.id] })).rejects.toThrow(`${creating} InvalidConfigurationRequest: `);
    });

    test("are not deleted while it uses them", async () => {
        await make({ securityGroups: [net.group.id] });
        await expect(east.delete(net.group)).rejects.toThrow("api error DependencyViolation: ");
    });
});

describe("its logs", () => {
    const accessLogs = { bucket: "causeway-logs", enabled: true };

    test("go into a bucket that is there", async () => {
        await expect(make({ accessLogs })).rejects.toThrow(
            `${creating} InvalidConfigurationRequest: The specified bucket does not exist: causeway-logs`,
        );
    });

    test("go into a bucket whose policy lets them", async () => {
        await aws.bucket(east);
        await expect(make({ accessLogs })).rejects.toThrow(
            `${creating} InvalidConfigurationRequest: Access Denied for bucket: causeway-logs. Please check S3bucket permission`,
        );
        const policy = aws.readable("causeway-logs");
        await east.create(aws.BUCKET_POLICY, { bucket: "causeway-logs", policy });
        expect((await make({ accessLogs })).state.accessLogs).toEqual(accessLogs);
    });
});

test("the public addresses alone cannot be done without but for an application's", async () => {
    await expect(network({ ipAddressType: "dualstack-without-public-ipv4" })).rejects.toThrow(
        `${creating} ValidationError: IP address type 'dualstack-without-public-ipv4' is not supported for load balancers with type 'network'`,
    );
});

test("counts in a quota of its type", async () => {
    clouds.world.putSetting("quotas", { "load-balancers-per-region": 1 });
    await make();
    await expect(make({ name: "www" })).rejects.toThrow(`${creating} TooManyLoadBalancers: `);
    await network({ name: "net" });
});

describe("deletion", () => {
    test("is refused while it is protected", async () => {
        const made = await make({ enableDeletionProtection: true });
        await expect(east.delete(made)).rejects.toThrow(
            `api error OperationNotPermitted: Load balancer '${made.id}' cannot be deleted because deletion protection is enabled`,
        );
        await east.delete(await east.update(made, { ...made.inputs, enableDeletionProtection: false }));
        expect(await east.read(made)).toBeUndefined();
    });

    test("takes along its listeners", async () => {
        const made = await make();
        const listener = await aws.listener(east, made, await aws.targetGroup(east, net));
        await east.delete(made);
        expect(await east.read(listener)).toBeUndefined();
    });

    test("is refused while it is a target of another", async () => {
        const made = await make();
        await aws.listener(east, made, await aws.targetGroup(east, net));
        const group = await aws.targetGroup(east, net, { name: "alb", targetType: "alb", protocol: "TCP" });
        await east.create(aws.TARGET_GROUP_ATTACHMENT, { targetGroupArn: group.id, targetId: made.id, port: 80 });
        await expect(east.delete(made)).rejects.toThrow(
            `api error ResourceInUse: Load balancer '${made.id}' cannot be deleted because it is currently associated with another service`,
        );
    });
});
