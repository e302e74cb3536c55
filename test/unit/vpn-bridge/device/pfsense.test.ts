/**
 * pfSense. Fields and their values are those of pfsense/pfsense (ipsec.inc, interfaces.inc, filter.inc) and of
 * pfSense-pkg-frr in pfsense/FreeBSD-ports (frr_bgp.inc, frr_zebra.inc).
 */
import { Device, renderDevice } from "../../../../components/vpn-bridge/device";
import type { DeviceSheet } from "../../../../components/vpn-bridge/device/sheet";
import { CBC, count, IPSEC, KEY, sheet, staticTunnel, tunnel, WIREGUARD } from "./sheets";
import { all, parseXml, settings, type Node } from "./xml";

const PROPOSAL = "ipsec/phase1/encryption/item";
const file = (of: DeviceSheet): string => renderDevice(Device.PfSense, of)["pfsense-config.xml"]!;
const parse = (of: DeviceSheet): Node => parseXml(file(of));
const only = (of: DeviceSheet, path: string): Record<string, string> => {
    const found = all(parse(of), path);
    expect(found).toHaveLength(1);
    return settings(found[0]);
};

test("the preferred suite, with the PRF by name", () => {
    const of = sheet([tunnel(5)]);
    expect(only(of, "ipsec/phase1")).toMatchObject({ iketype: "ikev2", prfselect_enable: "yes" });
    expect(only(of, `${PROPOSAL}/encryption-algorithm`)).toEqual({ name: "aes256gcm", keylen: "128" });
    expect(only(of, PROPOSAL)).toMatchObject({ "prf-algorithm": "sha384", dhgroup: "20" });
    expect(only(of, "ipsec/phase2/encryption-algorithm-option")).toEqual({ name: "aes256gcm", keylen: "128" });
    expect(only(of, "ipsec/phase2").pfsgroup).toBe("20");
});

// ipsec.inc leaves a proposal without a hash out, and gives none to phase 2 beside GCM.
test("beside GCM phase 1 names a hash all the same, and phase 2 none", () => {
    expect(only(sheet([tunnel(5)]), PROPOSAL)["hash-algorithm"]).toBe("sha384");
    expect(only(sheet([tunnel(5)]), "ipsec/phase2")).not.toHaveProperty("hash-algorithm-option");
});

test("a suite with CBC", () => {
    const of = sheet([tunnel(5, { engine: CBC })]);
    expect(only(of, `${PROPOSAL}/encryption-algorithm`)).toEqual({ name: "aes", keylen: "256" });
    expect(only(of, PROPOSAL)).toMatchObject({ "hash-algorithm": "sha384", "prf-algorithm": "sha384", dhgroup: "14" });
    expect(only(of, "ipsec/phase2")["hash-algorithm-option"]).toBe("hmac_sha256");
});

test("peers, identities, the key, lifetimes, and whom it asks whether they live", () => {
    const of = sheet([tunnel(5)]);
    expect(only(of, "ipsec/phase1")).toMatchObject({
        interface: "wan",
        "remote-gateway": "203.0.113.5",
        authentication_method: "pre_shared_key",
        "pre-shared-key": KEY,
        myid_type: "address",
        myid_data: "198.51.100.7",
        peerid_type: "address",
        peerid_data: "203.0.113.11",
        lifetime: "28800",
        dpd_delay: "30",
        nat_traversal: "on",
        mobike: "off",
    });
    expect(only(of, "ipsec/phase2").lifetime).toBe("3600");
});

test("another interface towards the internet is named by its key", () => {
    expect(only(sheet([tunnel(5)], { wanInterface: "opt2" }), "ipsec/phase1").interface).toBe("opt2");
});

test("an identity that is a name", () => {
    const named = sheet([tunnel(5, { engine: { ...IPSEC, remoteId: "gw.example.com" } })]);
    expect(only(named, "ipsec/phase1")).toMatchObject({ peerid_type: "fqdn", peerid_data: "gw.example.com" });
});

// interfaces.inc: get_ipsecifnum looks the interface of a phase 1 up in vtimaps, and names it by that number.
test("phase 1, phase 2, the interface and its assignment have one number", () => {
    const of = sheet([tunnel(5)]);
    expect(only(of, "ipsec/phase1").ikeid).toBe("10005");
    expect(only(of, "ipsec/phase2")).toMatchObject({ ikeid: "10005", mode: "vti", reqid: "10005" });
    expect(only(of, "ipsec/vtimaps/item")).toEqual({ reqid: "10005", index: "0", ifnum: "10005" });
    expect(only(of, "interfaces/opt10005")).toMatchObject({ if: "ipsec10005", descr: "CW5", enable: "" });
});

test("the inside addresses are those of the interface", () => {
    const of = sheet([tunnel(5)]);
    expect(only(of, "ipsec/phase2/localid")).toEqual({ type: "address", address: "169.254.21.22" });
    expect(only(of, "ipsec/phase2/remoteid")).toEqual({ type: "address", address: "169.254.21.21" });
});

// filter.inc drops 169.254.0.0/16 but for this setting, and takes 40 off the segments.
test("link-local addresses pass, and packets and segments have the sizes of the sheet", () => {
    const of = sheet([tunnel(5)]);
    expect(only(of, "system")).toHaveProperty("no_apipa_block");
    expect(only(of, "interfaces/opt10005")).toMatchObject({ mtu: "1446", mss: "1446" });
});

test("only declared prefixes, and parts of them, are learnt and announced", () => {
    const lists = all(parse(sheet([tunnel(5)])), "installedpackages/frrglobalprefixes/config").map((list) => [
        settings(list).name,
        ...all(list, "row").map((row) => Object.values(settings(row)).join(" ")),
    ]);
    expect(lists).toEqual([
        ["CW5-IN", "10 permit 10.0.0.0/16 32", "20 deny 0.0.0.0/0 32"],
        ["CW5-OUT", "10 permit 10.20.0.0/16 32", "20 deny 0.0.0.0/0 32"],
    ]);
});

test("a list without prefixes denies everything", () => {
    const [list] = all(parse(sheet([tunnel(5, { accepts: [] })])), "installedpackages/frrglobalprefixes/config");
    expect(all(list!, "row").map((row) => settings(row).action)).toEqual(["deny"]);
});

test("a neighbour is filtered in both directions", () => {
    const of = sheet([tunnel(5)]);
    expect(only(of, "installedpackages/frrbgpneighbors/config")).toMatchObject({
        peer: "169.254.21.21",
        asnum: "64512",
        timers_keepalive: "10",
        timers_holdtime: "30",
        routemap_in: "CW5-IN",
        routemap_out: "CW5-OUT",
    });
    const maps = all(parse(of), "installedpackages/frrglobalroutemaps/config").map(settings);
    expect(maps.map(({ name, prefix_match, acl_match }) => [name, prefix_match, acl_match])).toEqual([
        ["CW5-IN", "CW5-IN", "none"],
        ["CW5-OUT", "CW5-OUT", "none"],
    ]);
});

test("BGP says the own number and the own prefixes", () => {
    const of = sheet([tunnel(5)], { prefixes: ["10.20.0.0/16", "10.21.0.0/16"] });
    expect(only(of, "installedpackages/frr/config")).toEqual({ enable: "on" });
    expect(only(of, "installedpackages/frrbgp/config")).toMatchObject({ enable: "on", asnum: "65001" });
    const rows = all(parse(of), "installedpackages/frrbgp/config/row").map(settings);
    expect(rows.map(({ distributeroutevalue }) => distributeroutevalue)).toEqual(["10.20.0.0/16", "10.21.0.0/16"]);
});

test("a higher rank is less preferred in both directions", () => {
    const maps = all(parse(sheet([tunnel(6, { rank: 2 })])), "installedpackages/frrglobalroutemaps/config");
    expect(maps.map(settings)).toEqual([
        expect.objectContaining({ localpref_action: "set", localpref_value: "998" }),
        expect.objectContaining({
            metric_action: "set",
            metric_value: "2",
            aspath_action: "setprepend",
            aspath_value: "65001 65001",
        }),
    ]);
});

test("the end that waits does not open the tunnel", () => {
    const waiting = sheet([tunnel(5, { engine: { ...IPSEC, initiates: false } })]);
    expect(only(waiting, "ipsec/phase1")).toMatchObject({ startaction: "none", closeaction: "none" });
});

test("behind address translation it says its public address, and sends from the one of its interface", () => {
    const of = sheet([tunnel(5, { engine: { ...IPSEC, encapsulated: true } })], { isTranslated: true });
    expect(only(of, "ipsec/phase1")).toMatchObject({
        interface: "wan",
        myid_data: "198.51.100.7",
        nat_traversal: "force",
    });
});

test("a session over an inside address that tunnels share comes up all the same", () => {
    const shared = { inside: "169.254.21.2", bgp: { peerAsn: 65_515, keepalive: 60, hold: 180 } };
    const neighbours = all(
        parse(sheet([tunnel(5, shared), tunnel(6, shared)])),
        "installedpackages/frrbgpneighbors/config",
    );
    expect(neighbours.map((node) => settings(node).disableconnectedcheck)).toEqual(["on", "on"]);
});

test.each([
    ["static routes", staticTunnel(5), "no form for static routes, of aws/plant#5"],
    ["WireGuard", tunnel(7, { engine: WIREGUARD }), "no form for wireguard, of aws/plant#7"],
])("refuses %s instead of leaving it out", (_, of, says) => {
    expect(() => file(sheet([of]))).toThrow(says);
});

test("the program beside the parts holds no key, and the parts say how it is used", () => {
    const files = renderDevice(Device.PfSense, sheet([tunnel(5)]));
    expect(count({ program: files["merge-config.py"]! }, KEY)).toBe(0);
    expect(files["pfsense-config.xml"]).toContain("python3 merge-config.py pfsense-config.xml config.xml > merged.xml");
});
