/**
 * A shop on AWS, a desk on Azure and a lab on Google Cloud, with tunnels between each two of them, for tests of what joins clouds.
 * Properties are those of the providers' documents: two connections of a Transit Gateway to each peer (Google Cloud, "HA VPN
 * connections to AWS"; Azure VPN Gateway, "BGP with AWS"), one tunnel for each pair of interfaces between Azure and Google.
 */
import { id, make, out, type Input, type Written } from "./graph";

type Inputs = Readonly<Record<string, Input>>;
/** Other inputs for some of the resources, by name. */
export type Changes = Readonly<Record<string, Inputs>>;

/** One suite that all three clouds have, in the words of each. */
export const AWS_SUITE = (tunnel: 1 | 2): Inputs =>
    Object.fromEntries(
        Object.entries({
            IkeVersions: ["ikev2"],
            Phase1EncryptionAlgorithms: ["AES256-GCM-16"],
            Phase1IntegrityAlgorithms: ["SHA2-384"],
            Phase1DhGroupNumbers: [20],
            Phase2EncryptionAlgorithms: ["AES256-GCM-16"],
            Phase2IntegrityAlgorithms: ["SHA2-384"],
            Phase2DhGroupNumbers: [20],
        }).map(([word, value]) => [`tunnel${tunnel}${word}`, value]),
    );
export const AZURE_SUITE = {
    ikeEncryption: "GCMAES256",
    ikeIntegrity: "SHA384",
    dhGroup: "ECP384",
    ipsecEncryption: "GCMAES256",
    ipsecIntegrity: "GCMAES256",
    pfsGroup: "ECP384",
    saLifeTimeSeconds: 27_000,
    saDataSizeKilobytes: 102_400_000,
};
export const GCP_SUITE = {
    phase1: { encryptions: ["AES-GCM-16-256"], prves: ["PRF-HMAC-SHA2-384"], dhs: ["Group-20"] },
    phase2: { encryptions: ["AES-GCM-16-256"], pfs: ["Group-20"] },
};

const ASN = { aws: 64_512, azure: 64_600, gcp: 64_700 };
const azure = (type: string): string => `azure-native:network:${type}`;
const gcp = (type: string): string => `gcp:compute/${type.charAt(0).toLowerCase()}${type.slice(1)}:${type}`;
const TGW = "aws:ec2transitgateway";
const GROUP = { resourceGroupName: "net" };
const CENTRAL = { region: "us-central1" };

/** A key of its own for each tunnel. */
export const key = (name: string): Written => make("random:index/randomPassword:RandomPassword", `key-${name}`, {});
const keyOf = (name: string): Input => out(`key-${name}`, "result");

const AWS: readonly Written[] = [
    make("aws:ec2/vpc:Vpc", "shop", { cidrBlock: "10.1.0.0/16" }),
    make("aws:ec2/subnet:Subnet", "shop-a", {
        vpcId: id("shop"),
        cidrBlock: "10.1.0.0/24",
        availabilityZone: "us-east-1a",
    }),
    make("aws:ec2/routeTable:RouteTable", "shop-routes", { vpcId: id("shop") }),
    make("aws:ec2/routeTableAssociation:RouteTableAssociation", "shop-a-routes", {
        subnetId: id("shop-a"),
        routeTableId: id("shop-routes"),
    }),
    make("aws:ec2/route:Route", "shop-out", {
        routeTableId: id("shop-routes"),
        destinationCidrBlock: "10.0.0.0/8",
        transitGatewayId: id("hub"),
    }),
    make(`${TGW}/transitGateway:TransitGateway`, "hub", {
        amazonSideAsn: ASN.aws,
        defaultRouteTableAssociation: "disable",
        defaultRouteTablePropagation: "disable",
    }),
    make(`${TGW}/vpcAttachment:VpcAttachment`, "shop-attachment", {
        vpcId: id("shop"),
        transitGatewayId: id("hub"),
        subnetIds: [id("shop-a")],
    }),
    make(`${TGW}/routeTable:RouteTable`, "table", { transitGatewayId: id("hub") }),
    ...joins("shop-attachment", id("shop-attachment")),
];

function joins(name: string, attachment: Input): readonly Written[] {
    return (["Association", "Propagation"] as const).map((word) =>
        make(`${TGW}/routeTable${word}:RouteTable${word}`, `${name} ${word}`, {
            transitGatewayAttachmentId: attachment,
            transitGatewayRouteTableId: id("table"),
        }),
    );
}

const AZURE: readonly Written[] = [
    make(azure("VirtualNetwork"), "desk", {
        ...GROUP,
        location: "westeurope",
        addressSpace: { addressPrefixes: ["10.2.0.0/16"] },
    }),
    make(azure("Subnet"), "desk-a", {
        ...GROUP,
        virtualNetworkName: out("desk", "name"),
        addressPrefix: "10.2.0.0/24",
    }),
    make(azure("Subnet"), "desk-gateway", {
        ...GROUP,
        virtualNetworkName: out("desk", "name"),
        subnetName: "GatewaySubnet",
        addressPrefix: "10.2.255.0/27",
    }),
    ...["a", "b"].map((which, i) =>
        make(azure("PublicIPAddress"), `desk-ip-${which}`, GROUP, { ipAddress: `20.0.0.${i + 1}` }),
    ),
    make(azure("VirtualNetworkGateway"), "desk-gw", {
        ...GROUP,
        activeActive: true,
        enableBgp: true,
        ipConfigurations: ["a", "b"].map((name) => ({
            name,
            publicIPAddress: { id: id(`desk-ip-${name}`) },
            subnet: { id: id("desk-gateway") },
        })),
        bgpSettings: { asn: ASN.azure },
    }),
];

const GCP: readonly Written[] = [
    make(gcp("Network"), "lab", {
        autoCreateSubnetworks: false,
        routingMode: "GLOBAL",
        deleteDefaultRoutesOnCreate: true,
    }),
    make(gcp("Subnetwork"), "lab-a", { ...CENTRAL, network: id("lab"), ipCidrRange: "10.3.0.0/24" }),
    make(gcp("Firewall"), "lab-in", {
        network: id("lab"),
        direction: "INGRESS",
        sourceRanges: ["10.0.0.0/8"],
        allows: [{ protocol: "tcp", ports: ["443"] }],
    }),
    make(
        gcp("HaVpnGateway"),
        "lab-gw",
        { ...CENTRAL, network: id("lab") },
        {
            vpnInterfaces: [
                { id: 0, ipAddress: "35.0.0.1" },
                { id: 1, ipAddress: "35.0.0.2" },
            ],
            "vpnInterfaces[0]": "35.0.0.1",
            "vpnInterfaces[1]": "35.0.0.2",
        },
    ),
    make(gcp("Router"), "lab-router", { ...CENTRAL, network: id("lab"), bgp: { asn: ASN.gcp } }),
];

/** A connection of the Transit Gateway to `peer`, whose public address is `address`; its inside blocks. */
function connection(name: string, address: Input, asn: number, blocks: readonly [string, string]): readonly Written[] {
    const number = Number(name.at(-1));
    return [
        make("aws:ec2/customerGateway:CustomerGateway", `${name}-peer`, {
            bgpAsn: String(asn),
            ipAddress: address,
            type: "ipsec.1",
        }),
        make(
            "aws:ec2/vpnConnection:VpnConnection",
            name,
            {
                customerGatewayId: id(`${name}-peer`),
                transitGatewayId: id("hub"),
                type: "ipsec.1",
                ...AWS_SUITE(1),
                ...AWS_SUITE(2),
                tunnel1InsideCidr: blocks[0],
                tunnel2InsideCidr: blocks[1],
                tunnel1PresharedKey: keyOf(`${name}-1`),
                tunnel2PresharedKey: keyOf(`${name}-2`),
            },
            {
                transitGatewayAttachmentId: `tgw-attach-${name}`,
                tunnel1Address: `52.${name.length}.${number}.1`,
                tunnel2Address: `52.${name.length}.${number}.2`,
            },
        ),
        ...joins(name, out(name, "transitGatewayAttachmentId")),
        key(`${name}-1`),
        key(`${name}-2`),
    ];
}

const nth = (block: string, n: number): string =>
    block.replace(/(\d+)\/30$/, (_, last: string) => String(Number(last) + n));

/** A tunnel of Azure's gateway to a gateway with this address. */
function azureTunnel(
    name: string,
    peer: Input,
    asn: number,
    block: string,
    theirs: 1 | 2,
    secret: Input,
): readonly Written[] {
    const inside = nth(block, theirs === 1 ? 2 : 1);
    return [
        make(azure("LocalNetworkGateway"), `${name}-peer`, {
            ...GROUP,
            gatewayIpAddress: peer,
            bgpSettings: { asn, bgpPeeringAddress: nth(block, theirs) },
        }),
        make(azure("VirtualNetworkGatewayConnection"), name, {
            ...GROUP,
            connectionType: "IPsec",
            connectionProtocol: "IKEv2",
            virtualNetworkGateway1: { id: id("desk-gw") },
            localNetworkGateway2: { id: id(`${name}-peer`) },
            enableBgp: true,
            ipsecPolicies: [AZURE_SUITE],
            sharedKey: secret,
            gatewayCustomBgpIpAddresses: [
                { ipConfigurationId: "/x/ipConfigurations/a", customBgpIpAddress: inside },
                { ipConfigurationId: "/x/ipConfigurations/b", customBgpIpAddress: inside },
            ],
        }),
    ];
}

/** A tunnel of Google's gateway to an interface of a peer gateway. */
function gcpTunnel(
    name: string,
    peer: string,
    interfaces: readonly [own: number, theirs: number],
    asn: number,
    block: string,
    theirs: 1 | 2,
    secret: Input,
): readonly Written[] {
    return [
        make(gcp("VPNTunnel"), name, {
            ...CENTRAL,
            vpnGateway: id("lab-gw"),
            vpnGatewayInterface: interfaces[0],
            peerExternalGateway: id(peer),
            peerExternalGatewayInterface: interfaces[1],
            router: id("lab-router"),
            ikeVersion: 2,
            cipherSuite: GCP_SUITE,
            sharedSecret: secret,
        }),
        make(gcp("RouterInterface"), `${name}-face`, {
            ...CENTRAL,
            router: id("lab-router"),
            vpnTunnel: id(name),
            ipRange: `${nth(block, theirs === 1 ? 2 : 1)}/30`,
        }),
        make(gcp("RouterPeer"), `${name}-session`, {
            ...CENTRAL,
            router: id("lab-router"),
            interface: id(`${name}-face`),
            peerIpAddress: nth(block, theirs),
            peerAsn: asn,
        }),
    ];
}

/** AWS and Google: two connections, four tunnels. */
const AWS_GCP: readonly Written[] = [
    ...[0, 1].flatMap((i) => {
        const name = `aws-gcp-${i}`;
        // Of the two interfaces of the gateway a preview does not tell which.
        const address = out("lab-gw", `vpnInterfaces[${i}]`);
        return connection(name, address, ASN.gcp, [`169.254.30.${8 * i}/30`, `169.254.30.${8 * i + 4}/30`]);
    }),
    make(gcp("ExternalVpnGateway"), "lab-to-aws", {
        redundancyType: "FOUR_IPS_REDUNDANCY",
        interfaces: [0, 1, 2, 3].map((n) => ({
            id: n,
            ipAddress: out(`aws-gcp-${n >> 1}`, `tunnel${(n % 2) + 1}Address`),
        })),
    }),
    ...[0, 1, 2, 3].flatMap((n) =>
        gcpTunnel(
            `gcp-aws-${n}`,
            "lab-to-aws",
            [n >> 1, n],
            ASN.aws,
            `169.254.30.${4 * n}/30`,
            1,
            keyOf(`aws-gcp-${n >> 1}-${(n % 2) + 1}`),
        ),
    ),
];

/** AWS and Azure: two connections, four tunnels. */
const AWS_AZURE: readonly Written[] = [
    ...["a", "b"].flatMap((which, i) =>
        connection(`aws-azure-${i}`, out(`desk-ip-${which}`, "ipAddress"), ASN.azure, [
            `169.254.21.${8 * i}/30`,
            `169.254.21.${8 * i + 4}/30`,
        ]),
    ),
    ...[0, 1, 2, 3].flatMap((n) =>
        azureTunnel(
            `azure-aws-${n}`,
            out(`aws-azure-${n >> 1}`, `tunnel${(n % 2) + 1}Address`),
            ASN.aws,
            `169.254.21.${4 * n}/30`,
            1,
            keyOf(`aws-azure-${n >> 1}-${(n % 2) + 1}`),
        ),
    ),
];

/** Azure and Google: two tunnels. */
const AZURE_GCP: readonly Written[] = [
    make(gcp("ExternalVpnGateway"), "lab-to-azure", {
        redundancyType: "TWO_IPS_REDUNDANCY",
        interfaces: ["a", "b"].map((which, i) => ({ id: i, ipAddress: out(`desk-ip-${which}`, "ipAddress") })),
    }),
    ...[0, 1].flatMap((n) => [
        key(`azure-gcp-${n}`),
        ...azureTunnel(
            `azure-gcp-${n}`,
            out("lab-gw", `vpnInterfaces[${n}]`),
            ASN.gcp,
            `169.254.22.${4 * n}/30`,
            2,
            keyOf(`azure-gcp-${n}`),
        ),
        ...gcpTunnel(
            `gcp-azure-${n}`,
            "lab-to-azure",
            [n, n],
            ASN.azure,
            `169.254.22.${4 * n}/30`,
            1,
            keyOf(`azure-gcp-${n}`),
        ),
    ]),
];

const PAIRS = { "aws-gcp": AWS_GCP, "aws-azure": AWS_AZURE, "azure-gcp": AZURE_GCP };

/** The three networks, with the tunnels of these pairs. */
export function threeClouds(pairs: readonly (keyof typeof PAIRS)[], changes: Changes = {}): readonly Written[] {
    const all = [...AWS, ...AZURE, ...GCP, ...pairs.flatMap((pair) => PAIRS[pair])];
    return all.map((one) => ({ ...one, inputs: { ...one.inputs, ...changes[one.name] } }));
}
