import { failuresOf, isGone, readFailure, without, type Failure } from "../../../graph/failure";
import type { Network } from "../../../graph/network";
import { reach } from "../../../graph/reach";
import { readAws } from "../../../graph/read/aws";
import type { Resource } from "../../../graph/read/resources";
import { deployed } from "../../support/graph";
import {
    attached,
    connection,
    ends,
    hub,
    learned,
    natted,
    network,
    packetsOf,
    site,
    TWO_REGIONS,
    urn,
    VPN,
    vpc,
    ATTACHMENT,
} from "../../support/joined-networks";

const SHOP = [...hub("virginia"), ...vpc("shop", 1), ...attached("shop", "virginia")];
const OUT = network(vpc("shop", 1), natted("shop", 1, ["a", "b"]));
/** Two connections with static routes that the hub learns: the second is for more, and second choice for what both are for. */
const TWICE = network(
    SHOP,
    site("plant", "virginia", []),
    connection("vpn 2", "plant", "virginia", []),
    learned("vpn plant", "virginia", "192.168.0.0/17"),
    learned("vpn 2", "virginia", "192.168.0.0/16"),
);
const PLANT = network(SHOP, site("plant", "virginia", ["192.168.0.0/16"]));
const texts = (of: Network): readonly string[] => failuresOf(of).map(({ text }) => text);
const failure = (of: Network, text: string): Failure => {
    const read = readFailure(of, text);
    if ("problems" in read) throw new Error(JSON.stringify(read.problems));
    return read;
};
const after = (of: Network, text: string): Network => without(of, failure(of, text));
const ask = (on: Network, from: string, to: string): string => {
    const { verdict, reasons } = reach(on, ends(on, from), ends(on, to), packetsOf());
    return [verdict, ...reasons.map(({ detail }) => detail)].join(": ");
};

describe("what can fail", () => {
    test("clouds, regions, zones, hubs and links", () => {
        expect(texts(network(TWO_REGIONS))).toEqual([
            "cloud/aws",
            "hub/ireland",
            "hub/virginia",
            "link/desk on ireland",
            "link/shop on virginia",
            "link/virginia and ireland",
            "region/eu-west-1",
            "region/us-east-1",
            "zone/eu-west-1a",
            "zone/eu-west-1b",
            "zone/us-east-1a",
            "zone/us-east-1b",
        ]);
    });

    test("sites and their connections, and each NAT gateway once, though a link leads to it", () => {
        expect(texts(PLANT)).toEqual(expect.arrayContaining(["site/plant", "link/vpn plant"]));
        expect(texts(OUT).filter((text) => /nat|gateway/.test(text))).toEqual([
            "gateway/nat-a",
            "gateway/nat-b",
            "link/gateway of shop",
        ]);
    });

    test("the stack has a second program with the same names: each failure has the URN for its name", () => {
        const resources = deployed(SHOP);
        const rename = (text: string): string => text.replace("urn:pulumi:dev::", "urn:pulumi:prod::");
        const second = resources.map((r): Resource => ({
            ...r,
            ...{ urn: rename(r.urn), stack: "net/prod", id: typeof r.id === "string" ? `prod-${r.id}` : r.id },
            sources: Object.fromEntries(Object.entries(r.sources).map(([k, urns]) => [k, urns.map(rename)])),
            props: Object.fromEntries(
                Object.entries(r.props).map(([k, value]) => [k, named(value)]),
            ) as Resource["props"],
        }));
        function named(value: unknown): unknown {
            if (Array.isArray(value)) return value.map(named);
            return typeof value === "string" && resources.some(({ id }) => id === value) ? `prod-${value}` : value;
        }
        const both = readAws([...resources, ...second]);
        const links = texts(both).filter((text) => text.includes("shop on virginia"));
        const own = urn(ATTACHMENT, "shop on virginia");
        expect(links).toEqual([own, rename(own)]);
        expect(new Set(texts(both)).size).toBe(texts(both).length);
        // The zone is one and the same for both.
        expect(texts(both)).toContain("zone/us-east-1a");
        expect(readFailure(both, "link/shop on virginia")).toEqual({
            problems: [
                {
                    check: "failure",
                    path: "fail",
                    got: '"link/shop on virginia", a name that 2 have',
                    allowed: `${own} or ${rename(own)}`,
                    fix: "Say which one.",
                },
            ],
        });
        expect([...failure(both, rename(own)).down]).toEqual([rename(own)]);
    });
});

describe("asking for a failure", () => {
    test("by its name, by the URN of what fails, or by that of a resource that a link consists of", () => {
        const of = network(TWO_REGIONS);
        const peering = urn("ec2transitgateway/peeringAttachment:PeeringAttachment", "virginia and ireland");
        const accepter = urn(
            "ec2transitgateway/peeringAttachmentAccepter:PeeringAttachmentAccepter",
            "virginia and ireland accepted",
        );
        for (const text of ["link/virginia and ireland", peering, accepter])
            expect([...failure(of, text).down]).toEqual([peering]);
    });

    test("several fail together", () => {
        const { text, down, zones } = failure(PLANT, "link/vpn plant+zone/us-east-1a");
        expect(text).toBe("link/vpn plant+zone/us-east-1a");
        expect([...down]).toEqual([urn(VPN, "vpn plant")]);
        expect([...zones]).toEqual(["region/aws/us-east-1 us-east-1a"]);
    });

    test("a name may have a plus of its own", () => {
        const odd = network(SHOP, site("plant", "virginia", ["192.168.0.0/16"], "us-east-1", "a+b"));
        expect([...failure(odd, "link/a+b").down]).toEqual([urn(VPN, "a+b")]);
    });

    test("of a name that is not there the answer is what there is of its kind", () => {
        expect(readFailure(PLANT, "zone/us-east-1c")).toEqual({
            problems: [
                {
                    check: "failure",
                    path: "fail",
                    got: '"zone/us-east-1c"',
                    allowed: "zone/us-east-1a or zone/us-east-1b",
                    fix: "Name one of them, or several joined by +.",
                },
            ],
        });
    });
});

describe("after a failure", () => {
    test("a zone takes its hosts with it and leaves the others", () => {
        const gone = failure(PLANT, "zone/us-east-1a");
        const names = [...PLANT.hosts.values()]
            .filter((h) => isGone(PLANT, h, gone))
            .map(({ element }) => element.label);
        expect(names).toEqual(["subnet shop-a"]);
        expect([...without(PLANT, gone).hosts.values()].map(({ element }) => element.label)).not.toContain(
            "subnet shop-a",
        );
        expect(ask(after(PLANT, "zone/us-east-1a"), "subnet/shop-b", "site/plant")).toBe("REACHABLE");
    });

    test("a route that somebody wrote stays, and leads to what has failed", () => {
        expect(ask(after(PLANT, "link/vpn plant"), "vpc/shop", "site/plant")).toBe(
            "DENIED: route virginia to 192.168.0.0/16 over vpn plant leads to what has failed (link/vpn plant)",
        );
    });

    test("a route that the hub learned goes with what it leads to", () => {
        const apart = network(TWO_REGIONS);
        const failed = after(apart, "link/desk on ireland");
        expect(ask(failed, "vpc/shop", "vpc/desk")).toMatch(
            /^DENIED: route table ireland-table has no route for packets/,
        );
    });

    test("a region takes its hub, its networks and every link to it", () => {
        const failed = after(network(TWO_REGIONS), "region/eu-west-1");
        expect([...failed.hosts.values()].map(({ element }) => element.label).sort()).toEqual(
            expect.not.arrayContaining(["subnet desk-a", "subnet desk-b"]),
        );
        expect([...failed.links.values()].map(({ element }) => element.label)).toEqual([
            "vpc attachment shop on virginia",
        ]);
    });

    test("a zone takes the NAT gateway in it, and who routes to that one is cut off wherever it is", () => {
        const one = network(vpc("shop", 1), natted("shop", 1, ["a"]));
        expect(ask(one, "vpc/shop", "internet")).toMatch(/^PARTIAL/); // The public subnet has no public addresses.
        expect(ask(one, "subnet/shop-b", "internet")).toBe("REACHABLE");
        expect(ask(after(one, "zone/us-east-1a"), "subnet/shop-b", "internet")).toBe(
            "DENIED: route 0.0.0.0/0 of route table table shop-b leads to what has failed (zone/us-east-1a)",
        );
        expect([...after(one, "zone/us-east-1a").links.values()].map(({ kind }) => kind)).toEqual(["internet-gateway"]);
        expect(ask(after(OUT, "zone/us-east-1a"), "subnet/shop-b", "internet")).toBe("REACHABLE");
    });

    test("an attachment with a foot in one zone only fails with the zone", () => {
        const single = network(hub("virginia"), vpc("shop", 1), attached("shop", "virginia", "us-east-1", ["a"]));
        expect(after(single, "zone/us-east-1a").links.size).toBe(0);
        expect(after(single, "zone/us-east-1b").links.size).toBe(1);
    });

    test("of two connections to a site the hub sends over the one that is left; what the site's device does nobody here knows", () => {
        const failed = after(TWICE, "link/vpn plant");
        expect(ask(TWICE, "vpc/shop", "site/plant")).toBe("REACHABLE");
        expect(ask(failed, "vpc/shop", "site/plant")).toBe(
            "UNDETERMINED: whether customer gateway plant stops sending to vpn connection vpn plant, which has failed, is for its " +
                "device to say",
        );
        expect(ask(after(TWICE, "link/vpn plant+link/vpn 2"), "vpc/shop", "site/plant")).toMatch(/^DENIED/);
        expect(ask(after(TWICE, "link/vpn plant+link/vpn 2"), "site/plant", "vpc/shop")).toMatch(/^DENIED/);
    });
});
