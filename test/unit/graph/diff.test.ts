import { diffOf, type NetworkDiff } from "../../../graph/diff";
import type { Network } from "../../../graph/network";
import type { Written } from "../../support/graph";
import { attached, hub, network, packetsOf, vpc } from "../../support/joined-networks";

const diff = (before: Network, after: Network): NetworkDiff => diffOf(before, after, packetsOf());
const BASE: readonly Written[] = [
    ...hub("virginia"),
    ...vpc("shop", 1),
    ...attached("shop", "virginia"),
    ...vpc("desk", 2),
];
const JOINED = [...BASE, ...attached("desk", "virginia")];

// With the internet there are three ends, and so nine pairs, but nobody asks the internet about itself.
test("nothing changes between a network and itself", () => {
    expect(diff(network(JOINED), network(JOINED))).toEqual({ added: [], removed: [], changed: [], unchanged: 8 });
});

test("a network that is joined: both directions change, and the reason is why they did not reach before", () => {
    const { changed, unchanged } = diff(network(BASE), network(JOINED));
    expect(unchanged).toBe(6);
    expect(changed.map(({ reason, ...pair }) => [pair, reason?.code, reason?.element.label])).toEqual([
        [
            { from: "vpc/desk", to: "vpc/shop", before: "DENIED", after: "REACHABLE" },
            "NO_ROUTE",
            "route table table desk-a",
        ],
        [
            { from: "vpc/shop", to: "vpc/desk", before: "DENIED", after: "REACHABLE" },
            "NO_ROUTE",
            "route table virginia-table",
        ],
    ]);
});

test("a network that is cut off: the reason is why it does not reach any more", () => {
    const { changed } = diff(
        network(JOINED),
        network(JOINED.filter(({ name }) => name !== "association of desk on virginia in virginia")),
    );
    expect(changed.map(({ from, to, before, after, reason }) => [from, to, before, after, reason?.detail])).toEqual([
        [
            "vpc/desk",
            "vpc/shop",
            "REACHABLE",
            "DENIED",
            "no route table of transit gateway virginia is associated with vpc attachment desk on virginia",
        ],
        [
            ...["vpc/shop", "vpc/desk", "REACHABLE", "DENIED"],
            "packets from 10.1.0.4–10.1.0.254 to 10.2.0.4–10.2.0.254 arrive, and their answers do not come back: no route table of " +
                "transit gateway virginia is associated with vpc attachment desk on virginia",
        ],
    ]);
});

test("networks that come and go are named, and only pairs that both have are compared", () => {
    const other = [...BASE.filter(({ name }) => !name.includes("desk")), ...vpc("lab", 3)];
    expect(diff(network(JOINED), network(other))).toEqual({
        added: ["vpc/lab"],
        removed: ["vpc/desk"],
        changed: [],
        unchanged: 3,
    });
});

test("before the first deployment everything is new", () => {
    expect(diff(network([]), network(JOINED))).toMatchObject({
        added: ["vpc/desk", "vpc/shop"],
        removed: [],
        changed: [],
    });
});
