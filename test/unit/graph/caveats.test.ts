import { caveatsOf } from "../../../graph/caveats";
import { HostKind, PlaceKind, type Network, type Unmodelled } from "../../../graph/network";
import { Code } from "../../../graph/reason";
import { tripsBetween } from "../../../graph/trips";
import {
    drawn,
    entry,
    host,
    link,
    machines,
    place,
    station,
    tcpTo,
    toEnd,
    toHosts,
    toStation,
} from "../../support/network";

const unmodelled = (name: string, ...touches: readonly string[]): Unmodelled => ({
    ...{ urn: `urn:${name}`, type: "aws:networkfirewall/firewall:Firewall", name, touches },
});
const beside = (name: string): string =>
    `${name} (aws:networkfirewall/firewall:Firewall) is not modelled and may change this answer`;

/** From a over a link and the hub to b; nothing leads to c. */
function network(more: Partial<Pick<Network, "unmodelled" | "assumptions">>): Network {
    return drawn({
        hosts: [
            machines("a", ["10.0.0.0/24"], { network: "vpc-a" }),
            machines("b", ["10.1.0.0/24"], { network: "vpc-b" }),
            host("c", "c", ["10.2.0.5"], { kind: HostKind.Interface }),
        ],
        stations: [
            station("a", [entry("10.0.0.0/24", toHosts("a")), entry("10.0.0.0/8", toStation("hub", { link: "up" }))]),
            station("b", [entry("10.1.0.0/24", toHosts("b")), entry("10.0.0.0/8", toStation("only-back"))]),
            station("only-back", [entry("10.0.0.0/24", toStation("a"))], { place: "beyond" }),
            station(
                "hub",
                [
                    entry("10.0.0.0/24", toStation("a")),
                    entry("10.1.0.0/24", toStation("b")),
                    entry("10.2.0.0/24", toEnd(Code.Blackhole, "hole")),
                ],
                { place: "place-of-hub" },
            ),
            station("c", []),
        ],
        links: [link("up", ["vpc-a", "place-of-hub"], { elements: ["urn:up", "urn:accepter"] })],
        places: [place("place-of-hub", PlaceKind.HubTable)],
        ...more,
    });
}

function caveats(to: "b" | "c", more: Partial<Pick<Network, "unmodelled" | "assumptions">>): readonly string[] {
    const drawing = network(more);
    const [from, target] = [drawing.hosts.get("a")!, drawing.hosts.get(to)!];
    return caveatsOf(drawing, tripsBetween(drawing, from, target, tcpTo(443)));
}

describe("an answer names what nobody modelled", () => {
    test.each<[string, string]>([
        ["the sender", "a"],
        ["the receiver", "b"],
        ["the receiver's network", "vpc-b"],
        ["a table on the way", "urn:hub"],
        ["the place of a table", "place-of-hub"],
        ["a table only the answers meet", "urn:only-back"],
        ["a table by its id", "only-back"],
        ["a link", "urn:up"],
        ["another resource of a link", "urn:accepter"],
    ])("that touches %s", (_, urn) => {
        expect(caveats("b", { unmodelled: [unmodelled("firewall", urn)] })).toEqual([beside("firewall")]);
        expect(caveats("b", { assumptions: [{ text: "sites keep to themselves", about: [urn] }] })).toEqual([
            "sites keep to themselves",
        ]);
    });

    test("that touches what ends the way", () => {
        expect(caveats("c", { unmodelled: [unmodelled("firewall", "urn:hole")] })).toEqual([beside("firewall")]);
    });

    test("and leaves out what lies elsewhere", () => {
        expect(caveats("b", { unmodelled: [unmodelled("firewall", "urn:hole"), unmodelled("idle")] })).toEqual([]);
        expect(caveats("b", { assumptions: [{ text: "about c", about: ["c", "urn:c"] }] })).toEqual([]);
    });

    test("each once and in order", () => {
        const more = {
            unmodelled: [unmodelled("zulu", "a", "b"), unmodelled("alpha", "urn:hub")],
            assumptions: [
                { text: "sites keep to themselves", about: ["a"] },
                { text: "sites keep to themselves", about: ["b"] },
            ],
        };
        expect(caveats("b", more)).toEqual([beside("alpha"), "sites keep to themselves", beside("zulu")]);
    });
});
