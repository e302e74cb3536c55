/**
 * The script of a pod that is a gateway. On a machine systemd starts and watches the programs, and timers run the jobs; here
 * the script does, and ends as soon as one of them does, so that Kubernetes starts the pod anew. The pod is on its node's
 * network: what it makes there, it removes.
 */
import type { DeviceSheet, RenderedFiles, SheetTunnel } from "../../sheet";
import { inOrder, interfaceOf, linesOf, oneLine, textOf, tunnelsOf, type Lines } from "../../words";
import { tableName } from "../firewall";
import { FRR_LOG, MOUNT, PLACES, tunnelName } from "../places";
import { queueDevice } from "../qos";
import { hasFrr, packagesFor } from "../software";
import { EVERY } from "../watch";

const SECONDS_PER_DAY = 86_400;
/** Seconds between two looks at the node's kernel settings. */
const SETTINGS_EVERY = 5;
/** Seconds until strongSwan must answer. */
const PATIENCE = 30;
/** A WireGuard peer that answers makes new keys every two minutes, and those of three minutes ago are void (WireGuard, 6.1). */
const HANDSHAKE = 180;
/** Discard (RFC 863): a port that nobody answers at. */
const DISCARD = 9;

/** The one file by which a container of the pod starts: `sh FILE settings|run|alive|ready`. */
export function renderGateway(sheet: DeviceSheet, files: RenderedFiles): RenderedFiles {
    if (sheet.cluster === undefined) return {};
    const run = { sheet, files };
    return {
        [PLACES.gateway(sheet)]: textOf([
            "#!/bin/sh",
            `# Gateway ${sheet.device} of site ${oneLine(sheet.site)}, bridge ${oneLine(sheet.bridge)}, in a pod on its node's network.`,
            `# Usage: ${PLACES.gateway(sheet)} settings|run|alive|ready`,
            "set -eu",
            "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
            "export PATH",
            ...settings(run),
            ...install(run),
            ...place(run),
            ...clean(run),
            ...start(run),
            ...end(run),
            ...attend(run),
            ...alive(run),
            ...ready(run),
            "",
            'case "${1:-}" in',
            "    settings) settings ;;",
            "    run) run ;;",
            "    alive) alive ;;",
            "    ready) ready ;;",
            '    *) echo "settings, run, alive or ready?" >&2; exit 2 ;;',
            "esac",
        ]),
    };
}

interface Run {
    readonly sheet: DeviceSheet;
    /** All that the pod has, but for the script. */
    readonly files: RenderedFiles;
}

function routine(name: string, body: Lines): string[] {
    return ["", `${name}() {`, ...linesOf(body).map((line) => (line === "" ? "" : `    ${line}`)), "}"];
}

/**
 * Kernel settings are the node's. Whoever may write them needs privilege, so that they are the only thing that a privileged
 * container does. Settings of a tunnel's interface can only be made once it is there, and each new interface begins without.
 */
function settings({ sheet }: Run): string[] {
    return routine("settings", [
        "trap 'exit 0' TERM INT",
        "while :; do",
        `    sed 's/ //g' ${MOUNT}${PLACES.sysctl(sheet)} | while IFS='=' read -r name value; do`,
        '        setting=/proc/sys/$(echo "$name" | tr . /)',
        "        # Of an interface that is not there yet, or of IPv6 where there is none.",
        '        [ -e "$setting" ] || continue',
        '        [ "$(cat "$setting")" = "$value" ] || echo "$value" >"$setting" || :',
        "    done",
        `    sleep ${SETTINGS_EVERY} &`,
        "    wait $! || :",
        "done",
    ]);
}

/** A signal is heard while the shell waits, and not while a program runs in the foreground. */
function install({ sheet, files }: Run): string[] {
    const packages = packagesFor("container", sheet, files).join(" ");
    return routine(
        "install",
        sheet.cluster?.installs === true
            ? [
                  "export DEBIAN_FRONTEND=noninteractive",
                  "{",
                  "    apt-get -q update &&",
                  "        apt-get -qy -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold \\",
                  `            install --no-install-recommends ${packages}`,
                  "} &",
                  "wait $!",
              ]
            : [
                  `for program in ${programs({ sheet, files }).join(" ")}; do`,
                  '    [ -x "$program" ] || command -v "$program" >/dev/null && continue',
                  `    echo "the image has no $program: it needs Debian's ${packages}" >&2`,
                  "    exit 1",
                  "done",
              ],
    );
}

function programs({ sheet, files }: Run): string[] {
    return [
        "ip",
        "tc",
        "nft",
        ...(hasFrr(files) ? ["/usr/lib/frr/frrinit.sh", "vtysh"] : []),
        ...(tunnelsOf(sheet, "ipsec").length > 0 ? ["/usr/lib/ipsec/charon", "swanctl"] : []),
        ...(tunnelsOf(sheet, "wireguard").length > 0 ? ["wg", "wg-quick"] : []),
        ...(tunnelsOf(sheet, "openvpn").length > 0 ? ["openvpn", "openssl"] : []),
    ];
}

/** After the packages, which bring files of the same names. */
function place(run: Run): string[] {
    return routine("place", [
        "umask 077",
        `cd ${MOUNT}`,
        "find -L etc -type f | while read -r file; do",
        '    mkdir -p "/${file%/*}"',
        '    cp "$file" "/$file"',
        "done",
        "cd /",
        ...(hasFrr(run.files)
            ? [
                  `mkdir -p /run/frr ${FRR_LOG.slice(0, FRR_LOG.lastIndexOf("/"))}`,
                  `: >${FRR_LOG}`,
                  `chown -R frr:frr /etc/frr /run/frr ${FRR_LOG.slice(0, FRR_LOG.lastIndexOf("/"))}`,
              ]
            : []),
    ]);
}

/** Also what a container has left behind that was killed. */
function clean({ sheet }: Run): string[] {
    const interfaces = [
        ...inOrder(sheet.tunnels).map(interfaceOf),
        ...(sheet.uplink === undefined ? [] : [queueDevice(sheet)]),
    ];
    return routine("clean", [
        `for interface in ${interfaces.join(" ")}; do`,
        '    ip link del dev "$interface" 2>/dev/null || :',
        "done",
        `nft delete table inet ${tableName(sheet)} 2>/dev/null || :`,
    ]);
}

function start(run: Run): string[] {
    const { sheet, files } = run;
    return [
        "",
        "# Processes without any of which there is no gateway, and the one that prints what FRR logs.",
        "daemons=",
        "logs=",
        ...routine("daemon", ['"$@" &', 'daemons="$daemons $!"']),
        ...routine("run", [
            "trap 'exit 0' TERM INT",
            "install",
            "place",
            "clean",
            "trap 'end 0' TERM INT",
            "trap 'end 1' EXIT",
            `nft -f ${PLACES.firewall(sheet)}`,
            hasFrr(files)
                ? [
                      `tail -n +1 -F ${FRR_LOG} &`,
                      "logs=$!",
                      "/usr/lib/frr/frrinit.sh start",
                      'daemons="$daemons $(cat /run/frr/watchfrr.pid)"',
                  ]
                : [],
            tunnelsOf(sheet, "ipsec").length === 0
                ? []
                : [
                      "daemon /usr/lib/ipsec/charon",
                      `left=${PATIENCE}`,
                      "until swanctl --stats >/dev/null 2>&1; do",
                      '    left=$((left - 1)); [ "$left" -gt 0 ] || { echo "strongSwan does not answer" >&2; end 1; }',
                      "    sleep 1 & wait $! || :",
                      "done",
                      "swanctl --load-all",
                  ],
            ...tunnelsOf(sheet, "wireguard").map((tunnel) => `wg-quick up ${interfaceOf(tunnel)}`),
            ...tunnelsOf(sheet, "openvpn").map(
                (tunnel) =>
                    `daemon openvpn --cd /etc/openvpn --config ${PLACES.openVpn(tunnel)} --status ${statusOf(tunnel)} 10`,
            ),
            "attend",
        ]),
    ];
}

const statusOf = (tunnel: SheetTunnel): string => `/run/${interfaceOf(tunnel)}.status`;

/** BGP says goodbye first, so that the peers turn to other ways while the tunnels still carry. */
function end({ sheet, files }: Run): string[] {
    return routine("end", [
        "trap '' TERM INT",
        "trap - EXIT",
        hasFrr(files) ? ["/usr/lib/frr/frrinit.sh stop || :", 'kill "$logs" 2>/dev/null || :'] : [],
        ...tunnelsOf(sheet, "wireguard").map((tunnel) => `wg-quick down ${interfaceOf(tunnel)} || :`),
        'for pid in $daemons; do kill "$pid" 2>/dev/null || :; done',
        'for pid in $daemons; do wait "$pid" 2>/dev/null || :; done',
        "clean",
        'exit "$1"',
    ]);
}

/** A job that has not ended yet is not begun again. */
function attend(run: Run): string[] {
    const { sheet } = run;
    const job = (name: string, file: string, seconds: number): Lines =>
        run.files[file] === undefined
            ? []
            : [`    [ $((second % ${seconds})) -ne 0 ] || flock -n /run/causeway-${name}.lock sh ${file} &`];
    return routine("attend", [
        "second=0",
        "while :; do",
        "    for pid in $daemons; do",
        '        kill -0 "$pid" 2>/dev/null || { echo "a program has ended" >&2; end 1; }',
        "    done",
        job("watch", PLACES.watch(sheet), EVERY),
        job("expiry", PLACES.expiry(sheet), SECONDS_PER_DAY),
        "    sleep 1 &",
        "    wait $! || :",
        "    second=$((second + 1))",
        "done",
    ]);
}

/** Whether the programs answer: where one does not, a new container may help. Tunnels are the business of the peers too. */
function alive({ sheet, files }: Run): string[] {
    return routine("alive", [
        hasFrr(files) ? "vtysh -d bgpd -c 'show bgp summary json' | grep -q '{'" : [],
        tunnelsOf(sheet, "ipsec").length > 0 ? "swanctl --stats >/dev/null" : [],
        ...tunnelsOf(sheet, "wireguard").map((tunnel) => `wg show ${interfaceOf(tunnel)} >/dev/null`),
        ...tunnelsOf(sheet, "openvpn").map((tunnel) => `ip link show dev ${interfaceOf(tunnel)} >/dev/null`),
    ]);
}

/** Whether the gateway carries anything: at least one of its tunnels does. */
function ready({ sheet }: Run): string[] {
    return routine("ready", [
        ...inOrder(sheet.tunnels).map((tunnel) => `if ${carries(sheet, tunnel)}; then exit 0; fi`),
        'echo "no tunnel carries anything" >&2',
        "exit 1",
    ]);
}

function carries(sheet: DeviceSheet, tunnel: SheetTunnel): string {
    const { bgp, peer, engine } = tunnel;
    const name = interfaceOf(tunnel);
    if (bgp !== undefined) {
        return `vtysh -d bgpd -c 'show bgp neighbors ${peer.inside} json' | grep -q '"bgpState": *"Established"'`;
    }
    return {
        ipsec: `swanctl --list-sas --ike ${tunnelName(sheet, tunnel)} | grep -q INSTALLED`,
        // WireGuard is silent until something is sent: a packet that nobody answers makes it greet its peer.
        wireguard:
            `bash -c 'echo >/dev/udp/${peer.inside}/${DISCARD}' && ` +
            `[ "$(wg show ${name} latest-handshakes | cut -f 2)" -gt $(($(date +%s) - ${HANDSHAKE})) ]`,
        openvpn: `awk -F, '/^TCP\\/UDP read bytes/ && $2 > 0 { found = 1 } END { exit !found }' ${statusOf(tunnel)}`,
    }[engine.kind];
}
