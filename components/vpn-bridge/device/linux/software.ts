/** Debian's packages that a Linux device needs: on a machine, where systemd starts them, and in a container, where a script does. */
import type { DeviceSheet, RenderedFiles } from "../sheet";
import { tunnelsOf, type TunnelOf } from "../words";

export type Home = "machine" | "container";

interface Software {
    readonly isNeeded: (sheet: DeviceSheet, files: RenderedFiles) => boolean;
    /** In a container nothing is installed that is only recommended, so all that is used is named. */
    readonly packages: Readonly<Record<Home, readonly string[]>>;
}

const runs =
    (kind: TunnelOf<"ipsec" | "wireguard" | "openvpn">["engine"]["kind"]) =>
    (sheet: DeviceSheet): boolean =>
        tunnelsOf(sheet, kind).length > 0;

const ALWAYS = ["iproute2", "nftables"];
const IPSEC = ["strongswan-swanctl", "libstrongswan-extra-plugins"];

const SOFTWARE: readonly Software[] = [
    { isNeeded: () => true, packages: { machine: [...ALWAYS, "unattended-upgrades"], container: ALWAYS } },
    { isNeeded: (_, files) => hasFrr(files), packages: { machine: ["frr"], container: ["frr"] } },
    {
        isNeeded: runs("ipsec"),
        packages: {
            machine: ["charon-systemd", ...IPSEC],
            // The charon that needs no systemd; elliptic curves are in the standard plugins, which are recommended only.
            container: ["strongswan-charon", "libstrongswan-standard-plugins", ...IPSEC],
        },
    },
    { isNeeded: runs("wireguard"), packages: { machine: ["wireguard-tools"], container: ["wireguard-tools"] } },
    // The watch on certificates reads them with openssl.
    { isNeeded: runs("openvpn"), packages: { machine: ["openvpn"], container: ["openvpn", "openssl"] } },
];

/** Only what the tunnels of this device need. */
export function packagesFor(home: Home, sheet: DeviceSheet, files: RenderedFiles): string[] {
    return SOFTWARE.filter(({ isNeeded }) => isNeeded(sheet, files)).flatMap(({ packages }) => packages[home]);
}

/** True where a tunnel has BGP. */
export function hasFrr(files: RenderedFiles): boolean {
    return Object.keys(files).some((file) => file.startsWith("/etc/frr/"));
}
