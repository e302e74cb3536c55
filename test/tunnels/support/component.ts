/**
 * A VpnBridge, built as a deployment builds it, with test machines in the place of clouds: what it renders for each device, and
 * what it tells each cloud of its ends. Of what only a cloud knows, addresses are those of the test machines, and certificates
 * are issued by openssl.
 */
import { planVpnBridge, VpnBridge, type VpnBridgeArgs } from "../../../components/vpn-bridge";
import type { BridgeTunnelPlan, VpnBridgePlan } from "../../../components/vpn-bridge/plan";
import type { DeviceSheet } from "../../../components/vpn-bridge/device/sheet";
import type { Spelling } from "../../../plan/suites/spelling";
import { allKnown, build, startMocks } from "../../component/children";
import { issue, type Issued } from "./certificates";
import { acceptedBy, type Accepted } from "./cloud";
import type { Configuration } from "./device";
import type { CloudName } from "./enumerations";
import { outside } from "./sites";

export const BRIDGE = "trial";
/** Hosts at which a cloud's gateway is found: one for each of its ends. */
export const CLOUD_HOSTS = [11, 12] as const;
const [FIRST, SECOND] = CLOUD_HOSTS.map(outside) as [string, string];

export interface Deployed {
    readonly plan: VpnBridgePlan;
    /** By "site/number". */
    readonly devices: Readonly<Record<string, Configuration>>;
    /** What a cloud was told: the inputs of a child, by its name without the component's, secrets open. */
    readonly told: (child: string) => Readonly<Record<string, unknown>>;
}

/** `certificates`: those of OpenVPN that are not ordinary ones, by site. */
export async function deploy(
    given: VpnBridgeArgs,
    certificates: Readonly<Record<string, Issued>> = {},
): Promise<Deployed> {
    const trusted = usesCertificates(given) ? trustBetween(Object.keys(given.sites), certificates) : undefined;
    const args: VpnBridgeArgs = {
        monitoring: { enabled: false },
        ...given,
        keys: { secret: "a secret of the tests of real tunnels", revokedSerials: trusted?.revokedSerials ?? [] },
    };
    await startMocks({ ...GATEWAYS, ...trusted?.answers });
    const { component, children } = await build((options) => new VpnBridge(BRIDGE, args, options));
    const files = await allKnown(component.deviceFiles);
    return {
        plan: planVpnBridge(args, BRIDGE),
        devices: Object.fromEntries(
            Object.entries(files).map(([key, all]) => [
                key,
                { sheet: JSON.parse(all["sheet.json"] ?? "") as DeviceSheet, files: all },
            ]),
        ),
        told: (child) => {
            const found = children.find(({ name }) => name === `${BRIDGE}-${child}`);
            if (found === undefined)
                throw new Error(`no ${child} among ${children.map(({ name }) => name).join(", ")}`);
            return opened(found.inputs) as Record<string, unknown>;
        },
    };
}

type Answers = Parameters<typeof startMocks>[0];

const GATEWAYS: Answers = {
    "aws:ec2/vpnConnection:VpnConnection": () => ({ tunnel1Address: FIRST, tunnel2Address: SECOND }),
    "azure-native:network:PublicIPAddress": (name) => ({ ipAddress: name.endsWith("/1") ? FIRST : SECOND }),
    "gcp:compute/haVpnGateway:HaVpnGateway": () => ({
        vpnInterfaces: [
            { id: 0, ipAddress: FIRST },
            { id: 1, ipAddress: SECOND },
        ],
    }),
};

const usesCertificates = ({ links = {} }: VpnBridgeArgs): boolean =>
    Object.values(links).some(({ engine }) => engine === "openvpn");

interface Trust {
    readonly answers: Answers;
    readonly revokedSerials: string[];
}

/** What the tls provider would compute: an authority, and a certificate of the first device of each site. */
function trustBetween(sites: readonly string[], special: Readonly<Record<string, Issued>>): Trust {
    const issued = issue(Object.fromEntries(sites.map((site) => [site, special[site] ?? {}])));
    const [any] = Object.values(issued);
    const of = (name: string) => issued[name.replace(`${BRIDGE}-certificate-`, "").replace(/\/1$/, "")];
    return {
        answers: {
            "tls:index/privateKey:PrivateKey": (name) => ({
                privateKeyPem: (name === `${BRIDGE}-authority` ? any?.authorityKey : of(name)?.privateKey) ?? "",
            }),
            "tls:index/selfSignedCert:SelfSignedCert": () => ({ certPem: any?.authority ?? "" }),
            "tls:index/certRequest:CertRequest": () => ({ certRequestPem: "known to openssl alone" }),
            "tls:index/locallySignedCert:LocallySignedCert": (name) => ({
                certPem: of(name)?.certificate ?? "",
                validityEndTime: "not asked for",
            }),
        },
        revokedSerials: sites.flatMap((site) => (special[site]?.revoked === true ? (issued[site]?.serial ?? []) : [])),
    };
}

/** Secrets in the clear, throughout. */
function opened(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(opened);
    if (typeof value !== "object" || value === null) return value;
    const members = value as Readonly<Record<string, unknown>>;
    if (PULUMI_SECRET in members) return opened(members.value);
    return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, opened(member)]));
}
/** How Pulumi marks what is special (SDK, runtime/rpc: specialSigKey). */
const PULUMI_SECRET = "4dabf18193072939515e22adb298388d";

/** One end of a cloud, as the component told the cloud. */
export interface ToldEnd {
    readonly accepted: Accepted;
    readonly key: string;
    /** Outside addresses: its own, and its peer's. */
    readonly address: string;
    readonly peer: string;
    /** With its length. */
    readonly inside: string;
}

/** Of a link between a cloud's site and one device: sites are called as their cloud, and "plant". */
const ENDS: Readonly<Record<CloudName, (deployed: Deployed) => Pick<ToldEnd, "accepted" | "key" | "peer">[]>> = {
    aws: ({ told }) => {
        const connection = told("connection-aws/plant/1");
        const peer = String(told("customer-gateway-us-east-1/plant/1").ipAddress);
        const accepted = acceptedBy("aws", connection as unknown as Spelling);
        return [1, 2].map((slot) => ({ accepted, peer, key: String(connection[`tunnel${slot}PresharedKey`]) }));
    },
    azure: ({ told }) => {
        const { ipsecPolicies, sharedKey } = told("connection-azure/plant/1");
        const peer = String(told("local-gateway-azure/plant/1").gatewayIpAddress);
        const accepted = acceptedBy("azure", (ipsecPolicies as Spelling[])[0]!);
        return [{ accepted, peer, key: String(sharedKey) }];
    },
    gcp: ({ told }) => {
        const [far] = told("external-gateway-gcp/plant").interfaces as { ipAddress: string }[];
        return [1, 2].map((n) => {
            const tunnel = told(`tunnel-gcp/plant/${n}`);
            const accepted = acceptedBy("gcp", tunnel as unknown as Spelling);
            return { accepted, key: String(tunnel.sharedSecret), peer: far?.ipAddress ?? "" };
        });
    },
};

/** In the order of the tunnels. */
export function endsOf(cloud: CloudName, deployed: Deployed): ToldEnd[] {
    const tunnels = deployed.plan.links.flatMap((link) => link.tunnels);
    const inside = ({ ends }: BridgeTunnelPlan): string => ends[cloud]?.inside ?? "";
    return ENDS[cloud](deployed).map((end, i) => ({
        ...end,
        address: outside(CLOUD_HOSTS[i]!),
        inside: `${inside(tunnels[i]!)}/30`,
    }));
}
