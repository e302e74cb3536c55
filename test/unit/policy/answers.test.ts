/** Rules are told what the graph knows, and that nobody knows where it does not. */
import { answersFrom } from "../../../policy/answers";
import { attached, hub, network, route, site, TWO_REGIONS, vpc } from "../../support/joined-networks";
import { id } from "../../support/graph";

const across = { from: "vpc/shop", to: "vpc/desk", traffic: "tcp/443" };
const TWO = answersFrom(network(TWO_REGIONS));
const toSite = { from: "vpc/shop", to: "site/plant", traffic: "tcp/443" };
const WITH_SITE = answersFrom(
    network(
        hub("virginia"),
        vpc("shop", 1),
        attached("shop", "virginia"),
        ["a", "b"].map((zone) => route(`shop-${zone}`, "192.168.0.0/16", { transitGatewayId: id("virginia") })),
        site("plant", "virginia", ["192.168.0.0/16"]),
    ),
);

test("a flow has the verdict of the graph, and a name that means nothing is told", () => {
    expect(TWO.reach(across)).toEqual({ verdict: "REACHABLE", reasons: [] });
    const { verdict, reasons } = TWO.reach({ ...across, to: "vpc/moon" });
    expect(verdict).toBe("UNDETERMINED");
    expect(reasons[0]).toMatch(/got "vpc\/moon".*There are desk, shop\./);
});

test("regions on a way are told with their part in it", () => {
    const told = TWO.regionsOn(across);
    expect(told.known && told.value.map(({ region, country, role }) => [region, country, role])).toEqual([
        ["us-east-1", "US", "from"],
        ["eu-west-1", "IE", "to"],
    ]);
});

test("of a way to a site nobody can say where it ends, so nothing is said of its regions", () => {
    expect(WITH_SITE.reach(toSite).verdict).toBe("REACHABLE");
    expect(WITH_SITE.regionsOn(toSite)).toEqual({
        known: false,
        reasons: ["where customer gateway plant lies is not known"],
    });
});

test("links between regions are told with what encrypts them", () => {
    const told = TWO.linksOn(across);
    expect(told.known && told.value.filter((link) => link.isBetweenSites).map(({ encryption }) => encryption)).toEqual([
        "AWS inter-region encryption",
    ]);
});

test("a flow that does not reach has no way to tell of", () => {
    const told = TWO.linksOn({ ...across, from: "internet" });
    expect(told.known).toBe(false);
});

test("what the flow cannot do without is told", () => {
    const told = TWO.singlePoints(across);
    expect(told.known && told.value.map(({ label }) => label)).toEqual([
        "hub/ireland",
        "hub/virginia",
        "link/desk on ireland",
        "link/shop on virginia",
        "link/virginia and ireland",
    ]);
});

test("usage that is no flow is told by its name, and not counted as nothing", () => {
    expect(TWO.monthlyCost({ "orders to desk": { from: "vpc/shop", to: "vpc/desk", gbPerMonth: "many" } })).toEqual({
        known: false,
        reasons: ["usage orders to desk is no flow: give { from, to, gbPerMonth } with a number of GB"],
    });
    const told = TWO.monthlyCost({});
    expect(told.known && told.value.usd > 0).toBe(true);
});
