import {
    answeredBy,
    backTranslated,
    filter,
    filterForAnyPeer,
    flowOf,
    isEmptyFlow,
    outside,
    sentWithin,
    translate,
    within,
} from "../../../graph/flow";
import { intersection, packets, repliesTo, sameSet, unionOf, type PacketSet } from "../../../graph/packets";
import { Code } from "../../../graph/reason";
import { addressSet } from "../../../plan/address-set";
import { fromPrefixes, gate, host, reason, tcpFrom, tcpTo, toPrefixes, translation } from "../../support/network";

/** Packets with all of these properties. */
function all(first: PacketSet, ...more: readonly PacketSet[]): PacketSet {
    return more.reduce(intersection, first);
}

function expectSame(a: PacketSet, b: PacketSet): void {
    expect({ same: sameSet(a, b), a, b }).toEqual({ same: true, a, b });
}

const udpFrom = (first: number, last = first): PacketSet =>
    packets({ protocols: [{ first: 17, last: 17 }], sourcePorts: [{ first, last }] });
const CLIENT: PacketSet = all(fromPrefixes("10.0.0.5"), toPrefixes("8.8.8.8"));

describe("packets on their way", () => {
    test("are the ones that were sent while nothing changes them", () => {
        const flow = flowOf(toPrefixes("10.0.0.0/8"));
        for (const { sent, now } of [within(flow, tcpTo(443)), outside(flow, tcpTo(443))]) expect(sent).toEqual(now);
        expectSame(within(flow, tcpTo(443)).now, all(toPrefixes("10.0.0.0/8"), tcpTo(443)));
        expect(isEmptyFlow(within(flow, toPrefixes("::/0")))).toBe(true);
    });

    test("behind a translation are told apart by what it left as it was", () => {
        const sent = all(fromPrefixes("10.0.0.0/24"), toPrefixes("8.8.8.8", "9.9.9.9"), tcpTo(80, 443));
        const [part] = translate(flowOf(sent), translation("nat", "source", [["10.0.0.0/24", "10.0.1.9"]])).parts;
        const secure = within(part!.after, tcpTo(443));
        expectSame(secure.sent, all(sent, tcpTo(443)));
        expectSame(secure.now, all(fromPrefixes("10.0.1.9"), toPrefixes("8.8.8.8", "9.9.9.9"), tcpTo(443)));
        expectSame(outside(part!.after, toPrefixes("9.9.9.9")).sent, all(sent, toPrefixes("8.8.8.8")));
        // The new source is that of all of them.
        expectSame(within(part!.after, fromPrefixes("10.0.1.0/24")).sent, sent);
        expect(isEmptyFlow(within(part!.after, fromPrefixes("10.0.0.5")))).toBe(true);
    });

    test("can be chosen by how they were sent, changed or not", () => {
        const sent = all(fromPrefixes("10.0.0.0/24"), toPrefixes("8.8.8.8", "9.9.9.9"));
        const plain = sentWithin(flowOf(sent), toPrefixes("9.9.9.9"));
        expectSame(plain.now, all(sent, toPrefixes("9.9.9.9")));
        const [part] = translate(flowOf(sent), translation("nat", "source", [["10.0.0.0/24", "10.0.1.9"]])).parts;
        const changed = sentWithin(part!.after, all(fromPrefixes("10.0.0.7"), toPrefixes("9.9.9.9")));
        expectSame(changed.sent, all(fromPrefixes("10.0.0.7"), toPrefixes("9.9.9.9")));
        expectSame(changed.now, all(fromPrefixes("10.0.1.9"), toPrefixes("9.9.9.9")));
    });
});

describe("a filter", () => {
    const flow = flowOf(CLIENT);
    const web = { group: "web", packets: tcpTo(8080) };

    test("splits packets into those it lets through, drops, and those nobody can say of", () => {
        const open = [
            { packets: tcpTo([400, 450]), reason: reason(Code.Unknown, "first") },
            { packets: tcpTo([440, 500]), reason: reason(Code.Unknown, "second") },
            { packets: tcpTo(22), reason: reason(Code.Unknown, "third") },
        ];
        const { passed, denied, unsure } = filter(
            within(flow, tcpTo([400, 600])),
            gate("acl", tcpTo(443), { unsure: open }),
            undefined,
        );
        expectSame(passed.now, all(CLIENT, tcpTo(443)));
        expectSame(denied.now, all(CLIENT, tcpTo([501, 600])));
        expect(unsure.map(({ what }) => what.element.label)).toEqual(["first", "second"]);
        expectSame(unsure[0]!.flow.now, all(CLIENT, tcpTo([400, 442], [444, 450])));
        expectSame(unsure[1]!.flow.now, all(CLIENT, tcpTo([451, 500])));
    });

    test("lets members of a group through, and only what the group may", () => {
        const acl = gate("sg", tcpTo(443), { fromGroups: [web, { group: "db", packets: tcpTo(5432) }] });
        const member = host("peer", "a", ["10.0.0.5"], { groups: ["web", "other"] });
        expectSame(filter(flow, acl, member).passed.now, all(CLIENT, tcpTo(443, 8080)));
        expectSame(filter(flow, acl, host("peer", "a", ["10.0.0.5"])).passed.now, all(CLIENT, tcpTo(443)));
        expectSame(filter(flow, acl, undefined).passed.now, all(CLIENT, tcpTo(443)));
        expectSame(filterForAnyPeer(flow, acl).passed.now, all(CLIENT, tcpTo(443, 5432, 8080)));
    });
});

describe("a translation", () => {
    test("keeps pairs apart: what was sent to one address has not been sent to the other", () => {
        const sent = all(toPrefixes("9.0.0.1", "9.0.0.2"), tcpTo(443));
        const { parts, left } = translate(
            flowOf(sent),
            translation("igw", "destination", [
                ["9.0.0.1", "10.0.0.1"],
                ["9.0.0.2", "10.0.0.2"],
                ["9.0.0.0/24", "10.0.0.3"],
            ]),
        );
        expect(parts.length).toBe(2);
        const second = within(parts[1]!.after, toPrefixes("10.0.0.2"));
        expectSame(second.sent, all(toPrefixes("9.0.0.2"), tcpTo(443)));
        expect(isEmptyFlow(left)).toBe(true);
    });

    test("leaves what it has nothing for: other addresses, and families without an address", () => {
        const sent = unionOf(fromPrefixes("10.0.0.0/23"), fromPrefixes("fd00::/64"));
        const pairs = [{ from: addressSet(["10.0.0.0/24", "::/0"]), to: addressSet(["9.0.0.1/32"]) }];
        const { parts, left } = translate(flowOf(sent), { ...translation("igw", "source", []), pairs });
        expectSame(parts[0]!.before.now, fromPrefixes("10.0.0.0/24"));
        expectSame(left.now, unionOf(fromPrefixes("10.0.1.0/24"), fromPrefixes("fd00::/64")));
        const six = {
            ...translation("igw", "source", []),
            pairs: [{ from: addressSet(["0.0.0.0/0"]), to: addressSet(["::9/128"]) }],
        };
        expectSame(translate(flowOf(sent), six).left.now, sent);
    });

    test("that many share sends from the ports 1024 to 65535, and pings from none", () => {
        const nat = translation("nat", "source", [["10.0.0.0/24", "10.0.1.9"]], { isShared: true });
        const ping = all(CLIENT, packets({ protocols: [{ first: 1, last: 1 }], sourcePorts: [{ first: 0, last: 0 }] }));
        const after = (sent: PacketSet): PacketSet => translate(flowOf(sent), nat).parts[0]!.after.now;
        const ends = all(fromPrefixes("10.0.1.9"), toPrefixes("8.8.8.8"));
        expectSame(after(all(CLIENT, tcpFrom(80))), all(ends, tcpFrom([1024, 65_535])));
        expectSame(after(all(CLIENT, udpFrom(53))), all(ends, udpFrom(1024, 65_535)));
        expectSame(
            after(ping),
            all(ends, packets({ protocols: [{ first: 1, last: 1 }], sourcePorts: [{ first: 0, last: 0 }] })),
        );
    });

    test("of one host for itself leaves its ports alone", () => {
        const one = translation("igw", "source", [["10.0.0.5", "9.0.0.1"]]);
        const [part] = translate(flowOf(all(CLIENT, tcpFrom(80))), one).parts;
        expectSame(part!.after.now, all(fromPrefixes("9.0.0.1"), toPrefixes("8.8.8.8"), tcpFrom(80)));
        expect([...part!.after.changed]).toEqual(["source"]);
    });
});

describe("answers", () => {
    const asked = all(fromPrefixes("10.0.0.5", "10.0.0.6"), toPrefixes("8.8.8.8"), tcpTo(443), tcpFrom([1024, 65_535]));
    const nat = translation("nat", "source", [["10.0.0.0/24", "10.0.1.9"]], { isShared: true });
    const out = translate(flowOf(asked), nat).parts[0]!;
    const hiding = { answers: repliesTo(out.before.now), isAsSent: true };

    test("belong to the packets whose ends and ports they have exchanged", () => {
        const flow = flowOf(asked);
        const some = flowOf(all(repliesTo(asked), toPrefixes("10.0.0.6"), tcpTo([5000, 65_535])));
        expectSame(answeredBy(flow, some), all(asked, fromPrefixes("10.0.0.6"), tcpFrom([5000, 65_535])));
    });

    test("to a shared address belong to any of those behind it, until they are changed back", () => {
        const answers = flowOf(repliesTo(out.after.now));
        expectSame(answeredBy(out.after, within(answers, tcpTo(2000))), asked);
        const { flow, left } = backTranslated(answers, hiding);
        expect(isEmptyFlow(left)).toBe(true);
        expectSame(flow.now, repliesTo(asked));
        expectSame(answeredBy(out.after, within(flow, toPrefixes("10.0.0.6"))), all(asked, fromPrefixes("10.0.0.6")));
        expectSame(answeredBy(out.after, within(flow, tcpTo(2000))), all(asked, tcpFrom(2000)));
    });

    test("that belong to nothing that was translated are left", () => {
        const stray = all(fromPrefixes("8.8.4.4"), toPrefixes("10.0.1.9"), tcpFrom(443));
        const wrongPort = all(fromPrefixes("8.8.8.8"), toPrefixes("10.0.1.9"), tcpFrom(80));
        const { flow, left } = backTranslated(flowOf(unionOf(stray, wrongPort, repliesTo(out.after.now))), hiding);
        expectSame(left.now, unionOf(stray, wrongPort));
        expectSame(flow.now, repliesTo(asked));
    });

    test("changed back are told apart however their own source is changed after that", () => {
        const { flow } = backTranslated(flowOf(repliesTo(out.after.now)), hiding);
        for (const isShared of [false, true]) {
            const again = translation("igw", "source", [["8.8.8.8", "9.9.9.9"]], { isShared });
            const [part] = translate(flow, again).parts;
            const toOne = within(part!.after, toPrefixes("10.0.0.6"));
            expectSame(answeredBy(out.after, toOne), all(asked, fromPrefixes("10.0.0.6")));
        }
        // Once their destination is changed too, nobody can tell them apart by it.
        const inner = translation("inner", "destination", [["10.0.0.0/24", "10.7.0.1"]]);
        const [again] = translate(flow, inner).parts;
        expectSame(answeredBy(out.after, within(again!.after, toPrefixes("10.7.0.1"))), asked);
    });

    test("that the gateway got from another translation are not told apart by being changed back", () => {
        const { flow } = backTranslated(flowOf(repliesTo(out.after.now)), { ...hiding, isAsSent: false });
        expectSame(answeredBy(out.after, within(flow, tcpTo(2000))), asked);
    });
});
