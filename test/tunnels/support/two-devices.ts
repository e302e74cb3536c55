/** Two sites with a device each, joined by one tunnel. */
import type { DeviceSheet } from "../../../components/vpn-bridge/device/sheet";
import type { PairOptions } from "../../../plan/tunnels/network";
import { issue, type Issued } from "./certificates";
import { startDevice, type Device } from "./device";
import { sheetOf, type Outfit } from "./sheets";
import { outside, own, plugged } from "./sites";
import { Switch } from "./wire";

/** Addresses of the two devices on the networks behind them. */
export const LAB = "10.30.0.1";
export const PLANT = "10.20.0.1";

export interface Wishes {
    readonly pair?: PairOptions;
    readonly underlayMtu?: number;
    readonly outfit?: Partial<Pick<Outfit, "classes" | "uplink">>;
    /** Both have certificates: this is said of plant's, where it is not an ordinary one. Default: OpenVPN's have. */
    readonly certificate?: Issued;
    /** Makes plant's sheet another one. */
    readonly change?: (sheet: DeviceSheet) => DeviceSheet;
}

export interface TwoDevices {
    readonly internet: Switch;
    readonly lab: Device;
    readonly plant: Device;
}

export async function startTwo({ pair, underlayMtu = 1500, outfit, certificate, change }: Wishes): Promise<TwoDevices> {
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
