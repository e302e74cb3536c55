/**
 * Suites that the planner chooses, negotiated for real between what is rendered for a device and what each end accepts. The
 * group of forward secrecy is negotiated when keys are renewed, an hour after everything seemed to work: so they are renewed.
 */
import type { Suite } from "../../plan/suites/suite";
import type { PairOptions, TunnelNetwork, TunnelSite } from "../../plan/tunnels/network";
import type { SheetIpsec, SheetTunnel } from "../../components/vpn-bridge/device/sheet";
import { Cell, endCells } from "./support/cell";
import { acceptedBy, everythingOf, startCloudEnd, type Accepted } from "./support/cloud";
import type { CloudName } from "./support/enumerations";
import { startDevice, type Device } from "./support/device";
import { describeTunnels } from "./support/privilege";
import { planOf, secretOf, sheetOf, type Outfit } from "./support/sheets";
import { aws, azure, gcp, outside, own, plugged } from "./support/sites";
import { agreedAnew, type Charon } from "./support/strongswan";
import { startTwo } from "./support/two-devices";
import { Switch } from "./support/wire";

const CLOUD_SITES: Readonly<Record<CloudName, TunnelSite>> = { aws, azure, gcp };
const PLANT = 2;
const CLOUD = 11;

// vpn.md §3: the strongest common suite, and the one for old devices.
const DEFAULT = { ike: "AES_GCM_16_256/PRF_HMAC_SHA2_384/ECP_384", esp: "AES_GCM_16_256/ECP_384" };
const FALLBACK_PIN = {
    ike: { encryption: "aes-256-cbc", integrity: "sha-256", prf: "sha-256", dh: 14 },
    esp: { encryption: "aes-256-cbc", integrity: "sha-256", dh: 14 },
} as const satisfies { ike: Partial<Suite["ike"]>; esp: Partial<Suite["esp"]> };
const FALLBACK = {
    ike: "AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048",
    esp: "AES_CBC_256/HMAC_SHA2_256_128/MODP_2048",
};

interface Trial {
    readonly options?: PairOptions;
    /** What the gateway accepts instead of the planned suite, and its key instead of the planned one. */
    readonly accepted?: Accepted;
    readonly key?: string;
    /** The suite of the device, instead of the planned one. */
    readonly suite?: Suite;
}

/** A device, and the first of a cloud's ends. */
async function toCloud(cloud: CloudName, trial: Trial = {}): Promise<{ charon: Charon; gateway: Charon }> {
    const key = `${cloud}/plant`;
    const network: TunnelNetwork = {
        sites: { [cloud]: CLOUD_SITES[cloud], plant: own },
        pairs: { [key]: trial.options ?? {} },
    };
    const outfit: Outfit = {
        network,
        addresses: { [cloud]: [outside(CLOUD), outside(CLOUD + 1)], plant: [outside(PLANT)] },
        prefixes: { [cloud]: ["10.0.0.0/16"], plant: ["10.20.0.0/16"] },
        routedStatically: true,
    };
    const whole = sheetOf("plant", outfit);
    const tunnel = withSuite(whole.tunnels[0]!, trial.suite);
    const internet = await Switch.start("internet");
    const cell = await Cell.start(cloud);
    await internet.plug({ cell, address: plugged(CLOUD) });
    const startGateway = (): Promise<Charon> =>
        startCloudEnd(cell, {
            cloud,
            accepted: trial.accepted ?? acceptedBy(cloud, planOf(network).pairs[key]!.ipsec!.spelling[cloud]!),
            address: outside(CLOUD),
            peer: outside(PLANT),
            inside: `${tunnel.peer.inside}/30`,
            key: trial.key ?? secretOf(tunnel.key),
        });
    const startOwn = (): Promise<Device> =>
        startDevice({ ...whole, tunnels: [tunnel] }, { internet, address: plugged(PLANT) });
    // Who waits for the tunnel comes first: asked before it knows of the tunnel, it refuses. Cloud VPN always initiates.
    const [device, gateway] =
        cloud === "gcp"
            ? [await startOwn(), await startGateway()]
            : await startGateway().then(async (end) => [await startOwn(), end] as const);
    return { charon: device.charons[tunnel.key]!, gateway };
}

function withSuite(tunnel: SheetTunnel, suite: Suite | undefined): SheetTunnel {
    if (suite === undefined || tunnel.engine.kind !== "ipsec") return tunnel;
    return { ...tunnel, engine: { ...tunnel.engine, suite } };
}

/** Two devices of one's own; `change` is made at one of them. */
async function betweenDevices(
    pair: PairOptions,
    change: (engine: SheetIpsec) => SheetIpsec = (engine) => engine,
): Promise<Charon[]> {
    const changed = (tunnel: SheetTunnel): SheetTunnel =>
        tunnel.engine.kind === "ipsec" ? { ...tunnel, engine: change(tunnel.engine) } : tunnel;
    const { lab, plant } = await startTwo({
        pair,
        change: (sheet) => ({ ...sheet, tunnels: sheet.tunnels.map(changed) }),
    });
    return [lab, plant].flatMap(({ charons }) => Object.values(charons));
}

describeTunnels("the planned suite is the one that both ends agree on", () => {
    afterEach(endCells);

    test.each<CloudName>(["aws", "azure", "gcp"])("with %s: AES-256-GCM, SHA-384, group 20", async (cloud) => {
        const { charon } = await toCloud(cloud);
        expect(await agreedAnew(charon)).toEqual({ ...DEFAULT, ppk: false });
    });

    test.each<CloudName>(["aws", "azure", "gcp"])(
        "with %s, pinned for old devices: AES-256-CBC, SHA-256, group 14",
        async (cloud) => {
            const { charon } = await toCloud(cloud, { options: { pin: FALLBACK_PIN } });
            expect(await agreedAnew(charon)).toEqual({ ...FALLBACK, ppk: false });
        },
    );

    test("between two devices: the same", async () => {
        const [lab] = await betweenDevices({});
        expect(await agreedAnew(lab!)).toEqual({ ...DEFAULT, ppk: false });
    });

    test("between two devices with a post-quantum pre-shared key: that key is mixed in", async () => {
        const [lab] = await betweenDevices({ ppk: true });
        expect(await agreedAnew(lab!)).toEqual({ ...DEFAULT, ppk: true });
    });
});

describeTunnels("a tunnel that is configured wrongly stays down, and the daemon says why", () => {
    afterEach(endCells);

    test("another pre-shared key: AUTHENTICATION_FAILED", async () => {
        const { charon } = await toCloud("aws", { key: "anotherKeyThatNobodyAgreedOn" });
        expect(await charon.daemon.says(/AUTHENTICATION_FAILED/)).toMatch(
            /received AUTHENTICATION_FAILED notify error/,
        );
    });

    test("a gateway at another suite: NO_PROPOSAL_CHOSEN", async () => {
        const accepted = { ike: "aes256-sha256-modp2048", esp: "aes256-sha256-modp2048" };
        const { charon } = await toCloud("aws", { accepted });
        expect(await charon.daemon.says(/NO_PROPOSAL_CHOSEN/)).toMatch(/received NO_PROPOSAL_CHOSEN notify error/);
    });

    // Of the three only Google has Curve25519 (group 31), and none ChaCha20-Poly1305 (vpn.md §1.1, §1.2, §1.4).
    const FOREIGN: Suite = {
        ike: { encryption: "chacha20-poly1305", prf: "sha-384", dh: 31 },
        esp: { encryption: "chacha20-poly1305", dh: 31 },
        ppk: false,
    };
    test.each<CloudName>(["aws", "azure", "gcp"])(
        "a suite that %s does not have, though it accepts all that it has",
        async (cloud) => {
            const { charon, gateway } = await toCloud(cloud, { accepted: everythingOf(cloud), suite: FOREIGN });
            const asking = cloud === "gcp" ? gateway : charon;
            await asking.daemon.says(/received NO_PROPOSAL_CHOSEN notify error/);
        },
    );

    test("another post-quantum pre-shared key: AUTHENTICATION_FAILED", async () => {
        const [lab] = await betweenDevices({ ppk: true }, (engine) => ({
            ...engine,
            ...(engine.ppk === undefined ? {} : { ppk: { ...engine.ppk, key: "00".repeat(32) } }),
        }));
        await lab!.daemon.says(/received AUTHENTICATION_FAILED notify error/);
    });
});
