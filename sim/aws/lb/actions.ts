/**
 * What a listener does with a request: forward it, redirect it, answer it. Logging in and tokens are not modelled. Sources:
 * Elastic Load Balancing API reference (Action, RedirectActionConfig, FixedResponseActionConfig, errors), Terraform AWS
 * provider (arguments, defaults).
 */
import { bool, CloudError, int, list, obj, set, str, type CheckFailure, type Property } from "../../core/definition";
import { isEmpty, isObject, text, type Props, type Value } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import { between, matching, refuseArn } from "../bounds";
import { TARGET_GROUP, toTargetGroup, validationError } from "./codes";
import { balancersOf } from "./target-group";

const KEPT = { host: "#{host}", path: "/#{path}", port: "#{port}", protocol: "#{protocol}", query: "#{query}" };
const MOST_TARGET_GROUPS = 5;

export const actionsProperty: Property = list(
    obj({
        type: str({ required: true, oneOf: ["forward", "redirect", "fixed-response"] }),
        order: int({ refuse: between("order", 1, 50_000) }),
        targetGroupArn: str({ ref: toTargetGroup, refuse: refuseArn("target_group_arn") }),
        forward: obj({
            targetGroups: set(
                obj({
                    arn: str({ required: true, ref: toTargetGroup, refuse: refuseArn("arn") }),
                    weight: int({ refuse: between("weight", 0, 999) }),
                }),
                {
                    required: true,
                    refuse: (value) => {
                        const { length } = value as Value[];
                        if (length >= 1 && length <= MOST_TARGET_GROUPS) return undefined;
                        return `attribute supports 1 to ${MOST_TARGET_GROUPS} items, but config has ${length} declared`;
                    },
                },
            ),
            stickiness: obj({
                duration: int({ required: true, refuse: between("duration", 1, 604_800) }),
                enabled: bool(),
            }),
        }),
        redirect: obj({
            host: str(),
            path: str(),
            port: str(),
            protocol: str({ oneOf: ["#{protocol}", "HTTP", "HTTPS"] }),
            query: str(),
            statusCode: str({ required: true, oneOf: ["HTTP_301", "HTTP_302"] }),
        }),
        fixedResponse: obj({
            contentType: str({
                required: true,
                oneOf: ["text/plain", "text/css", "text/html", "application/javascript", "application/json"],
            }),
            messageBody: str(),
            statusCode: str({
                refuse: matching(/^[245]\d\d$/, "invalid value for status_code: a 2XX, 4XX or 5XX code"),
            }),
        }),
    }),
    {
        required: true,
        refuse: (value) =>
            (value as Value[]).length === 0
                ? "attribute requires 1 item minimum, but config has only 0 declared"
                : undefined,
    },
);

/** What each kind of action needs, as the provider says it. */
export function checkActions(actions: Value | undefined): CheckFailure[] {
    if (!Array.isArray(actions)) return [];
    return actions.flatMap((action, i): CheckFailure[] => {
        if (!isObject(action)) return [];
        const at = `defaultActions[${i}]`;
        const missing = (what: string): CheckFailure[] => [
            {
                property: at,
                reason: `Attribute "default_action[${i}].${what}" must be specified when "default_action[${i}].type" is "${text(action, "type") ?? ""}".`,
            },
        ];
        if (action.type === "forward" && isEmpty(action.targetGroupArn) && isEmpty(action.forward)) {
            return [
                {
                    property: at,
                    reason: `Either "default_action[${i}].target_group_arn" or "default_action[${i}].forward" must be specified when "default_action[${i}].type" is "forward".`,
                },
            ];
        }
        if (action.type === "redirect" && isEmpty(action.redirect)) return missing("redirect");
        if (action.type === "fixed-response" && isEmpty(action.fixedResponse)) return missing("fixed_response");
        return [];
    });
}

/** With the order and what a redirection keeps, where nothing is said. */
export function canonicalActions(actions: Value | undefined): Value | undefined {
    if (!Array.isArray(actions)) return actions;
    return actions.map((action, i): Value => {
        if (!isObject(action)) return action;
        const { redirect } = action;
        const kept: Props = isObject(redirect) ? { redirect: { ...KEPT, ...redirect } } : {};
        return { order: i + 1, ...action, ...kept };
    });
}

export function actionsOf(listener: CloudObject): Props[] {
    const actions = listener.props.defaultActions;
    return Array.isArray(actions) ? actions.filter(isObject) : [];
}

/** What Elastic Load Balancing has against the actions. `serves`: protocols of target groups that the listener goes with. */
export function demandActions(
    world: World,
    listener: CloudObject,
    balancer: CloudObject,
    serves: readonly string[],
): void {
    const actions = actionsOf(listener);
    const type = text(balancer.props, "loadBalancerType") ?? "";
    if (actions.length > 1)
        throw validationError("Exactly one action of type forward, redirect or fixed-response is allowed");
    for (const action of actions) {
        if (type !== "application" && action.type !== "forward") {
            throw new CloudError(
                "InvalidLoadBalancerAction",
                `Actions of type '${text(action, "type") ?? ""}' are not supported for load balancers with type '${type}'`,
            );
        }
        if (action.type === "redirect") demandWayOut(action.redirect);
        for (const arn of groupsOf(action)) demandGroup(world, listener, balancer, arn, serves);
    }
}

function groupsOf(action: Props): string[] {
    const forward = isObject(action.forward) ? action.forward : {};
    const weighted = Array.isArray(forward.targetGroups) ? forward.targetGroups.filter(isObject) : [];
    const all = [text(action, "targetGroupArn"), ...weighted.map((group) => text(group, "arn"))];
    return [...new Set(all.filter((arn) => arn !== undefined))];
}

/** Something other than the path's being kept must change, or the request comes back for ever. */
function demandWayOut(redirect: Value | undefined): void {
    const changed = Object.entries(KEPT).some(
        ([name, kept]) => name !== "query" && isObject(redirect) && redirect[name] !== kept,
    );
    if (changed) return;
    throw new CloudError(
        "InvalidLoadBalancerAction",
        "The redirect configuration is not valid because it creates a loop.",
    );
}

function demandGroup(
    world: World,
    listener: CloudObject,
    balancer: CloudObject,
    arn: string,
    serves: readonly string[],
): void {
    const group = world.get(TARGET_GROUP, listener, arn);
    if (group === undefined) return;
    const [type, kind] = [text(group.props, "targetType") ?? "", text(balancer.props, "loadBalancerType") ?? ""];
    const fits = type === "lambda" ? kind === "application" : type !== "alb" || kind === "network";
    if (!fits) throw validationError(`Target type '${type}' is not supported for load balancers with type '${kind}'`);
    const protocol = text(group.props, "protocol") ?? "";
    if (type !== "lambda" && !serves.includes(protocol)) {
        const own = text(listener.props, "protocol") ?? "";
        throw new CloudError(
            "IncompatibleProtocols",
            `The listener and its associated target group '${arn}' have incompatible protocols: '${own}' and '${protocol}'`,
        );
    }
    if (type !== "lambda" && group.props.vpcId !== balancer.props.vpcId) {
        throw new CloudError(
            "InvalidConfigurationRequest",
            `The target group '${arn}' is not in the VPC '${text(balancer.props, "vpcId") ?? ""}' of the load balancer`,
        );
    }
    if (balancersOf(world, group, listener).some((other) => other !== balancer.id)) {
        throw new CloudError(
            "TargetGroupAssociationLimit",
            `The following target groups cannot be associated with more than one load balancer: ${arn}`,
        );
    }
}
