/** More than AWS allows. */
import { main, shopAt, spokes, withHub, type Fault } from "./fault";
import { hub, vpc } from "../networks";

const raise = (limit: string): string => `or have AWS raise the quota and set aws.limits.${limit}.`;

export const quotas: Fault[] = [
    {
        check: "quota-tables",
        is: "more tables than a gateway may have",
        args: {
            segments: Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`s${i}`, {}])),
            aws: { hubs: { a: hub(), b: hub() } },
        },
        says: ["a", "b"].map(
            (key) =>
                `aws.hubs.${key} [quota-tables]: got 21 tables; allowed: 20 tables. Use fewer segments, ` +
                raise("routeTablesPerGateway"),
        ),
    },
    {
        check: "quota-routes",
        is: "more routes than a gateway may have, over all its tables",
        args: {
            segments: main,
            aws: {
                hubs: {
                    a: hub({ x: vpc("main", ["10.0.0.0/16", "10.1.0.0/16"]) }),
                    b: hub({ x: vpc("main", "10.2.0.0/16") }),
                },
                // In a: two CIDRs in two tables, and a static route. In b: one in two tables, and two static routes.
                limits: { routesPerGateway: 4 },
            },
        },
        says: [
            "aws.hubs.a [quota-routes]: got 5 routes; allowed: 4 routes. Declare supernets for the other hubs, " +
                raise("routesPerGateway"),
        ],
    },
    {
        check: "quota-peerings",
        is: "more peerings than a gateway may have",
        args: {
            segments: main,
            aws: {
                hubs: { a: hub(), b: hub(), c: hub() },
                peering: { ...spokes, hubs: ["b"] },
                limits: { peeringsPerGateway: 1 },
            },
        },
        says: [
            "aws.hubs.b [quota-peerings]: got 2 peerings; allowed: 1 peerings. Use Topology.HubAndSpoke, " +
                raise("peeringsPerGateway"),
        ],
    },
    {
        check: "quota-vpc-routes",
        is: "more routes than a VPC's table may have",
        args: withHub({
            attachments: {
                shop: vpc("main", "10.0.0.0/16", {
                    routes: {
                        all: { routeTableId: "rtb-1" },
                        wide: { routeTableId: "rtb-2", destinations: ["10.0.0.0/8"] },
                    },
                }),
                many: vpc(
                    "main",
                    Array.from({ length: 51 }, (_, i) => `10.${i + 1}.0.0/16`),
                ),
            },
        }),
        says: [
            `${shopAt}.routes.all [quota-vpc-routes]: got 51 routes; allowed: 50 routes. Give wider 'destinations', ` +
                raise("routesPerVpcTable"),
        ],
    },
];
