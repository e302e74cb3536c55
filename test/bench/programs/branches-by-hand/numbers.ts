/** Numbers that whoever writes this by hand keeps in a table: which block of inside addresses each tunnel has. */
import { branches } from "./branches";
import type { RegionKey } from "./hub";

/** Of Azure's gateway: any private one but those that it refuses. */
export const azureAsn = 4253594536;
/** Inside addresses that Azure takes begin at 169.254.21.0. */
const firstOfAzure = (21 * 256) / 4;

export interface Block {
    cidr: string;
    first: string;
    second: string;
}

/** The n-th /30 of 169.254.0.0/16. */
export function blockOf(n: number): Block {
    const at = `169.254.${(n * 4) >> 8}`;
    const last = (n * 4) & 255;
    return { cidr: `${at}.${last}/30`, first: `${at}.${last + 1}`, second: `${at}.${last + 2}` };
}

export interface DeviceEntry {
    key: string;
    /** 1 or 2. */
    number: number;
    address: string;
    asn: number;
    /** The first of two blocks, towards each hub. */
    blocks: Record<RegionKey | "azure", number>;
}

/** Branches by number: those with two devices have further blocks after the fortieth. */
const second = Object.keys(branches)
    .filter((key) => branches[key]!.addresses.length > 1)
    .sort((a, b) => branches[a]!.number - branches[b]!.number);

/** In the order of their keys. */
export const devices: DeviceEntry[] = Object.keys(branches)
    .sort()
    .flatMap((key) => {
        const { number, addresses } = branches[key]!;
        return addresses.map((address, i) => {
            const place = i === 0 ? number : 40 + second.indexOf(key);
            return {
                key,
                number: i + 1,
                address,
                asn: 4200000001 + number,
                blocks: {
                    azure: firstOfAzure + 2 * place,
                    "aws-eu": 2 * (1000 + place),
                    "aws-us": 2 * (1100 + place),
                },
            };
        });
    });

/** Four blocks of each region with Azure. */
export const withAzure: Record<RegionKey, number> = { "aws-eu": firstOfAzure + 120, "aws-us": firstOfAzure + 124 };
