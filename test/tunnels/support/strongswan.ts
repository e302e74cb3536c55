/**
 * strongSwan in a cell. ESP is done by charon itself (kernel-libipsec), because not every kernel has it: packets go through
 * one TUN device per charon, in UDP. As that device is found by selectors alone, two tunnels with the same selectors, which
 * route-based tunnels have, need two charons.
 */
import type { Cell, Daemon } from "./cell";
import { eventually } from "./wait";

export interface Charon {
    readonly cell: Cell;
    readonly daemon: Daemon;
}

export interface CharonOptions {
    /** Opens its sockets at ports of the kernel's choice, so that others in the same network can too. It can only initiate. */
    readonly anyPort?: boolean;
}

const PLUGINS = "/etc/strongswan.d/charon";
/** Loaded before the kernel's own; of what the packages bring besides, these would do things of their own to the network. */
export const ESP_IN_USERSPACE = {
    // Each charon leads everything that its selectors match to its TUN device, before all other routes. Routes are the
    // business of the device, as they are where the kernel does ESP: the rule is kept for packets that nobody marks so.
    [`${PLUGINS}/kernel-netlink.conf`]: "kernel-netlink {\n load = yes\n fwmark = 0x7fffffff\n}\n",
    [`${PLUGINS}/kernel-libipsec.conf`]: "kernel-libipsec { load = 10 }\n",
    ...Object.fromEntries(
        ["bypass-lan", "dhcp", "farp", "forecast", "ha", "stroke"].map((name) => [
            `${PLUGINS}/${name}.conf`,
            `${name} { load = no }\n`,
        ]),
    ),
};

/** charon with the configuration that is in the cell, loaded. */
export async function startCharon(cell: Cell, { anyPort = false }: CharonOptions = {}): Promise<Charon> {
    const ports = anyPort ? "port = 0\n port_nat_t = 0\n" : "";
    await cell.write({
        ...ESP_IN_USERSPACE,
        "/etc/strongswan.d/zz-cell.conf": `charon {\n ${ports} filelog { stderr { default = 1\n flush_line = yes } }\n syslog { daemon { default = -1 } }\n}\n`,
    });
    const daemon = cell.daemon("charon", ["/usr/lib/ipsec/charon"]);
    const charon = { cell, daemon };
    await eventually(
        "charon answers",
        async () => ((await cell.run(["swanctl", "--stats"])).code === 0 ? true : undefined),
        {
            explain: () => daemon.tail(40),
        },
    );
    await swanctl(charon, "--load-all");
    return charon;
}

/** swanctl's answer; an error tells charon's log too. */
export async function swanctl({ cell, daemon }: Charon, ...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await cell.run(["swanctl", ...args]);
    if (code === 0) return stdout;
    throw new Error(`swanctl ${args.join(" ")}: ${code}\n${stdout}${stderr}\n${daemon.tail(40)}`);
}

/** What two ends agreed on, in strongSwan's words: "AES_GCM_16_256/PRF_HMAC_SHA2_384/ECP_384". */
export interface Agreed {
    readonly ike: string;
    /** Its key exchange is that of the tunnel at first, and shows once keys were renewed. */
    readonly esp: string;
    readonly ppk: boolean;
}

interface Found extends Agreed {
    readonly child: string;
}

/** What the two ends agreed on, once the tunnel is up. Both may have opened one: then it is the same in both. */
export async function agreed(charon: Charon): Promise<Agreed> {
    const { ike, esp, ppk } = await eventually(`an IPsec tunnel of ${charon.cell.name}`, () => found(charon), {
        explain: () => charon.daemon.tail(60),
    });
    return { ike, esp, ppk };
}

/** The same after the tunnel's keys were renewed, with a key exchange of their own. */
export async function agreedAnew(charon: Charon): Promise<Agreed> {
    const before = await agreed(charon);
    const child = (await found(charon))?.child ?? "";
    await swanctl(charon, "--rekey", "--child", child);
    return eventually(
        `new keys of ${child}`,
        async () => {
            const now = await found(charon);
            return now === undefined || now.esp === before.esp
                ? undefined
                : { ike: now.ike, esp: now.esp, ppk: now.ppk };
        },
        { explain: () => charon.daemon.tail(60) },
    );
}

async function found(charon: Charon): Promise<Found | undefined> {
    const raw = await swanctl(charon, "--list-sas", "--raw");
    const all = raw.split("list-sa event").flatMap((text): Found[] => {
        const [, ike = "", children = ""] = /^(.*?)child-sas \{(.*)$/s.exec(text) ?? [];
        // Those that are about to go, or to come, say nothing.
        const child = children.split(/\S+-\d+ \{/).find((part) => part.includes("state=INSTALLED"));
        if (!ike.includes("state=ESTABLISHED") || child === undefined) return [];
        const [, name = ""] = /\bname=(\S+)/.exec(child) ?? [];
        return [{ ike: suiteIn(ike), esp: suiteIn(child), ppk: ike.includes("ppk=yes"), child: name }];
    });
    return new Set(all.map((one) => JSON.stringify(one))).size === 1 ? all[0] : undefined;
}

function suiteIn(text: string): string {
    const field = (name: string): string[] => new RegExp(`\\b${name}=([^\\s}]+)`).exec(text)?.slice(1) ?? [];
    const encryption = [...field("encr-alg"), ...field("encr-keysize")].join("_");
    return [encryption, ...field("integ-alg"), ...field("prf-alg"), ...field("dh-group")].join("/");
}
