import { SECRET, UNKNOWN } from "../../../../graph/read/values";
import { made, type Case } from "../support";

const place = (
    is: string,
    resources: Case["resources"],
    finds: string[],
    allowedRegions: string[] | null = ["eu-*"],
): Case => ({ rule: "residency-allowed-regions", is, resources, finds, expectations: { allowedRegions } });
const vpc = (name: string, props: object = {}) => made("aws:ec2/vpc:Vpc", name, { props: { ...props } });
const lost = vpc("lost", { region: null });

const CLASSES = { pii: { tags: { data: "pii" }, allowedRegions: ["eu-west-1", "eu-central-1"] } };
const holds = (is: string, props: object, finds: string[]): Case => ({
    rule: "residency-data-place",
    is,
    resources: [vpc("shop", props)],
    finds,
    expectations: { classes: CLASSES },
});
const FLOW = { from: "vpc/shop", to: "vpc/orders", traffic: "tcp 443", data: "pii" };
const passes = (is: string, answer: NonNullable<Case["answers"]>["regionsOn"], finds: string[]): Case => ({
    rule: "residency-data-flow",
    is,
    expectations: { mustReach: [FLOW, { from: "a", to: "b", traffic: "udp 53" }], classes: CLASSES },
    answers: { regionsOn: answer! },
    finds,
});
const FRANKFURT = { label: "vpc shop", region: "eu-central-1", country: "DE", role: "from" } as const;

const cost = (
    is: string,
    answer: NonNullable<Case["answers"]>["monthlyCost"],
    finds: string[],
    budget: object | null = { usdPerMonth: 500 },
): Case => ({
    rule: "cost-budget",
    is,
    expectations: { budget },
    answers: { monthlyCost: answer! },
    finds,
});

/** Made for this test: valid from 2026-10-01 to 2026-12-10, its key thrown away. */
const PEM = [
    "-----BEGIN CERTIFICATE-----",
    "MIIBHjCBxAIBATAKBggqhkjOPQQDAjAbMRkwFwYDVQQDDBBzaG9wLmV4YW1wbGUu",
    "Y29tMB4XDTI2MTAwMTAwMDAwMFoXDTI2MTIxMDEyMDAwMFowGzEZMBcGA1UEAwwQ",
    "c2hvcC5leGFtcGxlLmNvbTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABHri0RHb",
    "KXjA47C809WmdiXvc2N7ORAmrpQ2Q1ofwLSixP5T7TdiOcxD24dH3jM0NCktNd9l",
    "v5F6e4vpZbjD8aAwCgYIKoZIzj0EAwIDSQAwRgIhAO4uWlWLzy0a/DY3TUkUYJcz",
    "OXm5OcwCXPQxgSHxv1E5AiEA5pmq+kGS6hhNSJL1QOcZT7byK3k6MRe+VcMW7v7l",
    "ysY=",
    "-----END CERTIFICATE-----",
    "",
].join("\n");
const certificate = (is: string, props: object, finds: string[], more: Partial<Case> = {}): Case => ({
    rule: "hygiene-certificate-expiry",
    is,
    resources: [made("aws:acm/certificate:Certificate", "shop", { props: { ...props } })],
    finds,
    ...more,
});
const key = (is: string, props: object, finds: string[]): Case => ({
    rule: "hygiene-preshared-key",
    is,
    resources: [made("aws:ec2/vpnConnection:VpnConnection", "plant", { props: { ...props } })],
    finds,
});
const tags = (is: string, props: object, finds: string[], settings: object = { tags: ["owner", "stage"] }): Case => ({
    rule: "hygiene-required-tags",
    is,
    resources: [vpc("shop", props)],
    finds,
    settings: { ...settings },
});

const country = (is: string, region: string | null, finds: string[]): Case => ({
    rule: "residency-adequate-country",
    is,
    resources: [vpc("shop", { region })],
    finds,
});

export const OTHERS: readonly Case[] = [
    country("in the EEA", "eu-central-1", []),
    country("with an adequacy decision", "ap-northeast-1", []),
    country("without one", "ap-southeast-1", [
        "fail vpc shop: ap-southeast-1 is in Singapore: no adequacy decision known as of 2026-11",
    ]),
    country("with one for some", "us-east-1", [
        "undetermined vpc shop: us-east-1 is in United States, where data may go only if the recipient is certified under the EU-U.S. Data Privacy Framework",
    ]),
    country("in a region that nobody knows", null, [
        "undetermined vpc shop: the country of its region, which is not known, is not known",
    ]),

    place("allowed by a pattern", [vpc("shop")], []),
    place("in another region", [vpc("shop", { region: "us-east-1" })], ["fail vpc shop: it lies in us-east-1"]),
    place(
        "in a region that only resembles an allowed one",
        [vpc("shop", { region: "eu-central-10" })],
        ["fail vpc shop: it lies in eu-central-10"],
        ["eu-central-1"],
    ),
    place(
        "in a region that nobody knows",
        [lost],
        ["undetermined vpc lost: its region is not known: neither it nor its provider names one"],
    ),
    place("of a global service", [made("aws:iam/role:Role", "flows", { props: { region: null } })], []),
    place("where nothing was declared", [vpc("shop", { region: "us-east-1" })], [], null),

    holds("tagged and allowed", { tags: { data: "pii" } }, []),
    holds(
        "tagged by the provider, in another region",
        { region: "us-east-1", tagsAll: { data: "pii", owner: "web" } },
        ["fail vpc shop: it holds pii data and lies in us-east-1"],
    ),
    holds("of another class", { region: "us-east-1", tags: { data: "public" } }, []),
    holds("not tagged", { region: "us-east-1" }, []),
    holds("a tag that is not known", { region: "us-east-1", tags: { data: UNKNOWN } }, [
        "undetermined vpc shop: tags is not known before the deployment",
    ]),

    passes("allowed regions", () => ({ known: true, value: [FRANKFURT] }), []),
    passes(
        "a hub in another region",
        (flow) => ({
            known: true,
            value:
                flow.traffic === "udp 53"
                    ? []
                    : [
                          FRANKFURT,
                          { label: "transit gateway use1", region: "us-east-1", country: "US", role: "transit" },
                      ],
        }),
        ["fail vpc/shop to vpc/orders, tcp 443: pii data passes us-east-1 (US) at transit gateway use1"],
    ),
    passes(
        "an end in another region",
        () => ({ known: true, value: [{ ...FRANKFURT, region: "us-east-1", country: "US" }] }),
        ["fail vpc/shop to vpc/orders, tcp 443: pii data is in us-east-1 (US) at vpc shop"],
    ),
    passes("not known", () => ({ known: false, reasons: ["the region of hub x is not known"] }), [
        "undetermined vpc/shop to vpc/orders, tcp 443: the region of hub x is not known",
    ]),

    cost("within", () => ({ known: true, value: { usd: 499.999, missing: [] } }), []),
    cost("over", () => ({ known: true, value: { usd: 730, missing: ["traffic"] } }), [
        "fail monthly cost: $730.00 a month is over the budget of $500.00",
    ]),
    cost(
        "within, and not complete",
        () => ({ known: true, value: { usd: 73, missing: ["traffic of the NAT gateway"] } }),
        ["undetermined monthly cost: $73.00 a month without what has no known price: traffic of the NAT gateway"],
    ),
    cost("not known", () => ({ known: false, reasons: ["no prices for region x"] }), [
        "undetermined monthly cost: no prices for region x",
    ]),
    cost("no budget", () => ({ known: false, reasons: ["no prices for region x"] }), [], null),

    certificate(
        "issued by AWS, which renews it",
        { domainName: "shop.example.com", notAfter: "2026-11-24T00:00:00Z" },
        [],
    ),
    certificate("imported, and long valid", { certificateBody: "any", notAfter: "2027-11-23T00:00:00Z" }, []),
    certificate("imported, and ending", { certificateBody: PEM }, [
        "fail certificate shop: it ends on 2026-12-10, in 17 days",
    ]),
    certificate("imported, and ending later than asked for", { certificateBody: PEM }, [], { settings: { days: 14 } }),
    certificate("imported, and ended", { certificateBody: SECRET, notAfter: "2026-11-01T00:00:00Z" }, [
        "fail certificate shop: it ended on 2026-11-01",
    ]),
    certificate("imported, and no certificate", { certificateBody: "nonsense" }, [
        "undetermined certificate shop: certificateBody is no certificate that can be read",
    ]),
    certificate("not known", { certificateBody: UNKNOWN }, [
        "undetermined certificate shop: certificateBody is not known before the deployment",
    ]),

    key("made by AWS", {}, []),
    key("secret", { tunnel1PresharedKey: SECRET }, []),
    key("plain", { tunnel2PresharedKey: "correct.horse" }, [
        "fail vpn connection plant: tunnel2PresharedKey is given in plain text",
    ]),
    key("not known", { tunnel1PresharedKey: UNKNOWN }, [
        "undetermined vpn connection plant: whether tunnel1PresharedKey is a secret cannot be seen here",
    ]),

    tags("both, one from the provider", { tags: { owner: "web" }, tagsAll: { owner: "web", stage: "prod" } }, []),
    tags("one of two", { tags: { owner: "web" } }, ["fail vpc shop: it has no tag stage"]),
    tags("none", {}, ["fail vpc shop: it has no tag owner, stage"]),
    tags("one whose value is not known", { tags: { owner: UNKNOWN, stage: "prod" } }, []),
    tags("not known", { tags: UNKNOWN }, ["undetermined vpc shop: tags is not known before the deployment"]),
    tags("none asked for", {}, [], {}),
];
