/**
 * Suites that the planner chooses, negotiated for real between what is rendered for a device and what each end accepts. The
 * group of forward secrecy is negotiated when keys are renewed, an hour after everything seemed to work: so they are renewed.
 */
import { BridgeRouting, type DeviceOfferArgs } from "../../components/vpn-bridge";
import type { Suite } from "../../plan/suites/suite";
import type { PairOptions, TunnelSite } from "../../plan/tunnels/network";
import type { SheetIpsec, SheetTunnel } from "../../components/vpn-bridge/device/sheet";
import { Cell, endCells } from "./support/cell";
import { everythingOf, startCloudEnd } from "./support/cloud";
import { deploy, endsOf, type ToldEnd } from "./support/component";
import type { CloudName } from "./support/enumerations";
import { installDevice, startDevice, type Device } from "./support/device";
import { describeTunnels } from "./support/privilege";
import { secretOf, sheetOf } from "./support/sheets";
import { aws, azure, CLOUDS_OF_BRIDGE, device, gcp, outside, own, plugged } from "./support/sites";
import { agreedAnew, type Charon } from "./support/strongswan";
import { startTwo } from "./support/two-devices";
import { Switch } from "./support/wire";

const PLANT = 2;
const CLOUD = 11;

// vpn.md §3: the strongest common suite, and the one for old devices.
const DEFAULT = { ike: "AES_GCM_16_256/PRF_HMAC_SHA2_384/ECP_384", esp: "AES_GCM_16_256/ECP_384" };
const OLD: DeviceOfferArgs = {
    ike: { encryption: ["aes-256-cbc"], integrity: ["sha-256"], prf: ["sha-256"], dh: [14] },
    esp: { encryption: ["aes-256-cbc"], integrity: ["sha-256"], dh: [14] },
};
const FALLBACK = {
    ike: "AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048",
    esp: "AES_CBC_256/HMAC_SHA2_256_128/MODP_2048",
};

interface Trial {
    /** What the device can do, instead of everything. */
    readonly offers?: DeviceOfferArgs;
    /** What the gateway accepts instead of what the component told it, and its key instead of that. */
    readonly gateway?: Partial<Pick<ToldEnd, "accepted" | "key">>;
}

interface Both {
    readonly charon: Charon;
    readonly gateway: Charon;
}

/** A device with the files of a component, and the first of a cloud's ends, as the component told the cloud. */
async function toCloud(cloud: CloudName, { offers, gateway }: Trial = {}): Promise<Both> {
    const deployed = await deploy({
        sites: {
            [cloud]: CLOUDS_OF_BRIDGE[cloud],
            plant: {
                device: { ...device(PLANT), ...(offers === undefined ? {} : { offers }) },
                cidrs: ["10.20.0.0/16"],
            },
        },
        // Routes are not the matter here. HA VPN has none without BGP.
        links: cloud === "gcp" ? {} : { [`${cloud}/plant`]: { routing: BridgeRouting.Static } },
    });
    const [end] = endsOf(cloud, deployed);
    const only = deployed.plan.links[0]!.tunnels[0]!.key;
    return meet(cloud, { ...end!, ...gateway }, only, (internet) =>
        installDevice(deployed.devices["plant/1"]!, { internet, address: plugged(PLANT), only }),
    );
}

/** The gateway at `end`, and a device; who waits for the tunnel comes first: asked before it knows of the tunnel, it refuses. */
async function meet(
    cloud: CloudName,
    end: ToldEnd,
    tunnel: string,
    startOwn: (internet: Switch) => Promise<Device>,
): Promise<Both> {
    const internet = await Switch.start("internet");
    const cell = await Cell.start(cloud);
    await internet.plug({ cell, address: `${end.address}/24` });
    // Cloud VPN always initiates.
    const isFirst = cloud !== "gcp";
    const early = isFirst ? await startCloudEnd(cell, { cloud, ...end }) : undefined;
    const started = await startOwn(internet);
    const gateway = early ?? (await startCloudEnd(cell, { cloud, ...end }));
    return { charon: started.charons[tunnel]!, gateway };
}

const CLOUD_SITES: Readonly<Record<CloudName, TunnelSite>> = { aws, azure, gcp };

/** A device with a suite that no component gives it, and a gateway that accepts all that its cloud has. */
async function toCloudWith(cloud: CloudName, suite: Suite): Promise<Both> {
    const sheet = sheetOf("plant", {
        network: { sites: { [cloud]: CLOUD_SITES[cloud], plant: own } },
        addresses: { [cloud]: [outside(CLOUD), outside(CLOUD + 1)], plant: [outside(PLANT)] },
        prefixes: { [cloud]: ["10.0.0.0/16"], plant: ["10.20.0.0/16"] },
        routedStatically: true,
    });
    const tunnel = withSuite(sheet.tunnels[0]!, suite);
    const end: ToldEnd = {
        accepted: everythingOf(cloud),
        key: secretOf(tunnel.key),
        address: outside(CLOUD),
        peer: outside(PLANT),
        inside: `${tunnel.peer.inside}/30`,
    };
    return meet(cloud, end, tunnel.key, (internet) =>
        startDevice({ ...sheet, tunnels: [tunnel] }, { internet, address: plugged(PLANT) }),
    );
}

function withSuite(tunnel: SheetTunnel, suite: Suite): SheetTunnel {
    return tunnel.engine.kind === "ipsec" ? { ...tunnel, engine: { ...tunnel.engine, suite } } : tunnel;
}

/** Two devices of one's own; `change` is made at one of them. */
async function betweenDevices(
    pair: Pick<PairOptions, "ppk">,
    change?: (engine: SheetIpsec) => SheetIpsec,
): Promise<Charon[]> {
    const changed = (tunnel: SheetTunnel): SheetTunnel =>
        tunnel.engine.kind === "ipsec" && change !== undefined ? { ...tunnel, engine: change(tunnel.engine) } : tunnel;
    const { lab, plant } = await startTwo({
        pair,
        ...(change === undefined ? {} : { change: (sheet) => ({ ...sheet, tunnels: sheet.tunnels.map(changed) }) }),
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
        "with %s, for old devices: AES-256-CBC, SHA-256, group 14",
        async (cloud) => {
            const { charon } = await toCloud(cloud, { offers: OLD });
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
        const { charon } = await toCloud("aws", { gateway: { key: "anotherKeyThatNobodyAgreedOn" } });
        expect(await charon.daemon.says(/AUTHENTICATION_FAILED/)).toMatch(
            /received AUTHENTICATION_FAILED notify error/,
        );
    });

    test("a gateway at another suite: NO_PROPOSAL_CHOSEN", async () => {
        const accepted = { ike: "aes256-sha256-modp2048", esp: "aes256-sha256-modp2048" };
        const { charon } = await toCloud("aws", { gateway: { accepted } });
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
            const { charon, gateway } = await toCloudWith(cloud, FOREIGN);
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
