/** Arguments of VpnBridge: the sites, by what their tunnels end at. */
import type * as pulumi from "@pulumi/pulumi";
import type { Tier } from "../../plan/hierarchy";
import type { Device } from "./device/models";

/** One of `aws`, `azure`, `azureVirtualWan`, `gcp` and `device`. */
export interface BridgeSiteArgs {
    /** A Transit Gateway or a virtual private gateway of AWS. Default: it is another kind of site. */
    aws?: AwsEndArgs;

    /** A VPN gateway in a virtual network of Azure, which the component creates. Default: it is another kind of site. */
    azure?: AzureEndArgs;

    /** A VPN gateway in a virtual hub of Azure Virtual WAN, which the component creates. Default: it is another kind of site. */
    azureVirtualWan?: AzureVirtualWanEndArgs;

    /** An HA VPN gateway and a Cloud Router of Google Cloud, which the component creates. Default: it is another kind of site. */
    gcp?: GcpEndArgs;

    /** A device or machine of your own: on premises, at the edge, or in any cloud. Default: it is another kind of site. */
    device?: DeviceEndArgs;

    /** The prefixes behind this site. They decide what is routed to it, and are checked for overlap. At least one. */
    cidrs: string[];

    /** In a hierarchy. Default: edge. */
    tier?: Tier;

    /** In a hierarchy: the keys of the sites that this one hangs on, the preferred one first. Default: none. */
    parents?: string[];

    /** Who pays: free amounts and tiers of prices are one owner's together. Default: the key of the site. */
    owner?: string;

    /** Chooses the site's ASN: 4200000000 + id, or 64512 + id with `twoBytes`. Default: a number from the key. */
    id?: number;
}

export interface AwsEndArgs {
    /** Region of the gateway, such as "us-east-1". */
    region: string;

    /** "tgw-…". Either this or `vpnGatewayId`. Default: none. */
    transitGatewayId?: pulumi.Input<string>;

    /** "vgw-…": a virtual private gateway, which shares no load between tunnels and carries 10 connections. Default: none. */
    vpnGatewayId?: pulumi.Input<string>;

    /**
     * One attachment of the Transit Gateway for all connections with devices: for some dozens of sites, each of which needs
     * 100 Mbps at most, and all together 5 Gbps. BGP only, neither accelerated nor of large bandwidth, and only one tunnel of a
     * site carries what AWS sends. Connections with other clouds, and those over Direct Connect, stay as they are. Another
     * value makes the connections anew. Default: every connection is an attachment.
     */
    concentrator?: AwsConcentratorArgs;

    /** The Amazon-side ASN of that gateway. */
    asn: pulumi.Input<number>;

    /**
     * Enter AWS at its edge (Global Accelerator); of Transit Gateways only, at a price, and not over Direct Connect.
     * Default: false.
     */
    accelerated?: boolean;

    /** Tunnels of 5 Gbps instead of 1.25; of Transit Gateways only, and not accelerated. Default: false. */
    largeBandwidth?: boolean;

    /** Keep the logs of IKE and BGP in a group of CloudWatch that exists: its ARN. Default: a group is created. */
    logGroupArn?: pulumi.Input<string>;

    /** Days that the created group keeps its events: a value of CloudWatch, such as 90. Default: 90. */
    logRetentionDays?: number;
}

export interface AwsConcentratorArgs {
    /** "vcn-…" of one that exists at that Transit Gateway. Default: one is created for this site. */
    id?: pulumi.Input<string>;
}

export interface AzureEndArgs {
    /** "eastus" */
    location: string;

    /** Resource group that everything of this site is created in. */
    resourceGroupName: pulumi.Input<string>;

    /** Id of the subnet called GatewaySubnet, /27 or larger, which no other VPN gateway uses. */
    gatewaySubnetId: pulumi.Input<string>;

    /** VpnGw1AZ to VpnGw5AZ. Default: VpnGw2AZ. */
    sku?: string;

    /** Of the gateway. Default: a number from the key; never Azure's own 65515, which no two gateways could share. */
    asn?: number;

    /** Zones of the gateway's public addresses. Default: "1", "2" and "3". */
    zones?: string[];
}

export interface AzureVirtualWanEndArgs {
    /** Location of the hub: "westeurope". */
    location: string;

    /** Resource group that everything of this site is created in. */
    resourceGroupName: pulumi.Input<string>;

    /** Id of the virtual WAN, which the far ends are made sites of. */
    virtualWanId: pulumi.Input<string>;

    /** Id of the virtual hub, which has no VPN gateway yet. Its ASN is 65515, and cannot be another. */
    virtualHubId: pulumi.Input<string>;

    /** Of the gateway, 500 Mbps each. Default: 1. */
    scaleUnits?: number;
}

export interface GcpEndArgs {
    /** Default: the project of the provider. */
    project?: pulumi.Input<string>;

    /** "us-central1" */
    region: string;

    /** Id, self link or name of the VPC network. */
    network: pulumi.Input<string>;

    /** Of the Cloud Router: 64512–65534 or 4200000000–4294967294. Default: a number from the key. */
    asn?: number;
}

export interface DeviceEndArgs {
    /** What it is: decides what it can do, and in which form its configuration is written. Default: Linux. */
    model?: Device;

    /** What a device of model "other" can do; of another model, what yours can do instead of what the tables say. Default: the tables. */
    offers?: DeviceOfferArgs;

    /**
     * IPv4 addresses under which others find it; one for each of one or two devices. Behind address translation that is the
     * address outside.
     */
    publicAddresses: pulumi.Input<string>[];

    /**
     * Private IPv4 addresses (RFC 1918, RFC 6598) under which AWS finds them over Direct Connect, in the order of
     * `publicAddresses`; the devices have them themselves. Needed with `directConnectAttachmentId` of a link. Default: none.
     */
    directConnectAddresses?: pulumi.Input<string>[];

    /** Where it is: decides latency, residency and prices. */
    place: BridgePlaceArgs;

    /**
     * Certificates that it has from elsewhere, one for each of `publicAddresses` in their order: links of IPsec with
     * certificates have them, and those with AWS need them. Default: none, so that the bridge's authority issues one.
     */
    certificates?: DeviceCertificateArgs[];

    /** Default: a number from the key. */
    asn?: pulumi.Input<number>;

    /** True for devices that know 16-bit ASNs only. Default: false. */
    twoBytes?: boolean;

    /**
     * True where its own interface has another address than the public one, so that ESP travels in UDP. Default: true for
     * machines in a cloud, where it always is so, and false elsewhere.
     */
    behindNat?: boolean;

    /** False where nobody can open a tunnel to it from outside: then it opens all of them. Default: true. */
    reachable?: boolean;

    /** The largest packet of the network below the tunnels, in bytes. Default: 1500, on Google Cloud 1460. */
    underlayMtu?: number;

    /** Bits per second of its connection to the internet: what `classes` are shared out of. Default: nothing is shaped. */
    uplink?: number;

    /**
     * Name of its interface towards the internet, for models whose configuration needs it: Juniper SRX, FortiOS, Cisco IOS XE
     * behind address translation, and pfSense, by its key ("opt2"). Default: for pfSense "wan"; for the others the word
     * WAN-INTERFACE, which you replace before you install it.
     */
    wanInterface?: string;

    /**
     * Name of its interface towards Direct Connect, for models whose configuration needs it: Juniper SRX and FortiOS.
     * Default: the word DIRECT-CONNECT-INTERFACE, which you replace before you install it.
     */
    directConnectInterface?: string;

    /** Version of strongSwan: a Debian release ("trixie") or a number ("6.0.2"). Default: bookworm. */
    strongSwanVersion?: string;

    /** Version of OpenSSL below strongSwan, where the number alone does not say it. Default: without ML-KEM. */
    opensslVersion?: string;

    /**
     * Its gateways are pods in a cluster of Kubernetes, one for each of `publicAddresses`, on the node that has the address and
     * the label "causeway.dev/gateway" with "<site>-<number>"; of model "linux" only. Default: it is a machine.
     */
    cluster?: DeviceClusterArgs;
}

/** What its manifests say; `{}` takes all defaults. */
export interface DeviceClusterArgs {
    /** Of the gateways; the manifests contain it. Default: "causeway". */
    namespace?: string;

    /**
     * An image of yours with the packages that the pod would install otherwise: for clusters without a way to Debian's mirrors,
     * and for a start within seconds. Default: Debian's own of the release `strongSwanVersion`, which installs them at each
     * start.
     */
    image?: string;
}

/** A certificate of a private authority of yours. Renewing it is that authority's business, and yours. */
export interface DeviceCertificateArgs {
    /** PEM of the device's certificate. */
    certificate: pulumi.Input<string>;

    /** PEM of its key, without a password; a secret. */
    privateKey: pulumi.Input<string>;

    /** PEM of the authority that issued it, then of the one above, up to the root. Peers' certificates must come from these. */
    authority: pulumi.Input<string>;

    /**
     * For links with AWS: ARN of the same certificate in AWS Certificate Manager, issued by AWS Private CA, for each region
     * of a linked site. By region. Default: none.
     */
    arns?: Record<string, pulumi.Input<string>>;
}

/** Algorithms in canonical words. Each list replaces the table's. */
export interface DeviceOfferArgs {
    /** Of IKE. Default: the table of the model. */
    ike?: DevicePhaseArgs;
    /** Of ESP. Default: the table of the model. */
    esp?: DevicePhaseArgs;
    /** Whether it takes a post-quantum pre-shared key (RFC 8784). Default: false. */
    postQuantumKey?: boolean;
}

export interface DevicePhaseArgs {
    /** "aes-256-gcm", "aes-128-gcm", "aes-256-cbc", … Default: the table of the model. */
    encryption?: string[];
    /** "sha-512", "sha-384", "sha-256". Not needed beside GCM, but for IKE, where it is the PRF unless that is given. Default: the table. */
    integrity?: string[];
    /** Of IKE. Default: as `integrity`. */
    prf?: string[];
    /** Groups of Diffie-Hellman: 14, 19, 20, 21, … Default: the table of the model. */
    dh?: number[];
}

/** A region of a cloud, or a country with coordinates. */
export interface BridgePlaceArgs {
    /** "aws", "azure" or "gcp": the device is a machine in that cloud. Default: in none. */
    cloud?: string;
    /** Of that cloud. Default: none; then `country`, `latitude` and `longitude` are needed. */
    region?: string;
    /** Two letters: "DE". Default: that of the region. */
    country?: string;
    /** Degrees north. Default: those of the region. */
    latitude?: number;
    /** Degrees east. Default: those of the region. */
    longitude?: number;
}
