import type { HubAttachmentArgs } from "../../../components/hub-attachment/args";
import { validateHubAttachment } from "../../../components/hub-attachment/validate";
import { describeProblem } from "../../../plan/problem";
import { checksIn } from "../../support/checks-in-sources";
import { faults, hub, vpc, vpn } from "./faults";
import * as pulumi from "@pulumi/pulumi";
import * as fs from "node:fs";
import * as path from "node:path";

/** The arguments of a program that TypeScript did not check. */
const validate = (args: unknown) => validateHubAttachment(args as HubAttachmentArgs);
const said = (args: unknown): string[] => validate(args).map(describeProblem);

describe("is refused, with these words:", () => {
    test.each(faults)("$is ($check)", ({ check, args, says }) => {
        expect(said(args)).toEqual(says);
        expect(new Set(validate(args).map((p) => p.check))).toEqual(new Set([check]));
    });
});

test("every check that the sources contain is tested above", () => {
    const root = path.join(__dirname, "../../..");
    const files = [
        "components/hub-attachment/validate.ts",
        "components/shared/checks.ts",
        "components/shared/ids.ts",
        "plan/shape.ts",
        "plan/prefix.ts",
    ];
    const checks = files.flatMap((file) => checksIn(fs.readFileSync(path.join(root, file), "utf8")));
    // Its shape has no choices and no ranges.
    const elsewhere = ["unknown-value", "out-of-range"];
    expect([...new Set(checks)].filter((check) => !elsewhere.includes(check)).sort()).toEqual(
        [...new Set(faults.map((f) => f.check))].sort(),
    );
});

test("everything that is wrong is said at once", () => {
    const args = vpc(
        { vpcId: "x", subnets: { a: "subnet-1" } },
        { segment: "dev", cidrs: ["plant"], tags: { Name: "x" }, typo: 1 },
    );
    expect(validate(args).map((p) => p.check)).toEqual([
        "unknown-argument",
        "unknown-segment",
        "name-tag",
        "zone-outside-region",
        "cidr-invalid",
        "wrong-id-kind",
    ]);
});

describe("is accepted:", () => {
    test.each<[string, unknown]>([
        ["a VPN", vpn()],
        [
            "a VPN of several connections",
            vpn({ attachmentIds: { "aws/plant/1": "tgw-attach-1", "aws/plant/2": "tgw-attach-2" } }),
        ],
        ["a VPN with static routes", vpn({ staticRoutes: true })],
        ["a VPC", vpc()],
        [
            "a VPC that routes everything, and more narrowly what lies around it",
            vpc({
                routes: {
                    main: { routeTableId: "rtb-1", destinations: ["0.0.0.0/0", "::/0", "10.0.0.0/8", "10.1.0.0/16"] },
                },
            }),
        ],
        [
            "ids that are known later",
            vpn({ attachmentIds: { a: pulumi.output("x") }, hub: { ...hub, transitGatewayId: pulumi.output("x") } }),
        ],
        [
            "null for what is left out",
            vpn({
                vpc: null,
                staticRoutes: null,
                tags: null,
                hub: { ...hub, remotes: null, transitRouteTableId: null },
            }),
        ],
        [
            "a reference as another stack exports it: text and nothing else",
            vpn({ hub: JSON.parse(JSON.stringify(hub)) as unknown }),
        ],
    ])("%s", (_, args) => {
        expect(said(args)).toEqual([]);
    });
});
