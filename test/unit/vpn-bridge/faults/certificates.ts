/** What cannot be asked of certificates, and which certificates and keys are none. */
import { make } from "../../../support/certificates";
import { aws, azure, depot, gcp, plant } from "../sites";
import { two, withLink, type Fault, type Some } from "./fault";

const root = make({ subject: "/CN=root", isAuthority: true });
const sub = make({ subject: "/CN=sub", isAuthority: true, by: root, bits: 0 });
const leaf = make({ subject: "/CN=plant", by: sub, bits: 0 });
const ended = { until: "20250630120000Z" };

const certified = { links: { "depot/plant": { authentication: "certificate" } } };
const authority = (given: Some): Some => ({ ...certified, keys: { authority: given } });
const arn = (region: string): string => `arn:aws:acm:${region}:111122223333:certificate/0a1b2c3d-aaaa-bbbb`;
const own = { ...leaf, authority: sub.certificate + root.certificate };
/** AWS and a plant with certificates. */
const withOwn = (certificates: unknown, more: Some = {}) => ({
    sites: { aws, plant: { ...plant, device: { ...plant.device, certificates } } },
    links: { "aws/plant": { authentication: "certificate" } },
    ...more,
});
const twoOwn = (given: Some): Some => two({ certificates: [{ ...own, ...given }] }, certified);
const KEY = "sites.plant.device.certificates[0]";
const chained =
    "allowed: the authority that issued the certificate, then the one above it, up to the root. Export the chain with the " +
    "certificate, in this order, root included.";
const rooted = "allowed: one certificate of an authority that signed it itself.";

export const certificates: readonly Fault[] = [
    {
        check: "authentication-engine",
        is: "certificates of IPsec for links of other engines",
        args: {
            sites: {
                lab: {
                    ...depot,
                    cidrs: ["10.9.0.0/16"],
                    device: { ...depot.device, publicAddresses: ["192.0.2.1"], asn: 65_012 },
                },
                depot,
                plant,
            },
            links: {
                "depot/plant": { engine: "openvpn", authentication: "certificate" },
                "depot/lab": { engine: "wireguard", authentication: "pre-shared-key" },
            },
        },
        says: [
            'links["depot/plant"].authentication [authentication-engine]: got "certificate", with the engine "openvpn"; ' +
                'allowed: nothing, but with the engine "ipsec". Remove it: OpenVPN has certificates always.',
            'links["depot/lab"].authentication [authentication-engine]: got "pre-shared-key", with the engine "wireguard"; ' +
                'allowed: nothing, but with the engine "ipsec". Remove it: WireGuard knows peers by their public keys, and ' +
                "nothing else.",
        ],
    },
    {
        check: "certificate-end",
        is: "certificates where a cloud has keys only",
        args: {
            sites: { azure, gcp, plant },
            links: {
                "azure/plant": { authentication: "certificate" },
                "gcp/plant": { authentication: "certificate" },
            },
        },
        says: [
            'links["azure/plant"].authentication [certificate-end]: got "certificate", at site \'azure\' of kind azure; ' +
                'allowed: "certificate" between two devices, or a device and AWS. Remove it: Azure\'s certificates are for ' +
                "its own end in a Key Vault, and connections of azure-native 3.28 have none.",
            'links["gcp/plant"].authentication [certificate-end]: got "certificate", at site \'gcp\' of kind gcp; allowed: ' +
                '"certificate" between two devices, or a device and AWS. Remove it: a tunnel of Cloud VPN has a pre-shared ' +
                "key only.",
        ],
    },
    {
        check: "certificate-end",
        is: "certificates for a device whose form has none",
        args: two({ model: "fortios" }, certified),
        says: [
            'links["depot/plant"].authentication [certificate-end]: got "certificate", at a device of model "fortios"; ' +
                'allowed: "certificate" at devices of model "linux" or "other". Remove it; or give \'plant\' the model ' +
                '"other" with its offers, and enter what sheet.md says.',
        ],
    },
    {
        check: "certificate-missing",
        is: "certificates with AWS for a device that has none of AWS Private CA",
        args: withLink("aws/plant", { authentication: "certificate" }),
        says: [
            "sites.plant.device.certificates [certificate-missing]: got nothing; allowed: the device's certificates, as a " +
                "link with AWS has certificates. Issue one for each device with AWS Private CA: AWS believes no other " +
                "authority.",
        ],
    },
    {
        check: "certificate-missing",
        is: "a certificate that is not in the connection's region",
        args: withOwn([own]),
        says: [
            `${KEY}.arns["us-east-1"] [certificate-missing]: got nothing; allowed: the ARN of the certificate in us-east-1. ` +
                "Issue it there, or copy it there: a customer gateway takes a certificate of its own region.",
        ],
    },
    {
        check: "certificate-arn",
        is: "an ARN of something else, or of another region",
        args: withOwn([{ ...own, arns: { "us-east-1": arn("eu-west-1") } }]),
        says: [
            `${KEY}.arns["us-east-1"] [certificate-arn]: got "${arn("eu-west-1")}"; allowed: ` +
                '"arn:aws:acm:us-east-1:<account>:certificate/<id>". Give the ARN of the device\'s certificate in AWS ' +
                "Certificate Manager, in the region of the connection.",
        ],
    },
    {
        check: "unused-argument",
        is: "an ARN for a region without a link",
        args: withOwn([{ ...own, arns: { "us-east-1": arn("us-east-1"), "eu-west-1": arn("eu-west-1") } }]),
        says: [
            `${KEY}.arns["eu-west-1"] [unused-argument]: got "eu-west-1"; allowed: us-east-1. Remove it: no link with ` +
                "certificates leads there.",
        ],
    },
    {
        check: "certificate-count",
        is: "two certificates for one device",
        args: two({ certificates: [own, own] }, certified),
        says: [
            "sites.plant.device.certificates [certificate-count]: got a list of 2; allowed: one for each of the 1 " +
                "addresses. Give each device its own: whoever has the key of one passes for it.",
        ],
    },
    {
        check: "unused-argument",
        is: "certificates and an authority that no link uses",
        args: two({ certificates: [own] }, { keys: { authority: root } }),
        says: [
            "sites.plant.device.certificates [unused-argument]: got a list of 1; allowed: nothing, without a link of this " +
                'site with authentication: "certificate". Remove it, or say so of the link; OpenVPN has certificates of the ' +
                "bridge's authority.",
            "keys.authority [unused-argument]: got an object; allowed: nothing, without a link of engine " +
                '"openvpn" or authentication "certificate" that it issues for. Remove it: devices with \'certificates\' of ' +
                "their own have another authority.",
        ],
    },
    {
        check: "authentication-mixed",
        is: "a key and a certificate of one device in one region of AWS",
        args: {
            sites: {
                aws,
                old: { aws: { region: "us-east-1", vpnGatewayId: "vgw-0a1", asn: 64_520 }, cidrs: ["10.3.0.0/16"] },
                plant: {
                    ...plant,
                    device: { ...plant.device, certificates: [{ ...own, arns: { "us-east-1": arn("us-east-1") } }] },
                },
            },
            links: { "aws/old": { elsewhere: true }, "aws/plant": { authentication: "certificate" } },
        },
        says: [
            'links["old/plant"].authentication [authentication-mixed]: got "pre-shared-key", and "certificate" of the link ' +
                "'aws/plant' in the same region; allowed: one of the two for all links of a device with a region of AWS. Say " +
                "the same of both: AWS knows the device by one customer gateway there.",
        ],
    },
    {
        check: "certificate-text",
        is: "texts that are no certificates",
        args: twoOwn({ certificate: "plant.pem", authority: leaf.privateKey }),
        says: [
            `${KEY}.certificate [certificate-text]: got a text that is none; allowed: PEM of an X.509 certificate. Give the ` +
                "whole text, from its BEGIN line to its END line.",
            `${KEY}.authority [certificate-text]: got a text that is none; allowed: PEM of an X.509 certificate. Give the ` +
                "whole text, from its BEGIN line to its END line.",
        ],
    },
    {
        check: "private-key",
        is: "a text that is no key, without showing it",
        args: twoOwn({ privateKey: "hunter2" }),
        says: [
            `${KEY}.privateKey [private-key]: got a text that is none; allowed: PEM of a private key without a password. Give ` +
                "the whole text, from its BEGIN line to its END line; devices start without anybody to ask.",
        ],
    },
    {
        check: "private-key",
        is: "the key of another certificate",
        args: two({}, authority({ ...root, privateKey: sub.privateKey })),
        says: [
            "keys.authority.privateKey [private-key]: got the key of another certificate; allowed: the certificate's own " +
                "key. Give the two that belong together.",
        ],
    },
    {
        check: "certificate-expired",
        is: "certificates that have ended",
        args: twoOwn({ ...make({ subject: "/CN=plant", by: sub, bits: 0, ...ended }) }),
        says: [
            `${KEY}.certificate [certificate-expired]: got a certificate that ended on 2025-06-30; allowed: a certificate that ` +
                "is good today. Issue a new one: nobody believes this one.",
        ],
    },
    {
        check: "certificate-chain",
        is: "a chain without its root",
        args: twoOwn({ authority: sub.certificate }),
        says: [`${KEY}.authority [certificate-chain]: got a last certificate that is no root; ${chained}`],
    },
    {
        check: "certificate-chain",
        is: "a chain in another order",
        args: twoOwn({ authority: root.certificate + sub.certificate }),
        says: [
            `${KEY}.authority [certificate-chain]: got a certificate 1 that is no authority's, or that certificate 2 did not ` +
                `issue; ${chained}`,
            `${KEY}.certificate [certificate-chain]: got a certificate that the first of 'authority' did not issue; ${chained}`,
        ],
    },
    {
        check: "authority-root",
        is: "an authority that is no root, with a key of another kind",
        args: two({}, authority({ ...sub })),
        says: [
            `keys.authority.certificate [authority-root]: got a certificate that another authority signed; ${rooted} Give a ` +
                "root: strongSwan and OpenVPN trust nothing less.",
            "keys.authority.certificate [authority-root]: got a key of ec; allowed: a key of rsa of 3072 bits and more. Other " +
                "signatures differ each time, and the list of revoked certificates would never stay as it is.",
        ],
    },
    {
        check: "authority-root",
        is: "an authority that may sign no list of revoked certificates",
        args: two({}, authority({ ...make({ subject: "/CN=root", isAuthority: true, keyUsage: "keyCertSign" }) })),
        says: [
            "keys.authority.certificate [authority-root]: got a certificate that may not sign certificates and lists of " +
                `revoked ones; ${rooted} Issue one with CA:TRUE, and with keyCertSign and cRLSign where it has a key usage.`,
        ],
    },
    {
        check: "authority-root",
        is: "an authority with those above it",
        args: two({}, authority({ ...root, certificate: root.certificate + sub.certificate })),
        says: [
            `keys.authority.certificate [authority-root]: got 2 certificates; ${rooted} Give the root alone: what devices hold ` +
                "is checked against it and its list of revoked ones.",
        ],
    },
    {
        check: "wrong-type",
        is: "a key that is a number, without showing it",
        args: two({}, authority({ certificate: root.certificate, privateKey: 123_456 })),
        says: [
            "keys.authority.privateKey [wrong-type]: got a number; allowed: a string or an Output of one. Give a string.",
        ],
    },
];
