/** Where the files of a Linux device lie: several of them name each other. */
import type { DeviceSheet, SheetTunnel } from "../sheet";
import { bridgeName, interfaceOf } from "../words";

type Named = Pick<DeviceSheet, "bridge">;
type Numbered = Pick<SheetTunnel, "number">;

const script = (sheet: Named, role: string): string => `/etc/causeway/${bridgeName(sheet)}-${role}`;

const unit = (sheet: Named, role: string): string => `/etc/systemd/system/${bridgeName(sheet)}-${role}`;

export const PLACES = {
    /** What the scripts must know of one tunnel. */
    settings: (sheet: Named, tunnel: Numbered) => `/etc/causeway/${bridgeName(sheet)}-${interfaceOf(tunnel)}.conf`,
    updown: (sheet: Named) => script(sheet, "updown"),
    /** Called with "up" or "down" and the name of a tunnel's interface. */
    interface: (sheet: Named) => script(sheet, "interface"),
    qos: (sheet: Named) => script(sheet, "qos"),
    watch: (sheet: Named) => script(sheet, "watch"),
    watchUnit: (sheet: Named) => unit(sheet, "watch.service"),
    watchTimer: (sheet: Named) => unit(sheet, "watch.timer"),
    expiry: (sheet: Named) => script(sheet, "expiry"),
    expiryUnit: (sheet: Named) => unit(sheet, "expiry.service"),
    expiryTimer: (sheet: Named) => unit(sheet, "expiry.timer"),
    connection: (sheet: Named, tunnel: Numbered) => `/etc/swanctl/conf.d/${tunnelName(sheet, tunnel)}.conf`,
    /** By swanctl's folder: "x509", "private"; `more` tells apart files of one folder. */
    swanctl:
        (sheet: Named, tunnel: Numbered) =>
        (folder: string, more = "") =>
            `/etc/swanctl/${folder}/${tunnelName(sheet, tunnel)}${more}.pem`,
    charon: (sheet: Named) => `/etc/strongswan.d/${bridgeName(sheet)}.conf`,
    wireGuard: (tunnel: Numbered) => `/etc/wireguard/${interfaceOf(tunnel)}.conf`,
    openVpn: (tunnel: Numbered) => `/etc/openvpn/${interfaceOf(tunnel)}.conf`,
    revoked: (tunnel: Numbered) => `/etc/openvpn/${interfaceOf(tunnel)}.crl`,
    sysctl: (sheet: Named) => `/etc/sysctl.d/60-${bridgeName(sheet)}.conf`,
    firewall: (sheet: Named) => `/etc/nftables.d/${bridgeName(sheet)}.nft`,
    firewallUnit: (sheet: Named) => unit(sheet, "firewall.service"),
    /** What a pod runs, with a verb: cluster/start.ts. */
    gateway: (sheet: Named) => script(sheet, "gateway"),
} as const;

/** Where a pod finds all of these files, each below it at its own path. */
export const MOUNT = "/run/causeway";

/** Where FRR writes its log in a pod, which has no syslog. */
export const FRR_LOG = "/var/log/frr/frr.log";

/** What everything of the tunnel is called in strongSwan: "core-cw5". */
export function tunnelName(sheet: Named, tunnel: Numbered): string {
    return `${bridgeName(sheet)}-${interfaceOf(tunnel)}`;
}
