/** What networks that are not on the internet are made of. */
import { SPECIAL_BLOCKS } from "../../../facts/reservations/addresses";
import { addressSet, type AddressSet } from "../../../plan/address-set";

export const PRIVATE: AddressSet = addressSet([
    ...SPECIAL_BLOCKS.filter(({ use }) => use === "private").map(({ block }) => block),
    "100.64.0.0/10",
]);
