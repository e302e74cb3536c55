/** A device of every model, linked with three clouds: what a user gets for each. */
import {
    BridgeTopology,
    Device,
    VpnBridge,
    type BridgeSiteArgs,
    type VpnBridgeArgs,
} from "../../components/vpn-bridge";
import { aws, azure, gcp, plant } from "../unit/vpn-bridge/sites";
import { all, parseXml, settings } from "../unit/vpn-bridge/device/xml";
import { build, known, startMocks, type Built } from "./children";
import * as pulumi from "@pulumi/pulumi";

/** Files beside the sheet, as the README lists them. */
const FILES: Readonly<Partial<Record<Device, readonly string[]>>> = {
    [Device.Vyos]: ["vyos-commands.txt"],
    [Device.CiscoIosXe]: ["ios-xe-commands.txt"],
    [Device.JuniperSrx]: ["junos-commands.txt"],
    [Device.FortiOs]: ["fortios-commands.txt"],
    [Device.PfSense]: ["merge-config.py", "pfsense-config.xml"],
    [Device.OpnSense]: ["merge-config.py", "opnsense-config.xml"],
};
const MODELS = Object.keys(FILES) as Device[];

const ofModel = (model: Device, i: number): BridgeSiteArgs => ({
    device: { ...plant.device!, model, publicAddresses: [`203.0.113.${20 + i}`], asn: 65_020 + i },
    cidrs: [`192.168.${20 + i}.0/24`],
});
const args: VpnBridgeArgs = {
    sites: { aws, azure, gcp, ...Object.fromEntries(MODELS.map((model, i) => [model, ofModel(model, i)])) },
    topology: BridgeTopology.HubAndSpoke,
    hubs: ["aws", "azure", "gcp"],
    keys: { secret: "a secret of this test, long enough to be one" },
    monitoring: { enabled: false },
};

let built: Built<VpnBridge>;
beforeAll(async () => {
    await startMocks({
        "azure-native:network:PublicIPAddress": (name) => ({
            ipAddress: name.endsWith("/1") ? "198.51.100.1" : "198.51.100.2",
        }),
        "gcp:compute/haVpnGateway:HaVpnGateway": () => ({
            vpnInterfaces: [
                { id: 0, ipAddress: "198.51.100.3" },
                { id: 1, ipAddress: "198.51.100.4" },
            ],
        }),
        "aws:ec2/vpnConnection:VpnConnection": () => ({
            tunnel1Address: "198.51.100.5",
            tunnel2Address: "198.51.100.6",
        }),
    });
    built = await build((options) => new VpnBridge("bridge", args, options));
}, 60_000);
const filesOf = (model: Device): Promise<Record<string, string>> => known(built.component.deviceFiles[`${model}/1`]!);

test.each(MODELS)("%s gets its files and the sheet, as secrets", async (model) => {
    expect(Object.keys(await filesOf(model)).sort()).toEqual([...FILES[model]!, "sheet.json", "sheet.md"].sort());
    expect(await pulumi.isSecret(built.component.deviceFiles[`${model}/1`]!)).toBe(true);
});

test("pfSense ends two tunnels of each cloud, each with the key that its other end has", async () => {
    const root = parseXml((await filesOf(Device.PfSense))["pfsense-config.xml"]!);
    const ends = all(root, "ipsec/phase1").map(settings);
    expect(ends.map((end) => end["remote-gateway"]).sort()).toEqual([1, 2, 3, 4, 5, 6].map((n) => `198.51.100.${n}`));
    const keys = new Set(
        built.children.flatMap(({ inputs }) =>
            ["tunnel1PresharedKey", "tunnel2PresharedKey", "sharedKey", "sharedSecret"].flatMap((field) => {
                const secret = inputs[field] as { value: string } | undefined;
                return secret === undefined ? [] : [secret.value];
            }),
        ),
    );
    expect(ends.filter((end) => !keys.has(end["pre-shared-key"]!))).toEqual([]);
});

test("OPNsense opens a session over each tunnel, and to both instances of Azure from one address", async () => {
    const root = parseXml((await filesOf(Device.OpnSense))["opnsense-config.xml"]!);
    expect(all(root, "OPNsense/quagga/bgp/neighbors/neighbor")).toHaveLength(6);
    const inside = all(root, "OPNsense/Swanctl/VTIs/VTI").map(settings);
    const toAzure = inside.filter(({ remote }) => remote === "198.51.100.1" || remote === "198.51.100.2");
    expect(new Set(toAzure.map(({ tunnel_local }) => tunnel_local)).size).toBe(1);
    expect(new Set(inside.map(({ tunnel_local }) => tunnel_local)).size).toBe(5);
});
