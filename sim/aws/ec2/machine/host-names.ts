/**
 * The DNS names that AWS gives addresses. Sources: VPC user guide (DNS attributes for your VPC), EC2 user guide (EC2 instance
 * hostnames and domains).
 */
import { domainOf } from "../endpoint/services";

/** The region that was first has names without the region in them. */
const FIRST_REGION = "us-east-1";

/** "ip-10-1-1-4.eu-west-1.compute.internal"; `label` is what stands in front. */
export function privateName(region: string, label: string): string {
    return `${label}.${region === FIRST_REGION ? "ec2" : `${region}.compute`}.internal`;
}

export function addressLabel(address: string): string {
    return `ip-${address.replaceAll(".", "-")}`;
}

export function publicName(region: string, address: string): string {
    const host = region === FIRST_REGION ? "compute-1" : `${region}.compute`;
    return `ec2-${address.replaceAll(".", "-")}.${host}.${domainOf(region)}`;
}

/** An address that nobody has: of the range for benchmarks (RFC 2544), numbered so that no two are alike. */
export function publicAddress(serial: number): string {
    return `198.18.${(serial >> 8) & 255}.${serial & 255}`;
}
