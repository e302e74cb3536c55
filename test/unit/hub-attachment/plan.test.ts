import type { HubAttachmentArgs } from "../../../components/hub-attachment/args";
import { planHubAttachment } from "../../../components/hub-attachment/plan";
import { validateHubAttachment } from "../../../components/hub-attachment/validate";
import { planTransitHub, Topology, type TransitHubArgs } from "../../../components/transit-hub";
import { networks } from "../transit-hub/networks";
import { peeringOf, referenceTo } from "./references";
import * as fc from "fast-check";

const segments = { lab: { isolated: true }, prod: { reaches: { shared: {} } }, shared: {} };
const hubs = { use1: { region: "us-east-1" }, euc1: { region: "eu-central-1" }, aps1: { region: "ap-southeast-1" } };
const alone: TransitHubArgs = { segments, aws: { hubs: { use1: { region: "us-east-1" } } } };
const mesh: TransitHubArgs = { segments, aws: { hubs } };
const spokes: TransitHubArgs = { segments, aws: { hubs, peering: { topology: Topology.HubAndSpoke, hubs: ["use1"] } } };

const vpc = { vpcId: "vpc-1", subnets: { "us-east-1a": "subnet-1" } };
const attached = (hub: TransitHubArgs, key: string, more: Partial<HubAttachmentArgs> = {}): HubAttachmentArgs => ({
    hub: referenceTo(hub, key),
    segment: "prod",
    attachmentIds: { "aws/plant/1": "tgw-attach-1" },
    cidrs: ["192.168.10.0/24"],
    ...more,
});
const plan = (...of: Parameters<typeof attached>) => planHubAttachment(attached(...of));
/** "segment destination", "transit destination". */
const told = (routes: readonly { segment?: string; destination: string }[]): string[] =>
    routes.map(({ segment = "transit", destination }) => `${segment} ${destination}`);

describe("in the hub itself", () => {
    test("every segment that reaches it learns the attachment, and no other", () => {
        expect(plan(alone, "use1").propagations).toEqual([
            { attachment: "aws/plant/1", segment: "prod" },
            { attachment: "aws/plant/1", segment: "shared" },
        ]);
    });

    test("so does the transit table, where other hubs' traffic arrives", () => {
        expect(plan(mesh, "use1").propagations.map((p) => p.segment)).toEqual(["prod", "shared", undefined]);
    });

    test("of an isolated segment only the transit table does: its members do not see each other", () => {
        expect(plan(mesh, "use1", { segment: "lab" }).propagations).toEqual([{ attachment: "aws/plant/1" }]);
        expect(plan(alone, "use1", { segment: "lab" }).propagations).toEqual([]);
    });

    test("each of several attachments is learnt everywhere, so that they share the load", () => {
        const attachmentIds = { "aws/plant/2": "tgw-attach-2", "aws/plant/1": "tgw-attach-1" };
        const { attachments, propagations } = plan(alone, "use1", { attachmentIds });
        expect(attachments).toEqual(["aws/plant/1", "aws/plant/2"]);
        expect(propagations.map((p) => `${p.attachment} ${p.segment}`)).toEqual([
            "aws/plant/1 prod",
            "aws/plant/1 shared",
            "aws/plant/2 prod",
            "aws/plant/2 shared",
        ]);
    });

    test("nothing has a static route where the attachment announces itself", () => {
        expect(plan(mesh, "use1").statics).toEqual([]);
    });

    test("with static routes nothing is learnt, and the same tables have a route to each prefix", () => {
        const cidrs = ["192.168.11.0/24", "192.168.10.0/24"];
        const { propagations, statics } = plan(mesh, "use1", { staticRoutes: true, cidrs });
        expect(propagations).toEqual([]);
        expect(told(statics)).toEqual([
            "prod 192.168.10.0/24",
            "prod 192.168.11.0/24",
            "shared 192.168.10.0/24",
            "shared 192.168.11.0/24",
            "transit 192.168.10.0/24",
            "transit 192.168.11.0/24",
        ]);
        expect(new Set(statics.map((s) => s.attachment))).toEqual(new Set(["aws/plant/1"]));
    });
});

describe("in the other hubs", () => {
    const remotes = (...of: Parameters<typeof attached>): string[] =>
        plan(...of).remotes.map((route) => `${route.hub}: ${told([route])[0]}`);

    test("of a full mesh the tables of every segment that reaches it have a route to each prefix", () => {
        expect(remotes(mesh, "use1")).toEqual([
            "aps1: prod 192.168.10.0/24",
            "aps1: shared 192.168.10.0/24",
            "euc1: prod 192.168.10.0/24",
            "euc1: shared 192.168.10.0/24",
        ]);
    });

    test("the transit table of a hub that stands between has one too", () => {
        expect(remotes(spokes, "euc1")).toEqual([
            "aps1: prod 192.168.10.0/24",
            "aps1: shared 192.168.10.0/24",
            "use1: prod 192.168.10.0/24",
            "use1: shared 192.168.10.0/24",
            "use1: transit 192.168.10.0/24",
        ]);
    });

    test("an isolated segment has none but on the way", () => {
        expect(remotes(mesh, "use1", { segment: "lab" })).toEqual([]);
        expect(remotes(spokes, "euc1", { segment: "lab" })).toEqual(["use1: transit 192.168.10.0/24"]);
    });

    test("what lies in the segment's supernets of that hub is known already, also where only two together hold it", () => {
        const supernets = { prod: ["192.168.0.0/17", "192.168.128.0/17"] };
        const args = { segments, aws: { hubs: { ...hubs, use1: { region: "us-east-1", supernets } } } };
        const cidrs = ["192.168.0.0/16", "10.9.0.0/16"];
        expect(remotes(args, "use1", { cidrs })).toEqual([
            "aps1: prod 10.9.0.0/16",
            "aps1: shared 10.9.0.0/16",
            "euc1: prod 10.9.0.0/16",
            "euc1: shared 10.9.0.0/16",
        ]);
        expect(remotes(args, "use1", { cidrs, segment: "shared" })).toHaveLength(8);
    });

    test("none where the hub is alone", () => {
        expect(plan(alone, "use1").remotes).toEqual([]);
    });
});

describe("a VPC", () => {
    test("is one attachment, called vpc, with routes of its own in the order of their names", () => {
        const routes = {
            public: { routeTableId: "rtb-2", destinations: ["10.0.0.0/8"] },
            private: { routeTableId: "rtb-1", destinations: ["2001:DB8:0::/56", "10.0.0.0/8"] },
        };
        const planned = plan(alone, "use1", { attachmentIds: undefined!, vpc: { ...vpc, routes } });
        expect(planned.attachments).toEqual(["vpc"]);
        expect(planned.vpcRoutes).toEqual([
            { route: "private", destination: "10.0.0.0/8" },
            { route: "private", destination: "2001:db8::/56" },
            { route: "public", destination: "10.0.0.0/8" },
        ]);
    });

    test("attached from elsewhere has the routes that it would have as an attachment of the hub itself", () => {
        let compared = 0;
        fc.assert(
            fc.property(networks, fc.nat(), (args, pick) => {
                const all = planTransitHub(args).attachments;
                fc.pre(all.length > 0);
                const { hub, attachment, segment } = all[pick % all.length]!;
                const { [attachment]: own, ...attachments } = args.aws.hubs[hub]!.attachments!;
                const without = {
                    ...args,
                    aws: { ...args.aws, hubs: { ...args.aws.hubs, [hub]: { ...args.aws.hubs[hub]!, attachments } } },
                };
                const elsewhere = {
                    hub: referenceTo(without, hub),
                    segment,
                    vpc: { vpcId: "vpc-1", subnets: own!.subnets },
                    cidrs: own!.cidrs,
                };
                expect(validateHubAttachment(elsewhere)).toEqual([]);
                const planned = planHubAttachment(elsewhere);
                const before = new Set(routesOf(without));
                const added = routesOf(args).filter((route) => !before.has(route));
                compared += added.length;
                const itsOwn = [
                    ...planned.propagations.map((p) => `${hub} ${p.segment ?? "transit"} learns`),
                    ...planned.remotes.map((r) => {
                        const by = elsewhere.hub.remotes![r.hub]!.peeringAttachmentId as string;
                        return `${r.hub} ${r.segment ?? "transit"} ${r.destination} by ${by}`;
                    }),
                ];
                expect([...itsOwn].sort()).toEqual([...added].sort());

                /** Of the picked attachment, and over peerings. */
                function routesOf(of: TransitHubArgs): string[] {
                    const { propagations, statics } = planTransitHub(of);
                    return [
                        ...propagations
                            .filter((p) => p.hub === hub && p.attachment === attachment)
                            .map((p) => `${p.hub} ${p.segment ?? "transit"} learns`),
                        ...statics.map(
                            (s) => `${s.hub} ${s.segment ?? "transit"} ${s.destination} by ${peeringOf(s.hub, s.peer)}`,
                        ),
                    ];
                }
            }),
            { numRuns: 150 },
        );
        expect(compared).toBeGreaterThan(250);
    });
});
