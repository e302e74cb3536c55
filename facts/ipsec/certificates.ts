/** Who can know its peer by a certificate in IKE, and by which name AWS shows itself. */
import { fact, type Known, type Source } from "../fact";

export interface CertificateFact {
    /** Whether a bridge can have certificates at such an end. */
    readonly works: boolean;
    /** Why not, or whose certificates they are. */
    readonly reason: string;
    readonly source: Source;
}

/** By kind of site. */
export type ManagedKind = "aws" | "azure" | "azureVirtualWan" | "gcp";

export const CERTIFICATES_OF_CLOUDS: Readonly<Record<ManagedKind, CertificateFact>> = {
    aws: {
        works: true,
        reason: "certificates of AWS Private CA, on both ends",
        source: {
            document: "AWS Site-to-Site VPN user guide, Tunnel authentication options",
            date: "2025-06",
            certainty: "read",
        },
    },
    azure: {
        works: false,
        reason: "Azure's certificates are for its own end in a Key Vault, and connections of azure-native 3.28 have none",
        source: {
            document:
                "Az.Network, New-AzVirtualNetworkGatewayCertificateAuthentication; @pulumi/azure-native 3.28, network",
            date: "2026-11",
            certainty: "read",
        },
    },
    azureVirtualWan: {
        works: false,
        reason: "a connection of Virtual WAN has a pre-shared key only",
        source: { document: "@pulumi/azure-native 3.28, network.VpnConnection", date: "2026-11", certainty: "read" },
    },
    gcp: {
        works: false,
        reason: "a tunnel of Cloud VPN has a pre-shared key only",
        source: {
            document: "gcloud compute vpn-tunnels create; @pulumi/gcp 9.37, compute.VPNTunnel",
            date: "2026-11",
            certainty: "read",
        },
    },
};

/** Models of devices for which a form with certificates is written, or that are told everything in words. */
export const CERTIFICATE_MODELS: readonly string[] = ["linux", "other"];

/**
 * The only name in the certificate of an end of AWS: the connection's id, and the end's place from 0 in the order in which AWS
 * tells the owner of the device about the tunnels. That the two orders are one was not read.
 */
export const AWS_ENDPOINT_NAME: Known<string> = fact("CN=<connection>.endpoint-<place>", "distinguished name", {
    document: "aws-samples/vpn-gateway-strongswan, README and template-parameters-certificate-auth.json",
    date: "2020-11",
    certainty: "known",
});

/** Of a key of RSA: what CNSA 1.0 asks for (RFC 9206, section 5), with a strength of 128 (NIST SP 800-57 part 1). */
export const LEAST_RSA_BITS: Known = fact(3072, "bits", {
    document: "RFC 9206, section 5, and NIST SP 800-57 part 1 rev. 5, table 2",
    date: "2022-02",
    certainty: "known",
});
