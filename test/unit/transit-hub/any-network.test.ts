import { planTransitHub } from "../../../components/transit-hub";
import type { TransitHubArgs, TransitHubPlan } from "../../../components/transit-hub";
import { reachOf, wiringOf } from "../../../components/transit-hub/plan";
import { validateTransitHub } from "../../../components/transit-hub/validate";
import { elementsOf, isNamedAfter, type Element } from "./elements";
import { crowdedNetworks, networks } from "./networks";
import { endsOf, routesOf, walkerOf } from "./walker";
import * as fc from "fast-check";

describe("any network", () => {
    const everything = fc.oneof(networks, crowdedNetworks);

    test("of the generators is valid, so that the claims below are about something", () => {
        const samples = fc.sample(everything, { numRuns: 300, seed: 1 });
        const plans = samples.map((args) => {
            expect(validateTransitHub(args)).toEqual([]);
            return planTransitHub(args);
        });
        const count = (is: (plan: TransitHubPlan) => boolean): number => plans.filter(is).length;
        const cidrs = (plan: TransitHubPlan) => plan.attachments.flatMap((a) => a.cidrs);
        expect(count((plan) => plan.attachments.length > 3)).toBeGreaterThan(100);
        expect(count((plan) => new Set(cidrs(plan)).size < cidrs(plan).length)).toBeGreaterThan(30);
        expect(count((plan) => plan.statics.some((s) => s.segment === undefined))).toBeGreaterThan(30);
        expect(count((plan) => plan.statics.some((s) => !cidrs(plan).includes(s.destination)))).toBeGreaterThan(30);
    });

    test("has a name of its own for every resource", () => {
        fc.assert(
            fc.property(everything, (args) => {
                const ids = elementsOf(planTransitHub(args)).map((e) => e.id);
                expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
            }),
        );
    });

    test("has no table with two routes to one prefix", () => {
        fc.assert(
            fc.property(everything, (args) => {
                const plan = planTransitHub(args);
                for (const { hub: key, segment } of plan.tables) {
                    const destinations = routesOf(plan, key, segment).map((r) => r.destination);
                    expect(destinations.filter((d, i) => destinations.indexOf(d) !== i)).toEqual([]);
                }
            }),
        );
    });

    test("lets one attachment reach another if and only if their segments reach each other", () => {
        fc.assert(
            fc.property(everything, (args) => {
                const plan = planTransitHub(args);
                const [reach, walk] = [reachOf(args), walkerOf(args, plan)];
                const wrong = plan.attachments.flatMap((from) =>
                    plan.attachments
                        .filter((to) => to !== from)
                        .flatMap((to) => to.cidrs.flatMap(endsOf).map((address) => ({ from, to, address })))
                        .filter(({ to, address }) => {
                            const end = walk(from, address);
                            const hasArrived = end?.hub === to.hub && end.attachment === to.attachment;
                            return hasArrived !== reach(from.segment, to.segment);
                        }),
                );
                expect(wrong).toEqual([]);
            }),
            { numRuns: 300 },
        );
    });

    test("is planned alike in whatever order it is declared", () => {
        fc.assert(
            fc.property(everything, fc.func(fc.integer()), (args, rank) => {
                expect(planTransitHub(reordered(args, rank))).toEqual(planTransitHub(args));
            }),
        );
    });

    test("keeps all its resources when a hub is added, and a removed hub takes only its own with it", () => {
        fc.assert(
            fc.property(everything, fc.nat(), (args, pick) => {
                const spokes = Object.keys(args.aws.hubs).filter((key) => !args.aws.peering?.hubs?.includes(key));
                fc.pre(spokes.length > 0 && Object.keys(args.aws.hubs).length > 1);
                const gone = spokes[pick % spokes.length]!;
                const { [gone]: _, ...hubs } = args.aws.hubs;
                const announced = prefixesOf(args, gone);
                const wiring = wiringOf(args);
                const lonely = Object.keys(hubs).filter((key) =>
                    neighbours(args, key).every((other) => other === gone),
                );

                // In a transit table where nothing arrives any more, or from where nothing is passed on.
                const servedIt = ({ isTransit, hub, peer }: Element): boolean =>
                    isTransit && (lonely.includes(hub) || (peer !== undefined && wiring.nextHop(gone, peer) === hub));
                const lost = difference(args, { ...args, aws: { ...args.aws, hubs } });
                const others = lost.filter((e) => !isNamedAfter(e, gone) && !leadsTo(e, announced) && !servedIt(e));
                expect(others).toEqual([]);
            }),
        );
    });

    test("keeps all its resources when an attachment is added, and a removed one takes only its own with it", () => {
        fc.assert(
            fc.property(everything, fc.nat(), (args, pick) => {
                const all = planTransitHub(args).attachments;
                fc.pre(all.length > 0);
                const gone = all[pick % all.length]!;
                const owner = args.aws.hubs[gone.hub]!;
                const { [gone.attachment]: _, ...attachments } = owner.attachments!;
                const hubs = { ...args.aws.hubs, [gone.hub]: { ...owner, attachments } };

                const lost = difference(args, { ...args, aws: { ...args.aws, hubs } });
                const cidrs = new Set(gone.cidrs);
                const isItsOwn = (e: Element): boolean => isNamedAfter(e, gone.hub, gone.attachment);
                expect(lost.filter((e) => !isItsOwn(e) && !leadsTo(e, cidrs))).toEqual([]);
            }),
        );
    });

    test("keeps all its resources when a segment is added, and a removed one takes only its own with it", () => {
        fc.assert(
            fc.property(everything, fc.nat(), (args, pick) => {
                const names = Object.keys(args.segments);
                fc.pre(names.length > 1);
                const gone = names[pick % names.length]!;
                const without = <T>(map: Record<string, T> | undefined): Record<string, T> =>
                    Object.fromEntries(Object.entries(map ?? {}).filter(([key]) => key !== gone));
                const segments = Object.fromEntries(
                    Object.entries(without(args.segments)).map(([key, s]) => [
                        key,
                        { ...s, reaches: without(s.reaches) },
                    ]),
                );
                const hubs = Object.fromEntries(
                    Object.entries(args.aws.hubs).map(([key, h]) => {
                        const kept = Object.entries(h.attachments ?? {}).filter(([, a]) => a.segment !== gone);
                        return [key, { ...h, attachments: Object.fromEntries(kept), supernets: without(h.supernets) }];
                    }),
                );
                const announced = new Set(Object.keys(hubs).flatMap((key) => [...prefixesOf(args, key, gone)]));
                const itsAttachments = planTransitHub(args).attachments.filter((a) => a.segment === gone);
                const isItsOwn = (e: Element): boolean =>
                    isNamedAfter(e, gone) || itsAttachments.some((a) => isNamedAfter(e, a.hub, a.attachment));
                const lost = difference(args, { ...args, segments, aws: { ...args.aws, hubs } });
                expect(lost.filter((e) => !isItsOwn(e) && !leadsTo(e, announced))).toEqual([]);
            }),
        );
    });
});

/** What the plan of `args` has and the plan of `fewer` has not. All that `fewer` plans must be in the plan of `args`. */
function difference(args: TransitHubArgs, fewer: TransitHubArgs): Element[] {
    const before = elementsOf(planTransitHub(args));
    const after = elementsOf(planTransitHub(fewer));
    const ids = new Set(before.map((e) => e.id));
    expect(after.map((e) => e.id).filter((id) => !ids.has(id))).toEqual([]);
    const left = new Set(after.map((e) => e.id));
    return before.filter((e) => !left.has(e.id));
}

function leadsTo({ destination }: Element, prefixes: Set<string>): boolean {
    return destination !== undefined && prefixes.has(destination);
}

/** The prefixes that stand for a hub in other tables. */
function prefixesOf(args: TransitHubArgs, key: string, segment?: string): Set<string> {
    const { attachments = {}, supernets = {} } = args.aws.hubs[key]!;
    return new Set([
        ...Object.values(attachments)
            .filter((a) => segment === undefined || a.segment === segment)
            .flatMap((a) => a.cidrs),
        ...Object.entries(supernets).flatMap(([s, prefixes]) =>
            segment === undefined || s === segment ? prefixes : [],
        ),
    ]);
}

function neighbours(args: TransitHubArgs, key: string): string[] {
    return wiringOf(args)
        .links.filter((link) => link.includes(key))
        .map(([a, b]) => (a === key ? b : a));
}

/** The same value with the keys of its maps and the elements of its lists in another order. */
function reordered<T>(value: T, rank: (at: string) => number): T {
    if (Array.isArray(value)) return [...value].sort((a, b) => rank(String(a)) - rank(String(b))) as T;
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).sort(([a], [b]) => rank(a) - rank(b));
    return Object.fromEntries(entries.map(([key, v]) => [key, reordered(v, rank) as unknown])) as T;
}
