/**
 * OPNsense. Fields and their values are those of opnsense/core (models IPsec/Swanctl.xml, IPsec/IPsec.xml,
 * Wireguard/Server.xml and Client.xml; filter.inc) and opnsense/plugins (Quagga/BGP.xml and its template bgpd.conf).
 */
import { Device, renderDevice } from "../../../../components/vpn-bridge/device";
import type { DeviceSheet } from "../../../../components/vpn-bridge/device/sheet";
import { CBC, count, IPSEC, KEY, sheet, staticTunnel, tunnel, WIREGUARD } from "./sheets";
import { all, parseXml, settings, type Node } from "./xml";

const SWANCTL = "OPNsense/Swanctl";
const BGP = "OPNsense/quagga/bgp";
const file = (of: DeviceSheet): string => renderDevice(Device.OpnSense, of)["opnsense-config.xml"]!;
const parse = (of: DeviceSheet): Node => parseXml(file(of));
const only = (of: DeviceSheet, path: string): Node => {
    const [found, ...more] = all(parse(of), path);
    expect([found?.name, more]).toEqual([path.slice(path.lastIndexOf("/") + 1), []]);
    return found!;
};

test("the preferred suite: beside GCM the hash of a proposal is its PRF", () => {
    const of = sheet([tunnel(5)]);
    expect(settings(only(of, `${SWANCTL}/Connections/Connection`))).toMatchObject({
        proposals: "aes256gcm16-sha384-ecp384",
        version: "2",
    });
    expect(settings(only(of, `${SWANCTL}/children/child`)).esp_proposals).toBe("aes256gcm16-ecp384");
});

test("a suite with CBC", () => {
    const of = sheet([tunnel(5, { engine: CBC })]);
    expect(settings(only(of, `${SWANCTL}/Connections/Connection`)).proposals).toBe("aes256-sha384-modp2048");
    expect(settings(only(of, `${SWANCTL}/children/child`)).esp_proposals).toBe("aes256-sha256-modp2048");
});

test("a hash and another PRF beside CBC are refused: a proposal names one", () => {
    const two = { ...CBC, suite: { ...CBC.suite, ike: { ...CBC.suite.ike, prf: "sha-512" as const } } };
    expect(() => file(sheet([tunnel(5, { engine: two })]))).toThrow(
        "no form for sha-384 with the PRF of sha-512, of aws/plant#5",
    );
});

test("both ends of a tunnel, its keys ahead of their end, and whom it asks whether they live", () => {
    expect(settings(only(sheet([tunnel(5)]), `${SWANCTL}/Connections/Connection`))).toMatchObject({
        local_addrs: "198.51.100.7",
        remote_addrs: "203.0.113.5",
        rekey_time: "25920",
        over_time: "2880",
        dpd_delay: "30",
        encap: "0",
        mobike: "0",
        aggressive: "0",
        unique: "replace",
    });
});

test("identities and the key stand where strongSwan looks for them", () => {
    const of = sheet([tunnel(5)]);
    expect(settings(only(of, `${SWANCTL}/locals/local`))).toMatchObject({ auth: "psk", id: "198.51.100.7" });
    expect(settings(only(of, `${SWANCTL}/remotes/remote`))).toMatchObject({ auth: "psk", id: "203.0.113.11" });
    expect(settings(only(of, "OPNsense/IPsec/preSharedKeys/preSharedKey"))).toMatchObject({
        ident: "198.51.100.7",
        remote_ident: "203.0.113.11",
        keyType: "PSK",
        Key: KEY,
    });
});

test("the ends and the child name the connection that they are of", () => {
    const root = parse(sheet([tunnel(5), tunnel(6)]));
    const ids = all(root, `${SWANCTL}/Connections/Connection`).map(({ attributes }) => attributes.uuid);
    const named = ["locals/local", "remotes/remote", "children/child"].map((path) =>
        all(root, `${SWANCTL}/${path}`).map((node) => settings(node).connection),
    );
    expect(named).toEqual([ids, ids, ids]);
    expect(new Set(ids).size).toBe(2);
});

// Swanctl.php takes no others for UUIDs.
test("every UUID is of version 4 and there once", () => {
    const found = [...file(sheet([tunnel(5), tunnel(7, { engine: WIREGUARD })])).matchAll(/ uuid="([^"]*)"/g)].map(
        ([, uuid]) => uuid!,
    );
    const v4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    expect(found.filter((uuid) => !v4.test(uuid))).toEqual([]);
    expect(new Set(found).size).toBe(found.length);
});

test("a second preview is the same, and another tunnel changes no UUID", () => {
    const uuids = (of: DeviceSheet): string[] => file(of).match(/ uuid="[^"]*"/g) ?? [];
    const one = sheet([tunnel(5)]);
    expect(file(one)).toBe(file(sheet([tunnel(5)])));
    expect(uuids(sheet([tunnel(5), tunnel(6)]))).toEqual(expect.arrayContaining(uuids(one)));
});

test("the interface, the request that leads into it and the assignment have one number", () => {
    const of = sheet([tunnel(5)]);
    expect(settings(only(of, `${SWANCTL}/VTIs/VTI`))).toEqual({
        enabled: "1",
        reqid: "10005",
        local: "198.51.100.7",
        remote: "203.0.113.5",
        tunnel_local: "169.254.21.22",
        tunnel_remote: "169.254.21.21",
        description: "CW5",
    });
    expect(settings(only(of, `${SWANCTL}/children/child`))).toMatchObject({
        reqid: "10005",
        policies: "0",
        mode: "tunnel",
        local_ts: "0.0.0.0/0",
        remote_ts: "0.0.0.0/0",
    });
    expect(settings(only(of, "interfaces/opt10005"))).toMatchObject({ if: "ipsec10005", enable: "1" });
});

// filter.inc takes 40 off for IPv4.
test("packets and segments have the sizes of the sheet", () => {
    expect(settings(only(sheet([tunnel(5)]), "interfaces/opt10005"))).toMatchObject({ mtu: "1446", mss: "1446" });
});

test("only declared prefixes, and parts of them, are learnt and announced", () => {
    const lists = all(parse(sheet([tunnel(5)])), `${BGP}/prefixlists/prefixlist`).map((node) => {
        const { name, seqnumber, action, network } = settings(node);
        return [name, seqnumber, action, network];
    });
    expect(lists).toEqual([
        ["CW5-IN", "10", "permit", "10.0.0.0/16 le 32"],
        ["CW5-IN", "20", "deny", "0.0.0.0/0 le 32"],
        ["CW5-OUT", "10", "permit", "10.20.0.0/16 le 32"],
        ["CW5-OUT", "20", "deny", "0.0.0.0/0 le 32"],
    ]);
});

test("a list without prefixes denies everything", () => {
    const lists = all(parse(sheet([tunnel(5, { accepts: [] })])), `${BGP}/prefixlists/prefixlist`).map(settings);
    expect(lists.filter(({ name }) => name === "CW5-IN").map(({ action }) => action)).toEqual(["deny"]);
});

test("a neighbour is filtered in both directions, by the lists of its own tunnel", () => {
    const root = parse(sheet([tunnel(5), tunnel(6)]));
    const byUuid = new Map(
        ["routemaps/routemap", "prefixlists/prefixlist"]
            .flatMap((path) => all(root, `${BGP}/${path}`))
            .map((node) => [node.attributes.uuid, settings(node)]),
    );
    const filters = all(root, `${BGP}/neighbors/neighbor`).map((node) => {
        const { address, linkedRoutemapIn, linkedRoutemapOut } = settings(node);
        const maps = [linkedRoutemapIn, linkedRoutemapOut].map((uuid) => byUuid.get(uuid));
        return [address, ...maps.map((map) => map?.name), ...maps.map((map) => byUuid.get(map?.match2)?.name)];
    });
    expect(filters).toEqual([
        ["169.254.21.21", "CW5-IN", "CW5-OUT", "CW5-IN", "CW5-OUT"],
        ["169.254.21.25", "CW6-IN", "CW6-OUT", "CW6-IN", "CW6-OUT"],
    ]);
});

test("BGP says the numbers of both sides, their timers, and the own prefixes", () => {
    const of = sheet([tunnel(5)]);
    expect(settings(only(of, BGP))).toMatchObject({
        enabled: "1",
        asnumber: "65001",
        routerid: "198.51.100.7",
        networks: "10.20.0.0/16",
        networkimportcheck: "0",
        maximumpaths: "1",
    });
    expect(settings(only(of, `${BGP}/neighbors/neighbor`))).toMatchObject({
        remoteas: "64512",
        keepalive: "10",
        holddown: "30",
    });
});

// bgpd.conf: one "set" in each route map.
test("a higher rank is less preferred in both directions, to the peer by its path", () => {
    const maps = all(parse(sheet([tunnel(5), tunnel(6, { rank: 2 })])), `${BGP}/routemaps/routemap`).map((node) => {
        const { name, set } = settings(node);
        return [name, set];
    });
    expect(maps).toEqual([
        ["CW5-IN", "local-preference 1000"],
        ["CW5-OUT", "metric 0"],
        ["CW6-IN", "local-preference 998"],
        ["CW6-OUT", "as-path prepend 65001 65001"],
    ]);
});

test("the end that waits does not open the tunnel", () => {
    const waiting = sheet([tunnel(5, { engine: { ...IPSEC, initiates: false } })]);
    expect(settings(only(waiting, `${SWANCTL}/children/child`))).toMatchObject({
        start_action: "none",
        close_action: "none",
        dpd_action: "clear",
    });
});

test("behind address translation the public address is an identity only", () => {
    const of = sheet([tunnel(5)], { isTranslated: true });
    expect(settings(only(of, `${SWANCTL}/locals/local`)).id).toBe("198.51.100.7");
    expect(settings(only(of, `${SWANCTL}/Connections/Connection`))).not.toHaveProperty("local_addrs");
    expect(Object.keys(settings(only(of, `${SWANCTL}/VTIs/VTI`)))).not.toEqual(
        expect.arrayContaining(["local", "remote"]),
    );
});

test("a session over an inside address that tunnels share comes up all the same", () => {
    const shared = { inside: "169.254.21.2", bgp: { peerAsn: 65_515, keepalive: 60, hold: 180 } };
    const root = parse(sheet([tunnel(5, shared), tunnel(6, shared)]));
    const checks = all(root, `${BGP}/neighbors/neighbor`).map((node) => settings(node).disable_connected_check);
    expect(checks).toEqual(["1", "1"]);
    expect(all(root, `${SWANCTL}/VTIs/VTI`).map((node) => settings(node).tunnel_local)).toEqual([
        "169.254.21.2",
        "169.254.21.2",
    ]);
});

test("WireGuard: an instance for each peer, whose routes are none of its business", () => {
    const root = parse(sheet([tunnel(7, { engine: { ...WIREGUARD, keepsAlive: true }, mtu: 1_420 })]));
    const [server] = all(root, "OPNsense/wireguard/server/servers/server");
    const [client] = all(root, "OPNsense/wireguard/client/clients/client");
    expect(settings(server)).toEqual({
        enabled: "1",
        name: "CW7",
        instance: "10007",
        privkey: WIREGUARD.privateKey,
        port: "10007",
        mtu: "1420",
        tunneladdress: "169.254.21.30/30",
        disableroutes: "1",
        peers: client?.attributes.uuid,
    });
    expect(settings(client)).toEqual({
        enabled: "1",
        name: "CW7",
        pubkey: WIREGUARD.peerPublicKey,
        psk: WIREGUARD.preSharedKey,
        tunneladdress: "0.0.0.0/0",
        serveraddress: "203.0.113.7",
        serverport: "10007",
        keepalive: "25",
    });
    expect(settings(all(root, "interfaces/opt10007")[0])).toMatchObject({ if: "wg10007" });
});

test("without IPsec nothing of it is switched on", () => {
    const root = parse(sheet([tunnel(7, { engine: WIREGUARD })]));
    expect([...all(root, "ipsec"), ...all(root, "OPNsense/IPsec"), ...all(root, "OPNsense/Swanctl")]).toEqual([]);
});

test("static routes are refused instead of being left out", () => {
    expect(() => file(sheet([staticTunnel(5)]))).toThrow("no form for static routes, of aws/plant#5");
});

test("names that mean something in XML stay what they are", () => {
    const of = sheet([tunnel(5, { peer: { ...tunnel(5).peer, site: 'a--b <&"' } })]);
    expect(settings(only(of, `${SWANCTL}/Connections/Connection`)).description).toContain('to a--b <&" (203.0.113.5)');
});

test("the program beside the parts holds no key, and the parts say how it is used", () => {
    const files = renderDevice(Device.OpnSense, sheet([tunnel(5)]));
    expect(count({ program: files["merge-config.py"]! }, KEY)).toBe(0);
    expect(files["opnsense-config.xml"]).toContain(
        "python3 merge-config.py opnsense-config.xml config.xml > merged.xml",
    );
});
