/** Settings of the kernel: the device forwards, over several ways at once, and believes no one who says he knows a better way. */
import type { DeviceSheet, RenderedFiles } from "../sheet";
import { carriesIpv6, inOrder, interfaceOf, textOf } from "../words";
import { PLACES } from "./places";

/** What holds for every interface, and what each new one begins with. */
const GROUPS = ["all", "default"];

export function renderHost(sheet: DeviceSheet): RenderedFiles {
    // A node is not the gateway's alone: Calico's Felix ends where "all" is loose, and keeps "default" strict for its pods
    // (Calico, Felix configuration, IgnoreLooseRPF).
    const loose = sheet.cluster === undefined ? GROUPS : inOrder(sheet.tunnels).map(interfaceOf);
    const strict = GROUPS.flatMap((group) => [
        `net.ipv4.conf.${group}.accept_redirects = 0`,
        `net.ipv4.conf.${group}.send_redirects = 0`,
        `net.ipv6.conf.${group}.accept_redirects = 0`,
    ]);
    return {
        [PLACES.sysctl(sheet)]: textOf([
            "net.ipv4.ip_forward = 1",
            carriesIpv6(sheet) ? "net.ipv6.conf.all.forwarding = 1" : undefined,
            // A packet may come by one tunnel while the way back leads into another.
            ...loose.map((of) => `net.ipv4.conf.${of}.rp_filter = 2`),
            ...strict,
            // Flows are told apart by their ports too, so that two hosts can use several tunnels.
            "net.ipv4.fib_multipath_hash_policy = 1",
            carriesIpv6(sheet) ? "net.ipv6.fib_multipath_hash_policy = 1" : undefined,
        ]),
    };
}
