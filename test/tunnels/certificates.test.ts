/** Two devices that know each other by certificates in IKE, with the files as they are rendered. */
import type { DeviceSheet } from "../../components/vpn-bridge/device/sheet";
import { endCells } from "./support/cell";
import { issue, type Issued } from "./support/certificates";
import { describeTunnels } from "./support/privilege";
import { agreed, swanctl, type Charon } from "./support/strongswan";
import { ping } from "./support/traffic";
import { LAB, PLANT, startTwo, type TwoDevices } from "./support/two-devices";
import { eventually } from "./support/wait";

interface Gateways extends TwoDevices {
    readonly atLab: Charon;
    readonly atPlant: Charon;
}

async function gateways(certificate: Issued, change?: (sheet: DeviceSheet) => DeviceSheet): Promise<Gateways> {
    const two = await startTwo({ certificate, ...(change === undefined ? {} : { change }) });
    return { ...two, atLab: Object.values(two.lab.charons)[0]!, atPlant: Object.values(two.plant.charons)[0]! };
}

/** The plant's sheet with a certificate of another authority, whose names are all the same. */
function fromElsewhere(sheet: DeviceSheet): DeviceSheet {
    const { certificate, privateKey } = issue({ plant: {} }).plant!;
    return {
        ...sheet,
        tunnels: sheet.tunnels.map((tunnel) => {
            const { engine } = tunnel;
            if (engine.kind !== "ipsec" || engine.authentication.kind !== "certificate") throw new Error(tunnel.key);
            return {
                ...tunnel,
                engine: { ...engine, authentication: { ...engine.authentication, certificate, privateKey } },
            };
        }),
    };
}

/** The plant's sheet, as though the tunnel were one to the depot. */
const toDepot = (sheet: DeviceSheet): DeviceSheet => ({
    ...sheet,
    tunnels: sheet.tunnels.map((tunnel) => {
        if (tunnel.engine.kind !== "ipsec") throw new Error(tunnel.key);
        return { ...tunnel, engine: { ...tunnel.engine, remoteId: "CN=depot/1" } };
    }),
});

describeTunnels("an IPsec tunnel with certificates", () => {
    afterEach(endCells);

    test("comes up, and the networks behind it reach each other", async () => {
        const { lab, atLab } = await gateways({});
        expect(await agreed(atLab)).toMatchObject({ ike: "AES_GCM_16_256/PRF_HMAC_SHA2_384/ECP_384" });
        await eventually(
            "the other network",
            async () => ((await ping(lab.cell, PLANT, { from: LAB })).arrived ? true : undefined),
            { explain: () => atLab.daemon.tail(60) },
        );
    });

    test("both ends have asked the list of revoked certificates", async () => {
        const { atLab, atPlant } = await gateways({});
        await agreed(atLab);
        for (const [charon, peer] of [
            [atLab, "plant"],
            [atPlant, "lab"],
        ] as const) {
            expect(charon.daemon.log()).toContain(`certificate status is good`);
            expect(await swanctl(charon, "--list-sas")).toContain(`remote 'CN=${peer}/1'`);
        }
    });

    test.each([
        ["a revoked certificate", { revoked: true }, undefined, /certificate was revoked on/],
        [
            "an expired certificate",
            { from: -30, until: -1 },
            undefined,
            /subject certificate invalid \(valid from .* to .*\)/,
        ],
        [
            "a certificate of another authority",
            {},
            fromElsewhere,
            /no issuer certificate found for "CN=plant\/1"|signature/,
        ],
    ] as const)("refuses %s, and says why", async (_, certificate, change, reason) => {
        const { plant, atLab } = await gateways(certificate, change);
        process.stderr.write(`${await atLab.daemon.says(reason)}\n`);
        await atLab.daemon.says(/AUTHENTICATION_FAILED|no trusted RSA public key found/);
        expect(await swanctl(atLab, "--list-sas")).not.toContain("ESTABLISHED");
        expect((await ping(plant.cell, plant.sheet.tunnels[0]!.peer.inside)).arrived).toBe(false);
    });

    test("refuses a good certificate of another device", async () => {
        const { atPlant } = await gateways({}, toDepot);
        await atPlant.daemon.says(/looking for peer configs matching .*\[CN=lab\/1\]/);
        await atPlant.daemon.says(/no matching peer config found/);
        expect(await swanctl(atPlant, "--list-sas")).not.toContain("ESTABLISHED");
    });
});
