/** What cannot be asked of prefixes with tunnels of their own. */
import { aws, azure, depot, gcp, plant } from "../sites";
import { withLink, type Fault } from "./fault";

const given = ["10.0.8.0/24", "192.168.10.64/26"];
const at = 'links["aws/plant"].dedicated';
const noDedicated = (key: string, got: string, fix: string): string =>
    `links["${key}"].dedicated [no-dedicated]: got ${got}; allowed: ends that two sets of tunnels can join. ${fix}`;
const SMALLER = "A longer prefix wins over the whole, which the other tunnels carry: name the part that matters.";

export const dedicated: readonly Fault[] = [
    {
        check: "dedicated-prefix",
        is: "prefixes that are no part of an end's",
        args: withLink("aws/plant", { dedicated: ["10.0.0.0/16", "172.16.0.0/24", "192.168.10.64/26"] }),
        says: [
            `${at}[0] [dedicated-prefix]: got "10.0.0.0/16"; allowed: a part of an IPv4 prefix of 'aws' or ` +
                `'plant': 10.0.0.0/16, 192.168.10.0/24. ${SMALLER}`,
            `${at}[1] [dedicated-prefix]: got "172.16.0.0/24"; allowed: a part of an IPv4 prefix of 'aws' or ` +
                `'plant': 10.0.0.0/16, 192.168.10.0/24. ${SMALLER}`,
        ],
    },
    {
        check: "dedicated-one-way",
        is: "prefixes of one end only",
        args: withLink("aws/plant", { dedicated: ["10.0.8.0/24"] }),
        says: [
            `${at} [dedicated-one-way]: got no prefix of 'plant'; allowed: prefixes of both ends. Name the part of ` +
                "'plant' that talks with the others: what is sent to it goes by its own prefix.",
        ],
    },
    {
        check: "dedicated-twice",
        is: "a prefix that lies in another",
        args: withLink("aws/plant", { dedicated: ["10.0.8.0/24", "192.168.10.64/26", "10.0.8.128/25"] }),
        says: [
            `${at}[2] [dedicated-twice]: got "10.0.8.128/25", which meets 10.0.8.0/24 at ${at}[0]; allowed: each ` +
                "address once. Keep the wider one.",
        ],
    },
    {
        check: "dedicated-static",
        is: "a link with static routes",
        args: withLink("aws/plant", { dedicated: given, routing: "static" }),
        says: [
            `${at} [dedicated-static]: got prefixes, on a link with static routes; allowed: a link with the routing ` +
                `"bgp". Remove 'routing': only BGP brings a prefix back to the other tunnels when its own are lost.`,
        ],
    },
    {
        check: "dedicated-virtual-gateway",
        is: "a virtual private gateway",
        args: {
            sites: {
                aws: { ...aws, aws: { region: "us-east-1", vpnGatewayId: "vgw-0a1", asn: 64_512 } },
                plant,
            },
            links: { "aws/plant": { dedicated: given } },
        },
        says: [
            `${at} [dedicated-virtual-gateway]: got prefixes, and 'aws' is a virtual private gateway; allowed: a ` +
                "Transit Gateway of AWS. Use a Transit Gateway: a virtual private gateway has one connection with " +
                "each customer gateway.",
        ],
    },
    {
        check: "dedicated-learned",
        is: "more than Google's router can be told",
        args: {
            sites: { aws, gcp },
            links: {
                "aws/gcp": { dedicated: ["10.2.8.0/24", ...Array.from({ length: 11 }, (_, i) => `10.0.${i}.0/24`)] },
            },
        },
        says: [
            'links["aws/gcp"].dedicated [dedicated-learned]: got 11 prefixes; allowed: 10 prefixes, which cannot be ' +
                "raised. Name fewer and wider prefixes of 'aws'.",
        ],
    },
    {
        check: "device-routing",
        is: "a device without routes of its own into a tunnel",
        args: {
            sites: { aws, plant: { ...plant, device: { ...plant.device, model: "pfsense" } as typeof plant.device } },
            links: { "aws/plant": { dedicated: given } },
        },
        says: [
            `${at} [device-routing]: got prefixes of 'aws', at a device of model "pfsense"; allowed: a device that can ` +
                "route a prefix into a tunnel by itself. Remove it: 'aws' tells all tunnels the same, and 'plant' has " +
                "no routes of its own into one.",
        ],
    },
    {
        check: "no-dedicated",
        is: "ends of which none says what goes through which tunnel",
        args: {
            sites: { aws, azure, depot, plant },
            links: {
                "aws/azure": { dedicated: ["10.0.8.0/24", "10.1.8.0/24"] },
                "azure/plant": { dedicated: ["10.1.8.0/24", "192.168.10.64/26"] },
                "depot/plant": { dedicated: ["192.168.11.0/26", "192.168.10.64/26"] },
            },
        },
        says: [
            noDedicated(
                "aws/azure",
                '"aws" and "azure": neither can tell the other a prefix through some of its tunnels only',
                "Leave it out: a larger gateway is what helps here.",
            ),
            noDedicated(
                "azure/plant",
                '"azure" and "device": a gateway of Azure has one connection for each address of a device',
                "Leave it out, and give the device classes of traffic: 'classes'.",
            ),
            noDedicated(
                "depot/plant",
                '"device" and "device": a device has queues, which do the same within one set of tunnels',
                "Leave it out, and give the devices classes of traffic: 'classes'.",
            ),
        ],
    },
];
