/** Behaviour as the documents that are named describe it, typed here a second time. */
import { BEHAVIOURS, CAVEATS, CLOUDFLARE_DNS_ONLY, DRAIN_WAYS, DRAINS, ESTABLISHED } from "../../../facts/failover";

test("what really leads traffic away from an endpoint", () => {
    const table = Object.entries(DRAINS).map(([engine, ways]) => [
        engine,
        ...DRAIN_WAYS.map((way) => ways[way].result),
    ]);
    expect([["", ...DRAIN_WAYS], ...table]).toEqual([
        ["", "dial-0", "weight-0", "disabled", "removed", "routing-control"],
        // Global Accelerator guide: failover ignores the dial; weight 0 excludes.
        ["global-accelerator", "until-failover", "drained", "not-possible", "drained", "not-possible"],
        // Route 53 guide: weight 0 is considered where all others are unhealthy; all unhealthy are all healthy.
        ["route53", "not-possible", "until-failover", "not-possible", "drained", "until-failover"],
        // Weights of Traffic Manager and Front Door start at 1.
        ["traffic-manager", "not-possible", "not-possible", "drained", "drained", "not-possible"],
        ["front-door", "not-possible", "not-possible", "drained", "drained", "not-possible"],
        // capacityScaler 0.
        ["google-load-balancer", "drained", "not-possible", "not-possible", "drained", "not-possible"],
        ["cloudflare", "not-possible", "drained", "drained", "drained", "not-possible"],
    ]);
});

test("what everybody has to know who relies on a front is said with it", () => {
    expect(CAVEATS.dialIsIgnored.value).toContain("dial of 0 is ignored");
    expect(CAVEATS.failsOpenAfterThree.value).toContain("three more groups");
    expect(BEHAVIOURS["global-accelerator"].caveats).toEqual(
        expect.arrayContaining(["dialIsIgnored", "failsOpenAfterThree"]),
    );
    expect(BEHAVIOURS["front-door"].caveats).toContain("roundRobinOverDead");
    expect(BEHAVIOURS["traffic-manager"].caveats).toContain("allDegradedIsAll");
    expect(BEHAVIOURS.cloudflare.caveats).toContain("unknownIsDown");
    expect(BEHAVIOURS.route53.caveats).toContain("noCheckNoFailover");
});

test("every caveat and every way of connections is used, and is a sentence or ends one", () => {
    const behaviours = [...Object.values(BEHAVIOURS), CLOUDFLARE_DNS_ONLY];
    expect([...new Set(behaviours.flatMap((b): string[] => [...b.caveats]))].sort()).toEqual(
        Object.keys(CAVEATS).sort(),
    );
    expect([...new Set(behaviours.map((b) => b.established))].sort()).toEqual(Object.keys(ESTABLISHED).sort());
    for (const { caveats } of behaviours) expect(caveats).toEqual([...caveats].sort());
    for (const { value } of Object.values(CAVEATS)) expect(value).toMatch(/^[A-Z].*\.$/);
    for (const { value } of Object.values(ESTABLISHED)) expect(value).toMatch(/^[a-z].*[^.]$/);
});
