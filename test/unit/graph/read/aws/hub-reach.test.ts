/** Whole networks of VPCs behind Transit Gateways, as questions find them. */
import { select } from "../../../../../graph/names";
import { reach } from "../../../../../graph/reach";
import { readAws } from "../../../../../graph/read/aws";
import { readTraffic } from "../../../../../graph/traffic";
import { deployed, make, output, planned, ref, type Written } from "../../../../support/hubs";

const OFF = { defaultRouteTableAssociation: "disable", defaultRouteTablePropagation: "disable" };
/** A VPC in one zone whose subnet sends everything that is not its own to the gateway. */
const vpc = (name: string, cidrBlock: string): Written[] => [
    make("vpc", name, { cidrBlock }),
    make("subnet", `${name}-a`, {
        vpcId: ref(name),
        cidrBlock: cidrBlock.replace("/16", "/24"),
        availabilityZone: "us-east-1a",
    }),
    make("vpcTable", `${name}-routes`, { vpcId: ref(name) }),
    make("mainTable", `${name}-main`, { vpcId: ref(name), routeTableId: ref(`${name}-routes`) }),
    make("vpcRoute", `${name}-out`, {
        routeTableId: ref(`${name}-routes`),
        destinationCidrBlock: "0.0.0.0/0",
        transitGatewayId: ref("hub"),
    }),
    make("attachment", `${name}-attachment`, {
        vpcId: ref(name),
        transitGatewayId: ref("hub"),
        subnetIds: [ref(`${name}-a`)],
    }),
];
const joins = (kind: "association" | "propagation", attachment: string, table: string): Written =>
    make(kind, `${kind} ${attachment} ${table}`, {
        transitGatewayAttachmentId: ref(`${attachment}-attachment`),
        transitGatewayRouteTableId: ref(table),
    });
const WORLD = [
    make("gateway", "hub", OFF),
    ...vpc("shop", "10.0.0.0/16"),
    ...vpc("desk", "10.1.0.0/16"),
    make("table", "prod", { transitGatewayId: ref("hub") }),
    make("table", "dev", { transitGatewayId: ref("hub") }),
    joins("association", "shop", "prod"),
    joins("association", "desk", "dev"),
];

describe.each([
    ["planned", planned],
    ["deployed", deployed],
] as const)("over a Transit Gateway, %s", (_, read) => {
    const ask = (from: string, to: string, ...more: readonly Written[]): string => {
        const network = readAws(read([...WORLD, ...more]));
        const [a, b, traffic] = [select(network, from), select(network, to), readTraffic("tcp/443")];
        if ("problems" in a || "problems" in b || "problems" in traffic) throw new Error("a name means nothing");
        const { verdict, reasons } = reach(network, a, b, traffic);
        const causes = reasons.map(({ code, cause }) => (cause === undefined ? code : `${code} by ${cause.code}`));
        return [verdict, ...causes].join(" ");
    };
    const BOTH = [joins("propagation", "desk", "prod"), joins("propagation", "shop", "dev")];

    test("two VPCs reach each other where each propagates to the other's table", () => {
        expect(ask("vpc/shop", "vpc/desk", ...BOTH)).toBe("REACHABLE");
        expect(ask("vpc/desk", "vpc/shop", ...BOTH)).toBe("REACHABLE");
    });

    test("a route in the table of the other side is in the wrong table", () => {
        const crossed = [joins("propagation", "desk", "dev"), joins("propagation", "shop", "prod")];
        expect(ask("vpc/shop", "vpc/desk", ...crossed)).toBe("DENIED WRONG_TABLE");
    });

    test("with a route there and none back no answer arrives", () => {
        expect(ask("vpc/shop", "vpc/desk", joins("propagation", "desk", "prod"))).toBe(
            "DENIED RETURN_BLOCKED by NO_ROUTE",
        );
    });

    const plant = (inputs: Written["inputs"]): Written[] => [
        make("customerGateway", "plant", { bgpAsn: "65010", ipAddress: "203.0.113.7", type: "ipsec.1" }),
        make(
            "vpn",
            "vpn",
            { customerGatewayId: ref("plant"), transitGatewayId: ref("hub"), type: "ipsec.1", ...inputs },
            { outputs: { transitGatewayAttachmentId: "tgw-attach-vpn" } },
        ),
        ...(["association", "route", "propagation"] as const).map((kind) =>
            make(kind, `vpn ${kind}`, {
                transitGatewayAttachmentId: output("vpn", "transitGatewayAttachmentId"),
                transitGatewayRouteTableId: ref(kind === "association" ? "dev" : "prod"),
                ...(kind === "route" ? { destinationCidrBlock: "192.168.0.0/16" } : {}),
            }),
        ),
    ];

    test("a site behind a VPN is reached by static routes, and reaches what its table has", () => {
        const world = [...plant({ staticRoutesOnly: true }), joins("propagation", "shop", "dev")];
        expect(ask("vpc/shop", "site/plant", ...world)).toBe("REACHABLE");
        expect(ask("site/plant", "vpc/shop", ...world)).toBe("REACHABLE");
        expect(ask("vpc/desk", "site/plant", ...world)).toBe("DENIED WRONG_TABLE");
        expect(ask("site/plant", "vpc/desk", ...world)).toBe("DENIED NO_ROUTE");
    });

    test("a site that announces its routes is never said to be out of reach of a table that takes them", () => {
        const world = [...plant({}), joins("propagation", "shop", "dev")];
        expect(ask("vpc/shop", "192.168.3.4", ...world)).toBe("REACHABLE");
        expect(ask("vpc/shop", "172.16.3.4", ...world)).toBe("UNDETERMINED UNKNOWN");
        expect(ask("vpc/shop", "vpc/desk", ...world)).toBe("DENIED NO_ROUTE");
    });
});
