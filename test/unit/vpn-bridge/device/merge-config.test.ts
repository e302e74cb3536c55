/** The program that puts the parts for a firewall into its configuration, run over configurations as the firewalls export them. */
import { Device, renderDevice } from "../../../../components/vpn-bridge/device";
import type { DeviceSheet } from "../../../../components/vpn-bridge/device/sheet";
import { KEY, OTHER_KEY, IPSEC, sheet, tunnel } from "./sheets";
import { all, parseXml, settings, type Node } from "./xml";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

let folder: string;
beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "causeway-merge-"));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const PFSENSE = `<?xml version="1.0"?>
<pfsense>
    <version>22.9</version>
    <system><hostname>edge</hostname></system>
    <interfaces>
        <wan><if>em0</if><ipaddr>dhcp</ipaddr></wan>
        <opt1><if>em2</if><descr><![CDATA[Guests & friends]]></descr></opt1>
    </interfaces>
    <ipsec>
        <vtimaps></vtimaps>
        <phase1><ikeid>1</ikeid><pre-shared-key>kept</pre-shared-key></phase1>
        <phase2><ikeid>1</ikeid><uniqid>67cf</uniqid></phase2>
    </ipsec>
    <installedpackages>
        <frrbgp><config>
            <asnum>64999</asnum>
            <row><distributeroutevalue>192.168.0.0/24</distributeroutevalue></row>
        </config></frrbgp>
        <frrbgpadvanced><config>
            <default_localpref>150</default_localpref>
            <row><aggregateaddr>192.168.0.0/16</aggregateaddr></row>
        </config></frrbgpadvanced>
        <frrbgpneighbors><config><peer>192.168.0.9</peer></config></frrbgpneighbors>
    </installedpackages>
</pfsense>`;

const OPNSENSE = `<?xml version="1.0"?>
<opnsense>
    <interfaces><wan><if>em0</if></wan></interfaces>
    <OPNsense>
        <Swanctl version="1.0.0"><Connections><Connection uuid="a"><enabled>1</enabled></Connection></Connections></Swanctl>
        <quagga><bgp version="1.1.2"><prefixlists>
            <prefixlist uuid="b"><name>MINE</name></prefixlist>
            <prefixlist uuid="c"><name>CW5-IN</name><network>10.99.0.0/16</network></prefixlist>
        </prefixlists></bgp></quagga>
    </OPNsense>
</opnsense>`;

/** What comes out of the program: the whole text, or why it refused. */
function run(device: typeof Device.PfSense | typeof Device.OpnSense, of: DeviceSheet, configuration: string): string {
    const files = renderDevice(device, of);
    const inside = (name: string): string => path.join(folder, name);
    for (const [name, text] of Object.entries({ ...files, "config.xml": configuration })) {
        fs.writeFileSync(inside(name), text);
    }
    const { stdout, stderr } = spawnSync(
        "python3",
        [inside("merge-config.py"), inside(`${device}-config.xml`), inside("config.xml")],
        { encoding: "utf8" },
    );
    return stdout === "" ? stderr : stdout;
}

const merged = (...given: Parameters<typeof run>): Node => parseXml(run(...given).replace(/^<\?xml.*\?>\n/, ""));
const ONE = sheet([tunnel(5)]);

test("what stands in the configuration stays, and the tunnel comes to it", () => {
    const root = merged(Device.PfSense, ONE, PFSENSE);
    expect(all(root, "interfaces")[0]!.children.map(({ name }) => name)).toEqual(["wan", "opt1", "opt10005"]);
    expect(settings(all(root, "interfaces/opt1")[0]).descr).toBe("Guests & friends");
    expect(settings(all(root, "system")[0])).toEqual({ hostname: "edge", no_apipa_block: "enabled" });
    const keys = all(root, "ipsec/phase1").map((node) => settings(node)["pre-shared-key"]);
    expect(keys).toEqual(["kept", KEY]);
    expect(all(root, "ipsec/vtimaps/item").map((node) => settings(node).ifnum)).toEqual(["10005"]);
});

test("a setting gets the new value, and lists keep what else they hold", () => {
    const root = merged(Device.PfSense, ONE, PFSENSE);
    const [bgp] = all(root, "installedpackages/frrbgp/config");
    expect(settings(bgp).asnum).toBe("65001");
    expect(all(bgp!, "row").map((row) => settings(row).distributeroutevalue)).toEqual([
        "192.168.0.0/24",
        "10.20.0.0/16",
    ]);
    const [advanced] = all(root, "installedpackages/frrbgpadvanced/config");
    expect(settings(advanced)).toMatchObject({ default_localpref: "150", bgpbestpathasmulti: "on" });
    expect(all(advanced!, "row").map((row) => settings(row).aggregateaddr)).toEqual(["192.168.0.0/16", ""]);
});

test("attributes of what is there stay, and a list with a name is replaced as a whole", () => {
    const root = merged(Device.OpnSense, ONE, OPNSENSE);
    expect(all(root, "OPNsense/Swanctl")[0]!.attributes).toEqual({ version: "1.0.0" });
    expect(all(root, "OPNsense/Swanctl/Connections/Connection")).toHaveLength(2);
    const lists = all(root, "OPNsense/quagga/bgp/prefixlists/prefixlist").map(settings);
    expect(lists.map(({ name, network }) => [name, network])).toEqual([
        ["MINE", undefined],
        ["CW5-IN", "10.0.0.0/16 le 32"],
        ["CW5-IN", "0.0.0.0/0 le 32"],
        ["CW5-OUT", "10.20.0.0/16 le 32"],
        ["CW5-OUT", "0.0.0.0/0 le 32"],
    ]);
});

describe.each([
    [Device.PfSense, PFSENSE],
    [Device.OpnSense, OPNSENSE],
] as const)("%s", (device, configuration) => {
    test("a second time changes nothing", () => {
        const once = run(device, ONE, configuration);
        expect(run(device, ONE, once)).toBe(once);
    });

    test("a new key takes the place of the old one", () => {
        const authentication = { kind: "pre-shared-key", key: OTHER_KEY } as const;
        const renewed = sheet([tunnel(5, { engine: { ...IPSEC, authentication } })]);
        const text = run(device, renewed, run(device, ONE, configuration));
        expect([text.includes(KEY), text.split(OTHER_KEY).length - 1]).toEqual([false, 1]);
    });

    test("nothing of how elements are found again gets into the configuration", () => {
        expect(run(device, ONE, configuration)).not.toContain("causeway-key");
    });
});

test("a configuration of another firewall is refused", () => {
    expect(run(Device.PfSense, ONE, OPNSENSE)).toMatch(/^not a configuration of pfsense: .*config\.xml\n$/);
});
