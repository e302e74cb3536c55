/**
 * Addresses that AWS chooses when it deploys, and that stand for themselves until then. They come from blocks that nobody
 * routes, so that none is the address of anything else; each thing has its own.
 */
import { addressSet, type AddressSet } from "../../../../plan/address-set";
import { parseAddress, prefixAround, type Prefix } from "../../../../plan/prefix";

/** RFC 1112, section 4: reserved, and forwarded by no router. */
const FUTURE_USE = parseAddress("240.0.0.0")?.value ?? 0n;
/** RFC 9637: for documentation. */
const DOCUMENTATION = parseAddress("3fff::")?.value ?? 0n;

export class StandIns {
    private readonly given = new Map<string, AddressSet>();

    /** The public IPv4 address of what `key` names: the same whenever it is asked for. */
    publicAddress(key: string): AddressSet {
        const found = this.given.get(key);
        if (found !== undefined) return found;
        const value = FUTURE_USE + BigInt(this.given.size + 1);
        const made = addressSet([{ family: 4, first: value, last: value }]);
        this.given.set(key, made);
        return made;
    }
}

/** The IPv6 prefix of a VPC, which Amazon gives as a /56. */
export function standInBlock(vpc: number): Prefix {
    return prefixAround(6, DOCUMENTATION + (BigInt(vpc) << 72n), 56);
}

/** The IPv6 prefix of a subnet in `standInBlock`: a /64. */
export function standInPrefix(vpc: number, subnet: number): Prefix {
    return prefixAround(6, DOCUMENTATION + (BigInt(vpc) << 72n) + (BigInt(subnet) << 64n), 64);
}
