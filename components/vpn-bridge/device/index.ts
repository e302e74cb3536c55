/** What a device is configured with, in its own form, and as a sheet. Pure: the same sheet makes the same files. */
import { renderIosXe } from "./cisco-ios-xe";
import { describeSheet } from "./describe";
import { renderFortiOs } from "./fortios";
import { renderSrx } from "./juniper-srx";
import { renderLinux } from "./linux";
import { Device } from "./models";
import { renderOpnSense } from "./opnsense";
import { renderPfSense } from "./pfsense";
import type { DeviceSheet, RenderedFiles } from "./sheet";
import { renderVyos } from "./vyos";

export { Device } from "./models";

const FORMS: Readonly<Record<Device, (sheet: DeviceSheet) => RenderedFiles>> = {
    [Device.Linux]: renderLinux,
    [Device.Vyos]: renderVyos,
    [Device.CiscoIosXe]: renderIosXe,
    [Device.JuniperSrx]: renderSrx,
    [Device.FortiOs]: renderFortiOs,
    [Device.PfSense]: renderPfSense,
    [Device.OpnSense]: renderOpnSense,
    [Device.Other]: () => ({}),
};

/**
 * Files by path (sheet.ts, `RenderedFiles`), with "sheet.json" and "sheet.md" for every device. They hold keys: treat all of
 * them as secrets. Throws where the suite of a tunnel cannot be written for the device, which planning has ruled out.
 */
export function renderDevice(device: Device, sheet: DeviceSheet): RenderedFiles {
    return { ...FORMS[device](sheet), ...describeSheet(sheet) };
}
