/**
 * Scripts that every engine calls when the interface of a tunnel comes and goes. They know nothing themselves: what differs
 * between tunnels is in a file for each, so that none depends on another's.
 */
import type { DeviceSheet, RenderedFiles, SheetTunnel } from "../sheet";
import {
    bridgeName,
    inOrder,
    interfaceOf,
    ofFamily,
    oneLine,
    shellWord,
    staticPrefixes,
    textOf,
    tunnelsOf,
} from "../words";
import { PLACES } from "./places";

export function renderInterfaces(sheet: DeviceSheet): RenderedFiles {
    const settings = inOrder(sheet.tunnels).map((tunnel) => [PLACES.settings(sheet, tunnel), settingsOf(tunnel)]);
    return {
        ...(Object.fromEntries(settings) as RenderedFiles),
        [PLACES.interface(sheet)]: interfaceScript(sheet),
        ...(tunnelsOf(sheet, "ipsec").length === 0 ? {} : { [PLACES.updown(sheet)]: updownScript(sheet) }),
    };
}

/** Those of IPv6 are always among them: sessions between IPv4 addresses do not carry it. */
export function staticRoutes(tunnel: SheetTunnel): readonly string[] {
    return [...ofFamily(staticPrefixes(tunnel), 4), ...ofFamily(tunnel.accepts, 6)];
}

function settingsOf(tunnel: SheetTunnel): string {
    const values: Readonly<Record<string, string | number>> = {
        interface: interfaceOf(tunnel),
        inside: tunnel.inside,
        peer: tunnel.peer.inside,
        mtu: tunnel.mtu,
        if_id: tunnel.number + 1,
        // Of two routes the one with the lower metric is taken.
        metric: 100 + tunnel.rank,
        routes4: ofFamily(staticRoutes(tunnel), 4).join(" "),
        routes6: ofFamily(staticRoutes(tunnel), 6).join(" "),
    };
    return textOf([
        `# ${oneLine(tunnel.key)}: read by the scripts beside it.`,
        ...Object.entries(values).map(([name, value]) => `${name}=${shellWord(String(value))}`),
    ]);
}

/** Routes over one interface. Several tunnels of one rank share a route of IPv4, so that they share the load. */
const interfaceScript = (sheet: DeviceSheet): string => `#!/bin/sh
# shellcheck disable=SC1090,SC2154
# Routes and queues of a tunnel's interface that has just come up, or is about to go down.
# Usage: ${PLACES.interface(sheet)} up|down INTERFACE
set -eu
verb=$1
. "/etc/causeway/${bridgeName(sheet)}-$2.conf"

# Interfaces that a route leads to by now, without this one and without those that are dead.
others() {
    ip -4 -o route show exact "$1" proto static metric "$metric" | tr '\\134' '\\n' | awk -v own="$interface" '
        / dead/ { next }
        { for (i = 1; i < NF; i++) if ($i == "dev" && $(i + 1) != own) print $(i + 1) }'
}

# Sets the route to the interfaces that are named, or removes it where there are none.
lead() {
    to=$1
    shift
    case $# in
        0) ip -4 route del "$to" proto static metric "$metric" 2>/dev/null || : ;;
        1) ip -4 route replace "$to" proto static metric "$metric" dev "$1" ;;
        *)
            hops=
            for hop; do hops="$hops nexthop dev $hop"; done
            # Words of their own.
            # shellcheck disable=SC2086
            ip -4 route replace "$to" proto static metric "$metric" $hops
            ;;
    esac
}

# Two tunnels that come up at the same time would each forget the other.
exec 9>/run/causeway-routes.lock
flock 9
for to in $routes4; do
    own=
    if [ "$verb" = up ]; then own=$interface; fi
    # shellcheck disable=SC2046,SC2086
    lead "$to" $own $(others "$to")
done
for to in $routes6; do
    if [ "$verb" = up ]; then
        ip -6 route append "$to" proto static metric "$metric" dev "$interface" 2>/dev/null || :
    else
        ip -6 route del "$to" proto static metric "$metric" dev "$interface" 2>/dev/null || :
    fi
done
flock -u 9

if [ "$verb" = up ] && [ -e ${shellWord(PLACES.qos(sheet))} ]; then
    sh ${shellWord(PLACES.qos(sheet))} "$interface"
fi
`;

/**
 * charon calls it with PLUTO_VERB, once for each SA that comes or goes, but not where one is only renewed. Where charon does
 * ESP itself (kernel-libipsec), it holds a TUN device open, and its place in /proc tells which one: that device is the tunnel.
 * Otherwise the kernel does, and the tunnel is an XFRM interface.
 */
const updownScript = (sheet: DeviceSheet): string => `#!/bin/sh
# shellcheck disable=SC1090,SC2154
# The interface of an IPsec tunnel.
# Usage: PLUTO_VERB=up-client|down-client|... ${PLACES.updown(sheet)} INTERFACE
set -eu
PATH=/usr/sbin:/usr/bin:/sbin:/bin
. "/etc/causeway/${bridgeName(sheet)}-$1.conf"
state=/run/causeway-$interface

# The charon that has called: one of the processes above this one.
charon=$$
while [ "$charon" -gt 1 ]; do
    case $(cat "/proc/$charon/comm") in charon*) break ;; esac
    charon=$(awk '$1 == "PPid:" { print $2 }' "/proc/$charon/status")
done

# How many SAs there are. Both ends may open one at the same time, and the interface stays until the last one goes. What
# another charon has counted, ended with it.
sas() {
    if [ "$(cut -d ' ' -f 1 "$state/sas" 2>/dev/null)" = "$charon" ]; then cut -d ' ' -f 2 "$state/sas"; else echo 0; fi
}

make() {
    tun=$(awk '$1 == "iff:" { print $2; exit }' "/proc/$charon/fdinfo"/* 2>/dev/null || :)
    if [ -n "$tun" ]; then
        # A packet that is larger than the device was made for would be cut off.
        made_for=$(ip -o link show dev "$tun" | sed 's/.* mtu \\([0-9]*\\) .*/\\1/')
        if [ "$made_for" -lt "$mtu" ]; then mtu=$made_for; fi
        if [ "$tun" != "$interface" ]; then
            echo "$tun" >"$state/tun"
            ip link set dev "$tun" down
            ip link set dev "$tun" name "$interface"
        fi
    elif ! ip link show dev "$interface" >/dev/null 2>&1; then
        ip link add name "$interface" type xfrm if_id "$if_id"
    fi
    # Several tunnels may share an address, each with another one opposite.
    ip address replace "$inside" peer "$peer" dev "$interface"
    ip link set dev "$interface" mtu "$mtu" up
}

# Who routes over it, notices at once. A TUN device goes back to charon as it came from there: by the name that charon knows
# it by, up and without an address.
unmake() {
    ip link set dev "$interface" down
    if [ -e "$state/tun" ]; then
        tun=$(cat "$state/tun")
        rm "$state/tun"
        ip link set dev "$interface" name "$tun"
        ip address flush dev "$tun"
        ip link set dev "$tun" up
    fi
}

mkdir -p "$state"
exec 9>"$state/lock"
flock 9
case $PLUTO_VERB in
    # IPv6 travels in the same SA and comes with it.
    *-v6) ;;
    up-*)
        make
        echo "$charon $(($(sas) + 1))" >"$state/sas"
        sh ${shellWord(PLACES.interface(sheet))} up "$interface"
        ;;
    down-*)
        left=$(($(sas) - 1))
        echo "$charon $left" >"$state/sas"
        if [ "$left" -eq 0 ]; then
            sh ${shellWord(PLACES.interface(sheet))} down "$interface"
            unmake
        fi
        ;;
esac
`;
