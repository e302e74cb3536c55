/**
 * strongSwan asks again where nobody answers, but not where a peer refuses: and a peer that was not configured yet, or is
 * just being changed, does refuse. So a timer opens again what this device must open and what is not there.
 */
import type { DeviceSheet, RenderedFiles } from "../sheet";
import { oneLine, textOf, tunnelsOf } from "../words";
import { PLACES, tunnelName } from "./places";

/** Seconds between two looks, and how long an attempt may take before the next tunnel's turn. */
export const EVERY = 30;
const PATIENCE = 20;

/** No files where this device opens no tunnel of IPsec. */
export function renderWatch(sheet: DeviceSheet): RenderedFiles {
    const tunnels = tunnelsOf(sheet, "ipsec").filter(({ engine }) => engine.initiates);
    if (tunnels.length === 0) return {};
    const names = tunnels.map((tunnel) => tunnelName(sheet, tunnel));
    return {
        [PLACES.watch(sheet)]: textOf([
            "#!/bin/sh",
            "# Opens tunnels that are neither there nor about to be.",
            "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
            `for tunnel in ${names.join(" ")}; do`,
            '    swanctl --list-sas --ike "$tunnel" | grep -q -e INSTALLED -e CONNECTING -e REKEY && continue',
            `    swanctl --initiate --ike "$tunnel" --child "$tunnel" --timeout ${PATIENCE} || :`,
            "done",
        ]),
        [PLACES.watchUnit(sheet)]: textOf([
            "[Unit]",
            `Description=Causeway, tunnels of ${oneLine(sheet.bridge)}`,
            "After=strongswan.service",
            "",
            "[Service]",
            "Type=oneshot",
            `ExecStart=/bin/sh ${PLACES.watch(sheet)}`,
        ]),
        [PLACES.watchTimer(sheet)]: textOf([
            "[Unit]",
            `Description=Causeway, tunnels of ${oneLine(sheet.bridge)}`,
            "",
            "[Timer]",
            `OnActiveSec=${EVERY}`,
            `OnUnitInactiveSec=${EVERY}`,
            "",
            "[Install]",
            "WantedBy=timers.target",
        ]),
    };
}
