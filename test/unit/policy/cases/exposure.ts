import { UNKNOWN } from "../../../../graph/read/values";
import { made, type Case } from "../support";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const group = (name: string, rule: object) =>
    made(GROUP, name, { props: { ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, ...rule }] as never } });
const port = (is: string, rule: object, finds: string[], more: Partial<Case> = {}): Case => ({
    rule: "exposure-open-port",
    is,
    resources: [group("web", rule)],
    finds,
    ...more,
});
const ANY = ["0.0.0.0/0"];

const acl = (is: string, ingress: object[], finds: string[], more: Partial<Case> = {}): Case => ({
    rule: "exposure-open-acl",
    is,
    resources: [made("aws:ec2/networkAcl:NetworkAcl", "public", { props: { ingress: ingress as never } })],
    finds,
    ...more,
});
const entry = (ruleNo: number, action: string, more: object = {}) => ({
    ruleNo,
    action,
    protocol: "tcp",
    fromPort: 443,
    toPort: 443,
    cidrBlock: "0.0.0.0/0",
    ...more,
});

const open = group("front", { cidrBlocks: ANY });
const instance = (of: Parameters<typeof made>[2]) => made("aws:ec2/instance:Instance", "web", of);
const behind = (is: string, resources: Case["resources"], finds: string[]): Case => ({
    rule: "exposure-web-behind-balancer",
    is,
    resources,
    finds,
});
const single = made("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "https", {
    props: { ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0" },
    refs: { securityGroupId: open },
});
const closed = made(GROUP, "closed");

const flag =
    (rule: string, type: string, name: string, property: string) =>
    (is: string, value: boolean | typeof UNKNOWN | undefined, finds: string[]): Case => ({
        rule,
        is,
        resources: [made(type, name, { props: value === undefined ? {} : { [property]: value } })],
        finds,
    });
const address = flag("exposure-public-address", "aws:ec2/subnet:Subnet", "public", "mapPublicIpOnLaunch");
const acceptance = flag(
    "exposure-endpoint-acceptance",
    "aws:ec2/vpcEndpointService:VpcEndpointService",
    "orders",
    "acceptanceRequired",
);
const api = (is: string, vpcConfig: object, finds: string[]): Case => ({
    rule: "exposure-cluster-api",
    is,
    resources: [made("aws:eks/cluster:Cluster", "main", { props: { vpcConfig: { ...vpcConfig } } })],
    finds,
});

export const EXPOSURE: readonly Case[] = [
    port("a listed port", { cidrBlocks: ANY }, []),
    port("ssh from one network", { fromPort: 22, toPort: 22, cidrBlocks: ["198.51.100.0/24"] }, []),
    port("ssh from everywhere", { fromPort: 22, toPort: 22, cidrBlocks: ANY }, [
        "fail security group web: ingress[0] lets the internet in on tcp 22",
    ]),
    port("a range that ends at listed ports", { fromPort: 80, toPort: 443, cidrBlocks: ANY }, [
        "fail security group web: ingress[0] lets the internet in on tcp 80-443",
    ]),
    port("the internet in two halves", { fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/1", "128.0.0.0/1"] }, [
        "fail security group web: ingress[0] lets the internet in on tcp 22",
    ]),
    port("IPv6 from everywhere", { fromPort: 3389, toPort: 3389, ipv6CidrBlocks: ["::/0"] }, [
        "fail security group web: ingress[0] lets the internet in on tcp 3389",
    ]),
    port("private ranges, however wide", { fromPort: 22, toPort: 22, cidrBlocks: ["10.0.0.0/8", "172.16.0.0/12"] }, []),
    port("every protocol", { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ANY }, [
        "fail security group web: ingress[0] lets the internet in on every protocol and port",
    ]),
    port("echo", { protocol: "icmp", fromPort: 8, toPort: 0, cidrBlocks: ANY }, []),
    port("a port of one's own list", { fromPort: 8443, toPort: 8443, cidrBlocks: ANY }, [], {
        settings: { ports: [8443] },
    }),
    port("a list whose entries nobody knows", { fromPort: 22, toPort: 22, prefixListIds: ["pl-1"] }, [
        "undetermined security group web: ingress[0].prefixListIds is not known before the deployment",
    ]),
    port(
        "a prefix that is not known, beside one that is",
        { fromPort: 22, toPort: 22, cidrBlocks: ANY, ipv6CidrBlocks: [UNKNOWN] },
        [
            "undetermined security group web: ingress[0].ipv6CidrBlocks is not known before the deployment",
            "fail security group web: ingress[0] lets the internet in on tcp 22",
        ],
    ),
    port("a port that is not known", { fromPort: UNKNOWN, cidrBlocks: ANY }, [
        "undetermined security group web: ingress[0].fromPort is not known before the deployment",
    ]),

    acl(
        "listed ports and those of answers",
        [entry(100, "allow"), entry(110, "allow", { fromPort: 1024, toPort: 65535 })],
        [],
    ),
    acl(
        "ssh",
        [entry(100, "allow", { fromPort: 22, toPort: 22 })],
        ["fail network acl public: it lets the internet in on port 22"],
    ),
    acl(
        "ssh, denied before",
        [entry(90, "deny", { fromPort: 22, toPort: 22 }), entry(100, "allow", { fromPort: 22, toPort: 22 })],
        [],
    ),
    acl("ssh from one network", [entry(100, "allow", { fromPort: 22, toPort: 22, cidrBlock: "198.51.100.0/24" })], []),
    acl(
        "everything",
        [entry(100, "allow", { protocol: "-1", fromPort: 0, toPort: 0 })],
        ["fail network acl public: it lets the internet in on ports 0-79; 81-442; 444-1023"],
    ),
    acl(
        "not known",
        [entry(100, "allow", { fromPort: UNKNOWN })],
        ["undetermined network acl public: what it lets in is not known: ingress[0].fromPort"],
    ),
    acl(
        "no answers expected",
        [entry(110, "allow", { fromPort: 1024, toPort: 65535 })],
        ["fail network acl public: it lets the internet in on port 1024-32767"],
        { settings: { replies: { first: 32768, last: 65535 } } },
    ),

    behind(
        "echo to a machine",
        [
            group("ping", { protocol: "icmp", fromPort: 8, toPort: 0, cidrBlocks: ANY }),
            instance({ refs: { vpcSecurityGroupIds: [made(GROUP, "ping")] } }),
        ],
        [],
    ),
    behind(
        "a balancer's group",
        [open, made("aws:lb/loadBalancer:LoadBalancer", "web", { refs: { securityGroups: [open] } })],
        [],
    ),
    behind(
        "a machine's group",
        [open, instance({ refs: { vpcSecurityGroupIds: [open] } })],
        ["fail security group front: it lets the internet in to instance web on tcp 443"],
    ),
    behind(
        "a machine's group, by a rule of its own",
        [
            made(GROUP, "front"),
            { ...single, sources: { securityGroupId: [`urn:pulumi:dev::net::${GROUP}::front`] } },
            instance({ refs: { vpcSecurityGroupIds: [open] } }),
        ],
        ["fail security group ingress rule https: it lets the internet in to instance web on tcp 443"],
    ),
    behind(
        "a machine with one of two groups",
        [
            open,
            closed,
            instance({ props: { vpcSecurityGroupIds: UNKNOWN }, refs: { vpcSecurityGroupIds: [open, closed] } }),
        ],
        ["undetermined security group front: whether instance web is in it is not known before the deployment"],
    ),

    address("off", false, []),
    address("off by default", undefined, []),
    address("on", true, ["fail subnet public: mapPublicIpOnLaunch is true"]),
    address("not known", UNKNOWN, [
        "undetermined subnet public: mapPublicIpOnLaunch is not known before the deployment",
    ]),
    acceptance("asked for", true, []),
    acceptance("not asked for", false, ["fail vpc endpoint service orders: it accepts connections by itself"]),
    acceptance("not known", UNKNOWN, [
        "undetermined vpc endpoint service orders: acceptanceRequired is not known before the deployment",
    ]),
    api("private", { endpointPublicAccess: false }, []),
    api("public to one network", { publicAccessCidrs: ["198.51.100.0/24"] }, []),
    api("public by default", {}, ["fail cluster main: its API answers everybody, which is EKS's default"]),
    api("public in two halves", { publicAccessCidrs: ["0.0.0.0/1", "128.0.0.0/1"] }, [
        "fail cluster main: its API answers 0.0.0.0/1, 128.0.0.0/1",
    ]),
    api("not known", { publicAccessCidrs: UNKNOWN }, [
        "undetermined cluster main: vpcConfig.publicAccessCidrs is not known before the deployment",
    ]),
];
