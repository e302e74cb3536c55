/** cloud-init's user data for a fresh Debian 12 or 13: packages, every file, and services. */
import { stringify } from "yaml";
import type { DeviceSheet, RenderedFiles } from "../sheet";
import { interfaceOf, tunnelsOf } from "../words";
import { PLACES } from "./places";
import { renderLinux } from "./index";
import { hasFrr, packagesFor } from "./software";

// Files that packages bring and that are written here stay as they are, without a question that nobody answers.
const UPGRADES = {
    "/etc/apt/apt.conf.d/20auto-upgrades":
        'APT::Periodic::Update-Package-Lists "1";\nAPT::Periodic::Unattended-Upgrade "1";\n',
    "/etc/apt/apt.conf.d/60causeway": 'Dpkg::Options { "--force-confdef"; "--force-confold"; };\n',
};

/**
 * One text that makes a fresh Debian the device of `sheet`. It holds the device's keys: treat it as a secret. Only root reads
 * the files, as most hold keys, or tell about them; FRR reads its own.
 */
export function cloudInit(sheet: DeviceSheet): string {
    const files = renderLinux(sheet);
    const document = {
        package_update: true,
        packages: packagesFor("machine", sheet, files),
        write_files: Object.entries({ ...files, ...UPGRADES }).map(([path, content]) => ({
            path,
            permissions: content.startsWith("#!")
                ? "0755"
                : PUBLIC.some((start) => path.startsWith(start))
                  ? "0644"
                  : "0600",
            ...(path.startsWith("/etc/frr/") ? { owner: "frr:frr" } : {}),
            // FRR's user exists when its package is there, and packages bring files that these replace.
            defer: true,
            content,
        })),
        runcmd: commandsOf(sheet, files),
    };
    return `#cloud-config\n${stringify(document, { lineWidth: 0 })}`;
}

const PUBLIC = ["/etc/sysctl.d/", "/etc/systemd/", "/etc/apt/"];

/** Commands as lists: no shell takes them apart. */
function commandsOf(sheet: DeviceSheet, files: RenderedFiles): string[][] {
    const restart = (service: string): string[][] => [
        ["systemctl", "enable", service],
        ["systemctl", "restart", service],
    ];
    const unitOf = (file: string): string => file.slice(file.lastIndexOf("/") + 1);
    const timers = [PLACES.watchTimer(sheet), PLACES.expiryTimer(sheet)];
    return [
        ["sysctl", "--system"],
        ["systemctl", "daemon-reload"],
        ...restart(unitOf(PLACES.firewallUnit(sheet))),
        ...(hasFrr(files) ? restart("frr.service") : []),
        ...(tunnelsOf(sheet, "ipsec").length > 0 ? restart("strongswan.service") : []),
        ...timers.filter((timer) => timer in files).flatMap((timer) => restart(unitOf(timer))),
        ...tunnelsOf(sheet, "wireguard").flatMap((tunnel) => restart(`wg-quick@${interfaceOf(tunnel)}.service`)),
        ...tunnelsOf(sheet, "openvpn").flatMap((tunnel) => restart(`openvpn@${interfaceOf(tunnel)}.service`)),
    ];
}
