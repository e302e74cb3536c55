/**
 * The addresses of BGP sessions. Sources: Cloud Router documentation ("Create BGP sessions": a /30 of link-local addresses for
 * each session, one host for either side, unique over all Cloud Routers of a VPC network).
 */
import { covers, networkOf, overlaps, sizeOf } from "../../../core/prefix";
import type { CloudObject, World } from "../../../core/world";
import { invalid } from "../../errors";
import { objectAt, said } from "../../said";
import { nth } from "../network/ranges";
import { interfacesOf, networkIdOf, routersIn } from "./lookup";

const LINK_LOCAL = "169.254.0.0/16";
const SIZE = 30;
const BLOCKS = 2 ** (SIZE - 16);

/** "169.254.1.1/30" taken apart: the block, this side's address, and the other host of the block. */
export interface Session {
    block: string;
    own: string;
    other: string;
}

/** Undefined for what is not the first or second host of a link-local /30. */
export function sessionOf(range: string): Session | undefined {
    if (sizeOf(range) !== SIZE || !covers(LINK_LOCAL, range)) return undefined;
    const [own = ""] = range.split("/");
    const block = networkOf(range);
    const hosts = [nth(block, 1), nth(block, 2)];
    const other = hosts.find((host) => host !== own);
    return hosts.includes(own) && other !== undefined ? { block, own, other } : undefined;
}

/** Checks the range of a new interface of `router`. */
export function demandSession(world: World, router: CloudObject, field: string, range: string): void {
    const session = sessionOf(range);
    if (session === undefined) {
        throw invalid(field, range, `The value must be the first or the second host of a /30 in ${LINK_LOCAL}.`);
    }
    const identifiers = said(objectAt(router.props, "bgp"), "identifierRange");
    if (identifiers !== "" && overlaps(identifiers, session.block)) {
        throw invalid(field, range, `It overlaps the BGP identifier range ${identifiers} of the router.`);
    }
    const taken = takenBlocks(world, router).find(({ block }) => block === session.block);
    if (taken === undefined) return;
    const where = `interface ${said(taken.by.props, "name")} of router ${said(taken.by.props, "router")}`;
    throw invalid(field, range, `The IP range is already used by ${where} in the same network.`);
}

/** A range that nobody in the network uses yet: this side has the first host. */
export function freeSession(world: World, router: CloudObject): string {
    const taken = new Set(takenBlocks(world, router).map(({ block }) => block));
    const identifiers = said(objectAt(router.props, "bgp"), "identifierRange");
    const isFree = (block: string): boolean =>
        !taken.has(block) && (identifiers === "" || !overlaps(identifiers, block));
    const blocks = Array.from({ length: BLOCKS }, (_, n) => `${nth(LINK_LOCAL, 4 * n)}/${SIZE}`);
    const free = blocks.find(isFree);
    if (free === undefined) throw invalid("interfaces[0].ipRange", "", "Every link-local range is in use.");
    return `${nth(free, 1)}/${SIZE}`;
}

/** Every block in use in the router's network, in any region. */
function takenBlocks(world: World, router: CloudObject): { block: string; by: CloudObject }[] {
    return routersIn(world, networkIdOf(router), {})
        .flatMap((other) => interfacesOf(world, other))
        .flatMap((by) => {
            const session = sessionOf(said(by.props, "ipRange"));
            return session === undefined ? [] : [{ block: session.block, by }];
        });
}
