/**
 * Hosted zones in which the DNS names of load balancers lie, for alias records (AWS General Reference, "Elastic Load
 * Balancing endpoints and quotas"): of application load balancers, and of network and gateway load balancers.
 */
import * as crypto from "node:crypto";

const ZONES: Readonly<Record<string, readonly [application: string, network: string]>> = {
    "ap-northeast-1": ["Z14GRHDCWA56QT", "Z31USIVHYNEOWT"],
    "ap-northeast-2": ["ZWKZPGTI48KDX", "ZIBE1TIR4HY56"],
    "ap-south-1": ["ZP97RAFLXTNZK", "ZVDDRBQ08TROA"],
    "ap-southeast-1": ["Z1LMS91P8CMLE5", "ZKVM4W9LS7TM"],
    "ap-southeast-2": ["Z1GM3OXH4ZPM65", "ZCT6FZBF4DROD"],
    "ca-central-1": ["ZQSVJUPU6J1EY", "Z2EPGBW3API2WT"],
    "eu-central-1": ["Z215JYRZR1TBD5", "Z3F0SRJ5LGBH90"],
    "eu-north-1": ["Z23TAZ6LKFMNIO", "Z1UDT6IFJ4EJM"],
    "eu-west-1": ["Z32O12XQLNTSW2", "Z2IFOLAFXWLO4F"],
    "eu-west-2": ["ZHURV8PSTC4K8", "ZD4D7Y8KGAS4G"],
    "eu-west-3": ["Z3Q77PNBQS71R4", "Z1CMS0P5QUZ6D5"],
    "sa-east-1": ["Z2P70J7HTTTPLU", "ZTK26PT1VY4CU"],
    "us-east-1": ["Z35SXDOTRQ7X7K", "Z26RNL4JYFTOTI"],
    "us-east-2": ["Z3AADJGX6KTTL2", "ZLMOA37VPKANP"],
    "us-west-1": ["Z368ELLRRE2KJ0", "Z24FKFUX50B4VW"],
    "us-west-2": ["Z1H1FL5HABSF5", "Z18D5FSROUN65G"],
};

/** For a region that is not listed, one of its own, made up in the same form. */
export function zoneIdFor(region: string, type: string): string {
    const kind = type === "application" ? 0 : 1;
    const made = crypto.createHash("sha256").update(`${region} ${kind}`).digest("hex").slice(0, 13).toUpperCase();
    return ZONES[region]?.[kind] ?? `Z${made}`;
}
