/**
 * What the tests of real tunnels run: strongSwan, WireGuard, OpenVPN, FRR and the tools that look at them, from Debian's
 * packages where they are missing and that is allowed; elsewhere it says what is missing. No service is started, now or at
 * the next start of the machine: the tests start every process themselves, in network namespaces of their own.
 */
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { say } from "./house.mjs";

/** A file or a command that must be there, and the package it comes from. */
const NEEDED = [
    ["/usr/lib/ipsec/charon", "strongswan-charon"],
    ["swanctl", "strongswan-swanctl"],
    ["/usr/lib/ipsec/plugins/libstrongswan-kernel-libipsec.so", "libcharon-extra-plugins"],
    ["/usr/lib/ipsec/plugins/libstrongswan-openssl.so", "libstrongswan-standard-plugins"],
    ["wg", "wireguard-tools"],
    ["wireguard-go", "wireguard-go"],
    ["openvpn", "openvpn"],
    ["/usr/lib/frr/bgpd", "frr"],
    ["iperf3", "iperf3"],
    ["nft", "nftables"],
    ["ip", "iproute2"],
    ["tc", "iproute2"],
    ["ping", "iputils-ping"],
    ["sysctl", "procps"],
    ["curl", "curl"],
    ["openssl", "openssl"],
    ["nsenter", "util-linux"],
];
/** Services that the packages would start. */
const SERVICES = ["strongswan-starter", "strongswan", "openvpn", "frr", "nftables", "iperf3"];
/** Debian's word for "start nothing": invoke-rc.d asks this file, and 101 forbids. */
const POLICY = "/usr/sbin/policy-rc.d";
const FORBIDDEN = "#!/bin/sh\nexit 101\n";

const quietly = (command, ...args) => spawnSync(command, args, { stdio: "ignore" }).status === 0;
const isThere = (what) =>
    what.startsWith("/") ? fs.existsSync(what) : quietly("sh", "-c", `PATH="$PATH:/usr/sbin:/sbin" command -v ${what}`);
const missing = () => [...new Set(NEEDED.filter(([what]) => !isThere(what)).map(([, name]) => name))];

function apt(...args) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    spawnSync("apt-get", ["-qq", "-o", "DPkg::Lock::Timeout=300", ...args], { stdio: ["ignore", "ignore", 2], env });
}

/** Installs without a service being started; what was there to allow or forbid it is put back. */
function install(packages) {
    const before = fs.existsSync(POLICY) ? fs.readFileSync(POLICY) : undefined;
    const enabled = SERVICES.filter((name) => quietly("systemctl", "is-enabled", name));
    if (before === undefined) fs.writeFileSync(POLICY, FORBIDDEN, { mode: 0o755 });
    else fs.writeFileSync(POLICY, FORBIDDEN);
    try {
        // Lists of packages may be missing or old on a fresh machine.
        apt("update");
        apt("install", "-y", "--no-install-recommends", ...packages);
    } finally {
        if (before === undefined) fs.rmSync(POLICY, { force: true });
        else fs.writeFileSync(POLICY, before);
        for (const name of SERVICES) if (!enabled.includes(name)) quietly("systemctl", "disable", name);
    }
}

if (missing().length > 0 && process.getuid?.() === 0 && isThere("apt-get")) {
    say(`installing ${missing().join(", ")}`);
    install(missing());
}
if (missing().length === 0) {
    say("the tools for tunnels are there");
} else {
    process.stderr.write(`missing for the tests of real tunnels: install ${missing().join(", ")}\n`);
    // Without root they are skipped anyway, unless this is a run that must prove everything.
    process.exitCode = process.getuid?.() === 0 || process.env.CI === "true" ? 1 : 0;
}
