/**
 * strongSwan: one file per tunnel, complete in itself, so that a tunnel comes and goes with its file. Options: strongSwan,
 * swanctl.opt.
 */
import { spellSuite, type StrongswanSpelling } from "../../../../plan/suites/spelling";
import { describeProblems } from "../../../../plan/problem";
import { certificatesIn } from "../../x509";
import type { DeviceSheet, RenderedFiles, SheetCertificate } from "../sheet";
import {
    carriesIpv6,
    interfaceOf,
    ownAddress,
    REKEY_AT,
    textOf,
    titleOf,
    tunnelsOf,
    type IpsecTunnel,
    type Lines,
} from "../words";
import { PLACES, tunnelName } from "./places";

export function renderSwanctl(sheet: DeviceSheet): RenderedFiles {
    const tunnels = tunnelsOf(sheet, "ipsec");
    if (tunnels.length === 0) return {};
    return {
        [PLACES.charon(sheet)]: charonFile(sheet),
        ...Object.fromEntries(
            tunnels.flatMap((tunnel) => [
                [PLACES.connection(sheet, tunnel), connectionFile(sheet, tunnel)],
                ...credentialFiles(sheet, tunnel),
            ]),
        ),
    };
}

// Routes are the business of FRR and of the scripts: charon's own would lead everything into the first tunnel.
function charonFile({ cluster }: DeviceSheet): string {
    return textOf([
        "charon {",
        "    install_routes = no",
        "    install_virtual_ip = no",
        // A pod has no syslog: what it prints is its log.
        cluster && "    filelog {",
        cluster && "        stderr {",
        cluster && "            default = 1",
        cluster && "            flush_line = yes",
        cluster && "        }",
        cluster && "    }",
        "}",
    ]);
}

function connectionFile(sheet: DeviceSheet, tunnel: IpsecTunnel): string {
    const { engine, peer } = tunnel;
    const { connection, child } = spelled(tunnel);
    const name = tunnelName(sheet, tunnel);
    const selectors = carriesIpv6(sheet) ? "0.0.0.0/0, ::/0" : "0.0.0.0/0";
    const [start, close, dead] = engine.initiates ? ["start", "start", "restart"] : ["none", "none", "clear"];
    const { ppk } = engine;
    return textOf([
        `# ${titleOf(tunnel)}.`,
        "connections {",
        `    ${name} {`,
        ...settings(2, {
            ...connection,
            // A translated address is none of the machine's own.
            local_addrs: ownAddress(sheet, tunnel) ?? "%any",
            remote_addrs: peer.address,
            ...lifetime("over_time", engine.lifetimes.ike),
            mobike: "no",
            fragmentation: "yes",
            encap: engine.encapsulated ? "yes" : "no",
            keyingtries: 0,
            unique: "replace",
            dpd_delay: `${engine.deadPeerDetection}s`,
            // Any number but 0 will do, and 0 is one of the numbers.
            if_id_in: tunnel.number + 1,
            if_id_out: tunnel.number + 1,
            ...(ppk === undefined ? {} : { ppk_id: quoted(ppk.id), ppk_required: "yes" }),
        }),
        ...authentication(sheet, tunnel),
        "        children {",
        `            ${name} {`,
        ...settings(4, {
            ...child,
            local_ts: selectors,
            remote_ts: selectors,
            ...lifetime("life_time", engine.lifetimes.esp),
            start_action: start,
            close_action: close,
            dpd_action: dead,
            copy_dscp: "out",
            updown: quoted(`/bin/sh ${PLACES.updown(sheet)} ${interfaceOf(tunnel)}`),
        }),
        "            }",
        "        }",
        "    }",
        "}",
        ...secrets(tunnel),
    ]);
}

function spelled({ key, engine }: IpsecTunnel): StrongswanSpelling {
    const answer = spellSuite("strongswan", engine.suite);
    if ("problems" in answer) throw new Error(describeProblems(key, answer.problems));
    return answer.spelling as StrongswanSpelling;
}

/** `limit` is the whole lifetime of the keys of a child, and of IKE what is left of it after rekeying was due. */
function lifetime(limit: "life_time" | "over_time", seconds: number): Readonly<Record<string, string>> {
    const rekey = Math.floor(seconds * REKEY_AT);
    return { rekey_time: `${rekey}s`, [limit]: `${limit === "life_time" ? seconds : seconds - rekey}s` };
}

function authentication(sheet: DeviceSheet, tunnel: IpsecTunnel): Lines {
    const { authentication: how, localId, remoteId } = tunnel.engine;
    const method = how.kind === "certificate" ? "pubkey" : "psk";
    const files = how.kind === "certificate" ? certificateFiles(sheet, tunnel, how) : undefined;
    const names = (list: readonly (readonly [string, string])[]): string =>
        list.map(([file]) => file.slice(file.lastIndexOf("/") + 1)).join(", ");
    return [
        ...section("local", {
            auth: method,
            id: quoted(localId),
            ...(files === undefined ? {} : { certs: names(files.own) }),
        }),
        ...section("remote", {
            auth: method,
            id: quoted(remoteId),
            ...(files === undefined
                ? {}
                : { cacerts: names(files.authorities), revocation: files.revoked.length > 0 ? "strict" : "ifuri" }),
        }),
    ];
}

function section(name: string, members: Readonly<Record<string, string>>): string[] {
    return [`        ${name} {`, ...settings(3, members), "        }"];
}

/** The key belongs to this pair of identities: another tunnel of the same machine has another one. */
function secrets(tunnel: IpsecTunnel): Lines {
    const { authentication: how, localId, remoteId, ppk } = tunnel.engine;
    const name = interfaceOf(tunnel);
    const ids = { "id-local": quoted(localId), "id-remote": quoted(remoteId) };
    const shared = how.kind === "pre-shared-key" ? { ...ids, secret: quoted(how.key) } : undefined;
    if (shared === undefined && ppk === undefined) return [];
    return [
        "secrets {",
        shared && [`    ike-${name} {`, ...settings(2, shared), "    }"],
        ppk && [`    ppk-${name} {`, ...settings(2, { id: quoted(ppk.id), secret: `0x${ppk.key}` }), "    }"],
        "}",
    ];
}

type Files = readonly (readonly [path: string, text: string])[];

interface CertificateFiles {
    readonly own: Files;
    /** Between the device's own certificate and its root: shown to the peer, who may not know them. */
    readonly chain: Files;
    readonly authorities: Files;
    readonly revoked: Files;
}

/**
 * strongSwan reads the first certificate of a file only, so that every one has a file of its own. A list of revoked ones that
 * is there is asked always (strict); where the authority publishes its own, its address is in the certificate (ifuri).
 */
function certificateFiles(sheet: DeviceSheet, tunnel: IpsecTunnel, how: SheetCertificate): CertificateFiles {
    const name = PLACES.swanctl(sheet, tunnel);
    const [own = "", ...between] = certificatesIn(how.certificate);
    const authorities = certificatesIn(how.authorities);
    const above = between.filter((text) => !authorities.includes(text));
    const numbered = (texts: readonly string[], first: number): Files =>
        texts.map((text, i) => [name("x509ca", `.${first + i}`), text]);
    return {
        own: [[name("x509"), own]],
        chain: numbered(above, authorities.length + 1),
        authorities: numbered(authorities, 1),
        revoked: how.revoked === undefined ? [] : [[name("x509crl"), how.revoked]],
    };
}

function credentialFiles(sheet: DeviceSheet, tunnel: IpsecTunnel): (readonly [string, string])[] {
    const how = tunnel.engine.authentication;
    if (how.kind !== "certificate") return [];
    const { own, chain, authorities, revoked } = certificateFiles(sheet, tunnel, how);
    const key = [PLACES.swanctl(sheet, tunnel)("private"), `${how.privateKey.trim()}\n`] as const;
    return [...own, ...chain, ...authorities, ...revoked, key];
}

function settings(depth: number, members: Readonly<Record<string, string | number>>): string[] {
    return Object.entries(members).map(([name, value]) => `${"    ".repeat(depth)}${name} = ${value}`);
}

/** In quotes a value may hold what ends it elsewhere: blanks, braces, commas and the comment's "#". */
function quoted(text: string): string {
    return `"${text.replace(/["\\]/g, "\\$&").replace(/\n/g, "\\n")}"`;
}
