/** Google Cloud: VPN tunnels, forwarding rules, interconnects and data transfer. Google counts 1,024 GB to the TB. */
import { unknownFact, type Source } from "../fact";
import { GCP_AREAS, GCP_DESTINATIONS } from "./areas";
import { price, unpriced, type Price } from "./price";

const GOLDEN: Source = {
    document: "infracost, expected outputs of its Google tests",
    date: "2024-07-01",
    certainty: "read",
};
const VPN_GOLDEN: Source = {
    document: "infracost, expected outputs of google_compute_ha_vpn_gateway and google_compute_external_vpn_gateway",
    date: "2024-07-01",
    certainty: "read",
};
const LB_PAGE: Source = { document: "Cloud Load Balancing pricing, Iowa", date: "2026-09-20", certainty: "read" };
const VPC_PAGE: Source = { document: "Google Cloud VPC network pricing", date: "2026-09-20", certainty: "read" };
const INTERCONNECT: Source = { document: "Cloud Interconnect pricing", date: "2026-09-20", certainty: "read" };
const FIELD: Source = { document: "knowledge of Google Cloud's list prices", date: "2026-11", certainty: "known" };
const LOOKED = { document: "not in the documents that were read", date: "2026-11" };

const home = "us-central1";
const project = "the project of the resource";
const atHome = (what: string, unit: "USD/hour" | "USD/GB", rate: number, source: Source): Price =>
    price({ what, unit, payer: project, home, rates: { [home]: [rate, source] } });
const everywhere = (what: string, unit: "USD/hour" | "USD/GB", rate: number, source: Source): Price =>
    price({ what, unit, payer: project, rates: { "*": [rate, source] } });

export const GCP_PRICES = {
    "gcp.vpn.tunnel": atHome("a Cloud VPN tunnel", "USD/hour", 0.05, GOLDEN),
    "gcp.vpn.egress.internal": price({
        what: "IPsec traffic from one Google Cloud region to another",
        unit: "USD/GB",
        payer: "the sending project",
        areas: GCP_AREAS,
        rates: {
            "same region": [0.02, VPN_GOLDEN],
            "us-canada>us-canada": [0.02, VPN_GOLDEN],
            "europe>europe": [0.02, VPN_GOLDEN],
            "asia>asia": [0.08, VPN_GOLDEN],
            "south-america>south-america": [0.14, VPN_GOLDEN],
            oceania: [0.1, VPN_GOLDEN],
            "*>oceania": [0.1, VPN_GOLDEN],
            "other area": [0.08, VPN_GOLDEN],
        },
    }),
    "gcp.vpn.egress.internet": price({
        what: "IPsec traffic from Google Cloud to the internet",
        unit: "USD/GB",
        payer: "the sending project",
        areas: GCP_DESTINATIONS,
        rates: {
            "*": [[{ upTo: 1024, rate: 0.12 }, { upTo: 10_240, rate: 0.11 }, { rate: 0.08 }], VPN_GOLDEN],
            // What follows the last GB of these two tables was in no document.
            "*>china": [
                [
                    { upTo: 1024, rate: 0.23 },
                    { upTo: 10_240, rate: 0.22 },
                ],
                VPN_GOLDEN,
            ],
            "*>australia": [[{ upTo: 1024, rate: 0.19 }], VPN_GOLDEN],
        },
    }),
    "gcp.egress.internet": price({
        what: "Premium Tier traffic from Google Cloud to the internet",
        unit: "USD/GB",
        payer: "the sending project",
        areas: GCP_DESTINATIONS,
        rates: {
            "*": [
                [{ upTo: 1, rate: 0 }, { upTo: 1024, rate: 0.12 }, { upTo: 10_240, rate: 0.11 }, { rate: 0.08 }],
                FIELD,
            ],
            "*>china": unknownFact("USD/GB", "the price of Premium Tier traffic to China, in USD/GB", LOOKED),
            "*>australia": unknownFact("USD/GB", "the price of Premium Tier traffic to Australia, in USD/GB", LOOKED),
        },
    }),
    "gcp.transfer.inter-region": unpriced(
        { what: "traffic from one Google Cloud region to another", unit: "USD/GB", payer: "the sending project" },
        LOOKED,
    ),
    "gcp.transfer.cross-zone": everywhere("traffic between zones of one Google Cloud region", "USD/GB", 0.01, VPC_PAGE),
    "gcp.forwarding-rules.first-five": everywhere("the first five global forwarding rules", "USD/hour", 0.025, LB_PAGE),
    "gcp.forwarding-rule.further": everywhere("a further global forwarding rule", "USD/hour", 0.01, LB_PAGE),
    "gcp.load-balancer.data": atHome("data through a load balancer, each way", "USD/GB", 0.008, LB_PAGE),
    "gcp.interconnect.10g": everywhere("a Dedicated Interconnect of 10 Gbps", "USD/hour", 2.328, INTERCONNECT),
    "gcp.interconnect.100g": everywhere("a Dedicated Interconnect of 100 Gbps", "USD/hour", 23.28, INTERCONNECT),
    "gcp.interconnect.400g": everywhere("a Dedicated Interconnect of 400 Gbps", "USD/hour", 85, INTERCONNECT),
    "gcp.nat.vm": atHome("Cloud NAT for one machine, up to 32", "USD/hour", 0.0014, GOLDEN),
    "gcp.nat.data": atHome("data through Cloud NAT", "USD/GB", 0.045, GOLDEN),
    "gcp.monitoring.condition": unpriced(
        { what: "a condition of an alert policy of Cloud Monitoring", unit: "USD/month", payer: "its project" },
        LOOKED,
    ),
    "gcp.ncc.spoke": unpriced(
        { what: "a spoke of Network Connectivity Center", unit: "USD/hour", payer: "the project of the hub" },
        LOOKED,
    ),
    "gcp.ncc.data": unpriced(
        { what: "data through Network Connectivity Center", unit: "USD/GB", payer: "the sending project" },
        LOOKED,
    ),
} as const satisfies Record<string, Price>;
