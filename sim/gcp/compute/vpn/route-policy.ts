/**
 * A BGP route policy of a Cloud Router: what its peers take or tell, term by term. Communities and paths are not modelled.
 * Sources: Cloud Router documentation (BGP route policies overview, policy attribute reference), Terraform Google provider.
 */
import { int, list, obj, str, type CheckFailure, type Context, type ResourceType } from "../../../core/definition";
import { parsePrefix } from "../../../core/prefix";
import { text, type Props } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { alreadyExists, invalid, notFound } from "../../errors";
import { demandPlace, handled, nameMadeUp } from "../../handled";
import { idIn, placeIn, ROUTE_POLICY, ROUTER } from "../../kinds";
import { numberAt, objectAt, objectsAt, said } from "../../said";
import { common } from "../compute-type";
import { peersOf, routerOf } from "./lookup";
import { ofRouter, routerByName } from "./router-part";

export const IMPORT = "ROUTE_POLICY_TYPE_IMPORT";
export const EXPORT = "ROUTE_POLICY_TYPE_EXPORT";
const MOST_PRIORITY = 2_147_483_647;

const expression = {
    expression: str({ required: true }),
    title: str(),
    description: str(),
    location: str(),
};

const properties: ResourceType["properties"] = {
    ...common,
    router: ofRouter,
    type: str({ oneOf: [IMPORT, EXPORT] }),
    terms: list(
        obj({
            priority: int({
                required: true,
                refuse: (value) =>
                    Number(value) >= 0 && Number(value) <= MOST_PRIORITY
                        ? undefined
                        : `expected priority to be in the range (0 - ${MOST_PRIORITY}), got ${Number(value)}`,
            }),
            match: obj(expression, { required: true }),
            actions: list(obj(expression)),
        }),
        { required: true },
    ),
    fingerprint: str({ output: true }),
};

const own = handled(properties);

export const routerRoutePolicy: ResourceType = {
    ...own,
    ...nameMadeUp,
    token: ROUTE_POLICY,
    noun: "RouterRoutePolicy",
    properties,
    canonical: routerByName(own),
    id: (props) =>
        `${idIn(ROUTER, demandPlace(ROUTER, props), said(props, "router"))}/routePolicies/${said(props, "name")}`,
    placeOf: (id, _, from) => placeIn(id) ?? from,
    check: (inputs): CheckFailure[] =>
        inputs.type === undefined
            ? [{ property: "type", reason: "a route policy without a type is not modelled" }]
            : [],
    create: (context, draft) => {
        if (context.world.get(ROUTE_POLICY, draft, draft.id) !== undefined) throw alreadyExists(draft.id);
        settle(context, draft);
    },
    update: settle,
    remove: ({ world }, object) => {
        const holder = holdersOf(world, object)[0];
        if (holder === undefined) return;
        const why = `The route policy is used by BGP peer "${said(holder.props, "name")}".`;
        throw invalid("policy", said(object.props, "name"), why);
    },
    gone: notFound,
    seconds: { create: 10, update: 10, delete: 10 },
    importId: (context, given) => {
        const parts = given.split("/").filter((part) => part !== "routePolicies");
        const name = parts.pop() ?? "";
        const router = parts.pop() ?? "";
        const [region, account] = given.startsWith("projects/") ? [parts[3], parts[1]] : [parts.pop(), parts.pop()];
        const place = { account: account ?? context.account, region: region ?? context.region };
        return `${idIn(ROUTER, place, router)}/routePolicies/${name}`;
    },
    onTimeout: "bare",
};

/** The policy of a router that is called so. */
export function policyOf(world: World, router: CloudObject, name: string): CloudObject | undefined {
    return world.referrers(router, ROUTE_POLICY).find(({ props }) => props.name === name);
}

function holdersOf(world: World, policy: CloudObject): CloudObject[] {
    const router = routerOf(world, policy);
    if (router === undefined) return [];
    const name = said(policy.props, "name");
    return peersOf(world, router).filter(({ props }) =>
        ["importPolicies", "exportPolicies"].some((list) => (props[list] as string[] | undefined)?.includes(name)),
    );
}

function settle(_: Context, object: CloudObject): void {
    const terms = objectsAt(object.props, "terms");
    const seen = new Set<number>();
    terms.forEach((term, i) => {
        const priority = numberAt(term, "priority") ?? 0;
        if (seen.has(priority)) {
            throw invalid(`terms[${i}].priority`, priority, "Each term of a policy has a priority of its own.");
        }
        seen.add(priority);
        demandMatch(`terms[${i}].match.expression`, objectAt(term, "match"));
        objectsAt(term, "actions").forEach((action, n) => demandAction(`terms[${i}].actions[${n}].expression`, action));
    });
    object.props.fingerprint = `fp-${object.serial}-${terms.length}`;
}

const PREFIX = `'([^']*)'`;
const RANGE = `(?:${PREFIX}|prefix\\(${PREFIX}\\)(?:\\.(?:longer|orLonger)\\(\\))?)`;
const CONDITION = new RegExp(
    `^(?:destination [!=]= ${PREFIX}|!?destination\\.inAnyRange\\((?:${RANGE}|\\[${RANGE}(?:, ${RANGE})*\\])\\))$`,
);
const ANY_PREFIX = /'([^']*)'/g;

/** Conditions on the destination; a list of ranges has at least one. */
function demandMatch(field: string, match: Props): void {
    const expression = text(match, "expression") ?? "";
    if (!CONDITION.test(expression)) throw invalid(field, expression, "The expression is invalid, or is not modelled.");
    for (const [, prefix = ""] of expression.matchAll(ANY_PREFIX)) {
        if (parsePrefix(prefix) === undefined) throw invalid(field, expression, `'${prefix}' is not an IP range.`);
    }
}

const ACTION = /^(?:accept\(\)|drop\(\)|med\.set\(\d+\))$/;

function demandAction(field: string, action: Props): void {
    const expression = text(action, "expression") ?? "";
    if (!ACTION.test(expression)) throw invalid(field, expression, "The expression is invalid, or is not modelled.");
}
