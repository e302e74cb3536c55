import { disruptionsOf } from "../../../graph/disruption";
import { readAws } from "../../../graph/read/aws";
import { StepKind, type PlannedStep } from "../../../graph/read/steps";
import { deployed, planned, type Written } from "../../support/graph";
import {
    ASSOCIATION,
    ATTACHMENT,
    attached,
    hub,
    NAT,
    natted,
    packetsOf,
    ROUTE,
    site,
    urn,
    VPC,
    VPN,
    vpc,
} from "../../support/joined-networks";

const step = (type: string, name: string, kind: StepKind, ...changed: readonly string[]): PlannedStep => ({
    ...{ urn: urn(type, name), type: `aws:${type}`, kind, changed },
});
function run(today: readonly Written[], steps: readonly PlannedStep[], after = today, traffic = "tcp/443"): unknown {
    const all = {
        today: deployed(today),
        steps,
        after: readAws(planned(after)),
        read: readAws,
        traffic: packetsOf(traffic),
    };
    return disruptionsOf(all).map(({ step: { urn: of }, cut, lasts }) => [
        ...[of.split("::").at(-1), lasts],
        ...cut.map(({ from, to, isForGood }) => `${from} to ${to}${isForGood ? " for good" : ""}`),
    ]);
}

const NAMES = ["shop", "desk", "lab"];
const THREE: readonly Written[] = [
    ...hub("virginia"),
    ...NAMES.flatMap((name, i) => [...vpc(name, i + 1), ...attached(name, "virginia")]),
];
const OF_DESK = "association of desk on virginia in virginia";
const DESK_PAIRS = ["vpc/desk to vpc/lab", "vpc/desk to vpc/shop", "vpc/lab to vpc/desk", "vpc/shop to vpc/desk"];
const UNPUBLISHED = "from the deletion of the old one until the new one is in use; AWS publishes no time";

test("an association that is replaced with a gap cuts its network from the others, and nobody else", () => {
    expect(run(THREE, [step(ASSOCIATION, OF_DESK, StepKind.ReplaceWithGap, "transitGatewayRouteTableId")])).toEqual([
        [OF_DESK, UNPUBLISHED, ...DESK_PAIRS],
    ]);
});

test("where the new one stands first nothing is cut, nor by what is made or changed in place", () => {
    const kinds = [StepKind.Replace, StepKind.Create, StepKind.Update];
    expect(kinds.flatMap((kind) => run(THREE, [step(ASSOCIATION, OF_DESK, kind)]))).toEqual([]);
});

test("a preview that does not tell which goes first may cut, and says what tells", () => {
    expect(run(THREE, [step(ASSOCIATION, OF_DESK, StepKind.ReplaceEither)])).toEqual([
        [
            OF_DESK,
            "only where the old one goes first, which this preview does not tell (pulumi preview --json --show-replacement-steps " +
                `does): ${UNPUBLISHED}`,
            ...DESK_PAIRS,
        ],
    ]);
});

test("an attachment that is deleted cuts its network for good", () => {
    const name = "desk on virginia";
    const after = THREE.filter(
        (one) => !one.name.includes("desk") || one.name === "desk" || /table|desk-[ab]$/.test(one.name),
    );
    expect(run(THREE, [step(ATTACHMENT, name, StepKind.Delete)], after)).toEqual([
        [name, "for good", ...DESK_PAIRS.map((pair) => `${pair} for good`)],
    ]);
});

test("a network that goes as a whole is what the preview is for, and cuts nobody who stays", () => {
    const after = THREE.filter((one) => !one.name.includes("desk"));
    const steps = THREE.filter((one) => one.name.includes("desk")).map(({ type, name }) =>
        step(type.slice(4), name, StepKind.Delete),
    );
    expect(run(THREE, steps, after)).toEqual([]);
});

test("a network that is replaced is cut meanwhile", () => {
    expect(run(THREE, [step(VPC, "desk", StepKind.ReplaceWithGap, "cidrBlock")])).toEqual([
        ["desk", UNPUBLISHED, ...expectedWithItself()],
    ]);
    function expectedWithItself(): readonly string[] {
        return ["vpc/desk to vpc/desk", ...DESK_PAIRS];
    }
});

test("a route that only one subnet has cuts its whole network's verdict, once", () => {
    const name = "route desk-a 10.0.0.0/8";
    expect(run(THREE, [step(ROUTE, name, StepKind.ReplaceWithGap)])).toEqual([[name, UNPUBLISHED, ...DESK_PAIRS]]);
});

test("what carries no traffic cuts none", () => {
    const both = [...THREE, ...natted("shop", 1, ["a"], [])];
    expect(run(both, [step(NAT, "nat-a", StepKind.Delete)])).toEqual([]);
});

describe("a VPN connection", () => {
    const plant = [
        ...hub("virginia"),
        ...vpc("shop", 1),
        ...attached("shop", "virginia"),
        ...site("plant", "virginia", ["192.168.0.0/16"]),
    ];
    const cut = ["site/plant to vpc/shop", "vpc/shop to site/plant"];
    const minutes =
        "until both tunnels are up again: a replaced endpoint takes minutes (Site-to-Site VPN guide, tunnel endpoint replacements)";

    test("whose customer gateway changes is out of service meanwhile", () => {
        expect(run(plant, [step(VPN, "vpn plant", StepKind.Update, "customerGatewayId")])).toEqual([
            ["vpn plant", minutes, ...cut],
        ]);
    });

    test("stays in service while its tags change", () => {
        expect(run(plant, [step(VPN, "vpn plant", StepKind.Update, "tags")])).toEqual([]);
    });

    test("has its other tunnel while options of one change, and may be without where both do", () => {
        expect(run(plant, [step(VPN, "vpn plant", StepKind.Update, "tunnel1Phase1DhGroupNumbers")])).toEqual([]);
        const both = step(
            VPN,
            "vpn plant",
            StepKind.Update,
            "tunnel1Phase1DhGroupNumbers",
            "tunnel2Phase1DhGroupNumbers",
        );
        expect(run(plant, [both])).toEqual([["vpn plant", minutes, ...cut]]);
    });
});
