/** The sheet for programs, and for a person with a device that Causeway has no form for. */
import { Device, renderDevice } from "../../../../components/vpn-bridge/device";
import type { DeviceSheet } from "../../../../components/vpn-bridge/device/sheet";
import { CBC, CERTIFIED, count, IPSEC, KEY, OPENVPN, sheet, staticTunnel, tunnel, WIREGUARD } from "./sheets";

const told = (of: DeviceSheet): { json: string; markdown: string } => {
    const files = renderDevice(Device.Other, of);
    return { json: files["sheet.json"] ?? "", markdown: files["sheet.md"] ?? "" };
};

test.each(Object.values(Device))("%s has both", (device) => {
    expect(Object.keys(renderDevice(device, sheet([tunnel(5)])))).toEqual(
        expect.arrayContaining(["sheet.json", "sheet.md"]),
    );
});

describe("sheet.json", () => {
    test("is the whole sheet, with the version of its form", () => {
        const of = sheet([tunnel(5), tunnel(7, { engine: WIREGUARD })], { uplink: 1e8 });
        expect(JSON.parse(told(of).json)).toEqual({ version: 1, ...of });
    });

    test("is the same text in whatever order the sheet was made", () => {
        const of = sheet([tunnel(5), tunnel(6)]);
        const turned = Object.fromEntries(Object.entries(of).reverse()) as unknown as DeviceSheet;
        expect(told({ ...turned, tunnels: [tunnel(6), tunnel(5)] }).json).toBe(told(of).json);
    });
});

describe("sheet.md", () => {
    test.each([
        "| Own inside address | 169.254.21.22, with the peer's as its other end |",
        "| Peer's inside address | 169.254.21.21 |",
        "| Routing | BGP with ASN 64512 |",
        "| BGP timers | keepalive 10 s, hold 30 s, no BFD |",
        "| MTU | 1446 bytes |",
        "| TCP segments, at most | 1406 bytes |",
        "| Accepted from the peer | 10.0.0.0/16 |",
        "| Announced to it | 10.20.0.0/16 |",
        "| IKE encryption | AES-256-GCM |",
        "| IKE PRF | SHA-384 |",
        "| IKE key exchange | group 20 (384-bit ECP) |",
        "| ESP lifetime | 3600 s |",
    ])("says: %s", (line) => {
        expect(told(sheet([tunnel(5)])).markdown.split("\n")).toContain(line);
    });

    test("says what is routed where there is no BGP", () => {
        const { markdown } = told(sheet([staticTunnel(5)]));
        expect(markdown).toContain("| Routing | static |");
        expect(markdown).toContain("| Routed to the peer | 10.0.0.0/16 |");
    });

    test.each([
        ["a pre-shared key", IPSEC, KEY],
        ["a post-quantum key", { ...CBC, ppk: { id: "a", key: "00ff1122" } }, "00ff1122"],
        ["a private key", CERTIFIED, "BEGIN PRIVATE KEY"],
        ["WireGuard's key", WIREGUARD, WIREGUARD.privateKey],
        ["OpenVPN's key", OPENVPN, "OpenVPN Static key V1-----\n00ff"],
    ])("has %s at its end, once, and nowhere else", (_, engine, secret) => {
        const { markdown } = told(sheet([tunnel(5, { engine })]));
        expect(count({ markdown }, secret)).toBe(1);
        expect(markdown.indexOf(secret)).toBeGreaterThan(markdown.indexOf("\n## Keys\n"));
        expect(markdown.indexOf("\n## Keys\n")).toBeGreaterThan(0);
    });

    test("tells the classes in their order", () => {
        const { markdown } = told(
            sheet([tunnel(5)], {
                classes: [
                    { name: "payments | cards", dscp: 46, share: 30, matches: [{ to: "10.0.1.0/24", ports: [443] }] },
                ],
            }),
        );
        expect(markdown).toContain("| payments \\| cards | 46 | 30 % | to 10.0.1.0/24 port 443 |");
    });
});
