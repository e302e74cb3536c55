/** Which addresses are on the internet. */
import { SPECIAL_BLOCKS } from "../../../../facts/reservations/addresses";
import { addressSet, subtract, type AddressSet } from "../../../../plan/address-set";

/** All that IANA has not set apart: of IPv6 the block for global unicast, without the documentation's (RFC 9637). */
export const PUBLIC: AddressSet = subtract(
    addressSet(["0.0.0.0/0", "2000::/3"]),
    addressSet([...SPECIAL_BLOCKS.map(({ block }) => block), "3fff::/20"]),
);
