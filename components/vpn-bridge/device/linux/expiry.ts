/** Certificates end on a day that is known long before: a timer says so while there is time to renew them. */
import type { DeviceSheet, RenderedFiles } from "../sheet";
import { oneLine, textOf, tunnelsOf } from "../words";
import { PLACES } from "./places";

/** Half of the month in which a deployment renews a certificate. */
const WARNING_DAYS = 14;
const SECONDS_PER_DAY = 86_400;

/** No files where this device has no certificate. */
export function renderExpiry(sheet: DeviceSheet): RenderedFiles {
    const places = [
        ...tunnelsOf(sheet, "openvpn").map(PLACES.openVpn),
        ...tunnelsOf(sheet, "ipsec")
            .filter(({ engine }) => engine.authentication.kind === "certificate")
            .map((tunnel) => PLACES.swanctl(sheet, tunnel)("x509")),
    ];
    if (places.length === 0) return {};
    return {
        [PLACES.expiry(sheet)]: textOf([
            "#!/bin/sh",
            `# Fails, and says so in the log, where a certificate ends within ${WARNING_DAYS} days: deploy, and install the new files.`,
            "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
            "# The device's own: OpenVPN has it in its configuration, behind that of its authority.",
            "own() {",
            '    case "$1" in',
            "        *.conf) sed -n '/^<cert>/,/^<\\/cert>/p' \"$1\" ;;",
            '        *) cat "$1" ;;',
            "    esac",
            "}",
            "ending=0",
            `for file in ${places.join(" ")}; do`,
            '    own "$file" |',
            `        openssl x509 -noout -checkend ${WARNING_DAYS * SECONDS_PER_DAY} >/dev/null && continue`,
            "    ending=1",
            `    logger -p daemon.err -t causeway "the certificate in $file ends within ${WARNING_DAYS} days" || :`,
            '    echo "the certificate in $file ends soon" >&2',
            "done",
            "exit $ending",
        ]),
        [PLACES.expiryUnit(sheet)]: textOf([
            "[Unit]",
            `Description=Causeway, certificates of ${oneLine(sheet.bridge)}`,
            "",
            "[Service]",
            "Type=oneshot",
            `ExecStart=/bin/sh ${PLACES.expiry(sheet)}`,
        ]),
        [PLACES.expiryTimer(sheet)]: textOf([
            "[Unit]",
            `Description=Causeway, certificates of ${oneLine(sheet.bridge)}`,
            "",
            "[Timer]",
            "OnCalendar=daily",
            "Persistent=true",
            "",
            "[Install]",
            "WantedBy=timers.target",
        ]),
    };
}
