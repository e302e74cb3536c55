/** What a bridge creates where links have certificates, and what its devices get. */
import { X509Certificate } from "node:crypto";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { BridgeAuthentication, BridgeEngine, VpnBridge, type VpnBridgeArgs } from "../../components/vpn-bridge";
import { awsIdentity } from "../../components/vpn-bridge/ipsec/aws-identity";
import { make } from "../support/certificates";
import { expectCommitted } from "../support/committed";
import { aws, depot, plant } from "../unit/vpn-bridge/sites";
import { allKnown, build, known, startMocks, tableOf, type Built } from "./children";

const root = make({ subject: "/O=Example/CN=root", isAuthority: true });
const sub = make({ subject: "/O=Example/CN=sub", isAuthority: true, by: root, bits: 0 });
const ofPlant = make({ subject: "/O=Example/CN=plant", by: sub, bits: 0 });
const ofDepot = make({ subject: "/CN=depot\\/1", by: root, bits: 0 });

const ARN = "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d";
const [FIRST, SECOND] = ["198.51.100.11", "198.51.100.12"];
/** AWS tells of the second tunnel first. */
const CONFIGURATION = [SECOND, FIRST]
    .map(
        (address) =>
            `<ipsec_tunnel>\n  <customer_gateway>\n    <tunnel_outside_address>\n      <ip_address>203.0.113.7</ip_address>` +
            `\n    </tunnel_outside_address>\n  </customer_gateway>\n  <vpn_gateway>\n    <tunnel_outside_address>\n      ` +
            `<ip_address>${address}</ip_address>\n    </tunnel_outside_address>\n  </vpn_gateway>\n</ipsec_tunnel>`,
    )
    .join("\n");
const lab = {
    device: { ...depot.device!, publicAddresses: ["198.51.100.10"], asn: 65_012 },
    cidrs: ["192.168.12.0/24"],
};

const args: VpnBridgeArgs = {
    sites: {
        aws,
        depot,
        lab,
        plant: {
            ...plant,
            device: {
                ...plant.device!,
                certificates: [
                    {
                        certificate: ofPlant.certificate,
                        privateKey: ofPlant.privateKey,
                        authority: sub.certificate + root.certificate,
                        arns: { "us-east-1": ARN },
                    },
                ],
            },
        },
    },
    links: {
        "aws/plant": { authentication: BridgeAuthentication.Certificate },
        "depot/plant": { authentication: BridgeAuthentication.Certificate },
        "depot/lab": { engine: BridgeEngine.OpenVpn },
        "lab/plant": { engine: BridgeEngine.WireGuard },
    },
    keys: { secret: "a secret of this test, long enough to be one", authority: root },
    monitoring: { enabled: false },
};

let built: Built<VpnBridge>;
let files: Record<string, Record<string, string>>;
beforeAll(async () => {
    await startMocks({
        "aws:ec2/vpnConnection:VpnConnection": () => ({
            tunnel1Address: FIRST,
            tunnel2Address: SECOND,
            customerGatewayConfiguration: CONFIGURATION,
        }),
        "tls:index/privateKey:PrivateKey": (name) => ({ privateKeyPem: `<key of ${name}>` }),
        "tls:index/certRequest:CertRequest": (name) => ({ certRequestPem: `<request of ${name}>` }),
        "tls:index/locallySignedCert:LocallySignedCert": () => ({
            certPem: ofDepot.certificate,
            validityEndTime: "2027-01-01T00:00:00Z",
        }),
    });
    built = await build((options) => new VpnBridge("bridge", args, options));
    files = await allKnown(built.component.deviceFiles);
}, 60_000);

const connectionOf = (device: string, peer: string): string =>
    Object.entries(files[device]!).find(([file, text]) => file.endsWith(".conf") && text.includes(` to ${peer} `))![1];
/** "remote { … }" in one line. */
const section = (text: string, name: string): string =>
    new RegExp(`${name} \\{[^}]*\\}`).exec(text)![0].replace(/\s+/g, " ");

test("the customer gateway has the certificate, no tunnel of it a key, and nothing is issued twice", () => {
    // Roots and keys are made anew in each run.
    const table = tableOf(built.children.filter(({ type }) => !type.startsWith("random:")))
        .split(root.certificate)
        .join("<root>")
        .split(root.privateKey)
        .join("<key of the root>");
    expectCommitted(path.join(__dirname, "vpn-bridge-certificates.children.txt"), `${table}\n`);
});

test("a device takes exactly the name of AWS's end at the other side of each tunnel, from its own authority", () => {
    const texts = Object.values(files["plant/1"]!).filter((text) => text.includes(" to aws ("));
    const remote = texts.filter((text) => text.includes("connections {")).map((text) => section(text, "remote"));
    expect(remote.map((text) => / id = "([^"]*)"/.exec(text)?.[1]).sort()).toEqual([
        "CN=<bridge-connection-aws/plant/1>.endpoint-0",
        "CN=<bridge-connection-aws/plant/1>.endpoint-1",
    ]);
    for (const text of remote)
        expect(text).toMatch(/auth = pubkey .* cacerts = \S+\.1\.pem, \S+\.2\.pem revocation = ifuri/);
    // AWS lists the tunnel to the second address first.
    expect(texts.find((text) => text.includes(`remote_addrs = ${SECOND}`))).toContain("endpoint-0");
});

test("AWS's own document must name the end", () => {
    expect(() => awsIdentity("vpn-1", CONFIGURATION, "192.0.2.1")).toThrow(
        "AWS's configuration of vpn-1 has no tunnel to 192.0.2.1",
    );
});

test("two devices take each other's names, each from the authority of the other", () => {
    const [depotEnd, plantEnd] = [connectionOf("depot/1", "plant"), connectionOf("plant/1", "depot")];
    expect(section(depotEnd, "remote")).toMatch(
        / id = "O=Example, CN=plant" cacerts = \S+\.1\.pem, \S+\.2\.pem revocation = ifuri/,
    );
    expect(section(plantEnd, "remote")).toMatch(/ id = "CN=depot\/1" cacerts = \S+\.1\.pem revocation = strict/);
    expect(section(depotEnd, "local")).toContain('id = "CN=depot/1"');
});

test("a device shows the authorities between it and its root", () => {
    const name = /connections \{\s+(\S+) \{/.exec(connectionOf("plant/1", "depot"))![1]!;
    const between = files["plant/1"]![`/etc/swanctl/x509ca/${name}.2.pem`]!;
    expect(new X509Certificate(between).subject).toBe("O=Example\nCN=sub");
});

test("a device has one certificate for OpenVPN and IPsec", () => {
    const own = Object.entries(files["depot/1"]!).filter(([file]) => file.startsWith("/etc/swanctl/x509/"));
    expect(own).toHaveLength(1);
    const openVpn = Object.entries(files["depot/1"]!).find(([file]) => file.startsWith("/etc/openvpn/"))![1];
    expect(openVpn).toContain(own[0]![1].trim());
});

test("the days on which certificates end are known, and are no secrets", async () => {
    const { certificateExpiry } = built.component;
    expect(Object.keys(certificateExpiry).sort()).toEqual(["depot/1", "lab/1", "plant/1"]);
    const day = `${new Date(new X509Certificate(ofPlant.certificate).validTo).toISOString().slice(0, 19)}Z`;
    expect(await known(certificateExpiry["plant/1"]!)).toBe(day);
    expect(await pulumi.isSecret(certificateExpiry["plant/1"]!)).toBe(false);
});

test("all files of a device are secrets", async () => {
    for (const output of Object.values(built.component.deviceFiles)) expect(await pulumi.isSecret(output)).toBe(true);
});
