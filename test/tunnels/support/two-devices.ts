/** Two sites with a device each, joined by one tunnel. */
import { BridgeRouting, PostQuantum, type BridgeMatchArgs, type BridgeSiteArgs } from "../../../components/vpn-bridge";
import type { DeviceSheet } from "../../../components/vpn-bridge/device/sheet";
import type { PairOptions } from "../../../plan/tunnels/network";
import { issue, type Issued } from "./certificates";
import { deploy } from "./component";
import { installDevice, startDevice, type Device } from "./device";
import { sheetOf, type Outfit } from "./sheets";
import { device, outside, own, plugged } from "./sites";
import { Switch } from "./wire";

/** Addresses of the two devices on the networks behind them. */
export const LAB = "10.30.0.1";
export const PLANT = "10.20.0.1";

export interface Wishes {
    readonly pair?: Pick<PairOptions, "engine" | "ppk">;
    readonly underlayMtu?: number;
    readonly outfit?: Partial<Pick<Outfit, "classes" | "uplink">>;
    /** Both have certificates: this is said of plant's, where it is not an ordinary one. Default: OpenVPN's have. */
    readonly certificate?: Issued;
    /** Makes plant's sheet another one: then no component made it. */
    readonly change?: (sheet: DeviceSheet) => DeviceSheet;
}

export interface TwoDevices {
    readonly internet: Switch;
    readonly lab: Device;
    readonly plant: Device;
}

/** With the files of a component, unless it could not make them. */
export function startTwo(wishes: Wishes): Promise<TwoDevices> {
    const { change, certificate, pair } = wishes;
    const isWithin = change === undefined && (certificate === undefined || pair?.engine === "openvpn");
    return isWithin ? startBridge(wishes) : startSheets(wishes);
}

async function startBridge({ pair = {}, underlayMtu = 1500, outfit = {}, certificate }: Wishes): Promise<TwoDevices> {
    const { uplink, classes = [] } = outfit;
    const shaped = uplink === undefined ? {} : { uplink };
    const site = (host: number, cidr: string): BridgeSiteArgs => ({
        device: { ...device(host), underlayMtu, ...shaped },
        cidrs: [cidr],
    });
    const { devices } = await deploy(
        {
            sites: { lab: site(3, "10.30.0.0/16"), plant: site(2, "10.20.0.0/16") },
            links: {
                "lab/plant": {
                    ...(pair.engine === undefined ? {} : { engine: pair.engine }),
                    ...(pair.ppk === true ? { postQuantum: PostQuantum.PreSharedKey } : {}),
                    routing: BridgeRouting.Static,
                },
            },
            classes: Object.fromEntries(
                classes.map(({ name, dscp, share, matches }, i) => [
                    name,
                    {
                        priority: i + 1,
                        dscp,
                        share,
                        matches: matches.map((match) => ({ ...match }) as BridgeMatchArgs),
                    },
                ]),
            ),
        },
        certificate === undefined ? {} : { plant: certificate },
    );
    const internet = await Switch.start("internet", underlayMtu);
    // Who waits for the tunnel comes first: asked before it knows of the tunnel, it refuses. It is the first by name.
    const lab = await installDevice(devices["lab/1"]!, { internet, address: plugged(3), lan: `${LAB}/16` });
    const plant = await installDevice(devices["plant/1"]!, { internet, address: plugged(2), lan: `${PLANT}/16` });
    return { internet, lab, plant };
}

async function startSheets({ pair, underlayMtu = 1500, outfit, certificate, change }: Wishes): Promise<TwoDevices> {
    const site = { ...own, underlayMtu };
    const whole: Outfit = {
        network: { sites: { lab: site, plant: site }, pairs: { "lab/plant": pair ?? {} } },
        addresses: { lab: [outside(3)], plant: [outside(2)] },
        prefixes: { lab: ["10.30.0.0/16"], plant: ["10.20.0.0/16"] },
        ...(pair?.engine === "openvpn" || certificate !== undefined
            ? { credentials: issue({ lab: {}, plant: certificate ?? {} }) }
            : {}),
        routedStatically: true,
        ...outfit,
    };
    const internet = await Switch.start("internet", underlayMtu);
    const sheet = sheetOf("plant", whole);
    // Who waits for the tunnel comes first: asked before it knows of the tunnel, it refuses.
    const plant = await startDevice(change?.(sheet) ?? sheet, {
        internet,
        address: plugged(2),
        lan: `${PLANT}/16`,
    });
    const lab = await startDevice(sheetOf("lab", whole), { internet, address: plugged(3), lan: `${LAB}/16` });
    return { internet, lab, plant };
}
