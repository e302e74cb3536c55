/**
 * A VPC firewall rule. Sources: Compute Engine REST reference (firewalls), VPC documentation (VPC firewall rules: what goes
 * with which direction, priorities), Terraform Google provider (what excludes what, what is replaced).
 */
import { atLeastOneOf, conflicts } from "../../../core/combine";
import { bool, int, list, obj, set, str, type CheckFailure, type ResourceType } from "../../../core/definition";
import { isEmpty, isObject, texts, UNKNOWN, type Props, type Value } from "../../../core/values";
import { invalid, quotaExceeded } from "../../errors";
import { FIREWALL, NETWORK, to } from "../../kinds";
import { objectsAt, said } from "../../said";
import { computeType, timestamp } from "../compute-type";
import { refuseRange } from "./ranges";

const SOURCES = ["sourceRanges", "sourceTags", "sourceServiceAccounts"];
const EVERYWHERE = "0.0.0.0/0";
const WITH_PORTS = ["tcp", "udp", "sctp", "6", "17", "132"];
const MOST_PRIORITY = 65_535;
const PORTS = /^\d{1,5}(-\d{1,5})?$/;

const traffic = (): ReturnType<typeof set> =>
    set(
        obj({
            protocol: str({ required: true }),
            ports: list(
                str({
                    refuse: (value) =>
                        PORTS.test(value as string) ? undefined : `expected a port or a range, got ${value as string}`,
                }),
            ),
        }),
    );

export const firewall: ResourceType = computeType(FIREWALL, {
    properties: {
        network: str({ required: true, immutable: true, ref: to(NETWORK, "network") }),
        allows: traffic(),
        denies: traffic(),
        description: str(),
        destinationRanges: set(str({ refuse: refuseRange }), { computed: true }),
        direction: str({ computed: true, immutable: true, oneOf: ["INGRESS", "EGRESS"] }),
        disabled: bool(),
        logConfig: obj({
            metadata: str({ required: true, oneOf: ["EXCLUDE_ALL_METADATA", "INCLUDE_ALL_METADATA"] }),
        }),
        priority: int({ default: 1000, immutable: true, refuse: refusePriority }),
        sourceRanges: set(str({ refuse: refuseRange })),
        sourceServiceAccounts: set(str()),
        sourceTags: set(str()),
        targetServiceAccounts: set(str()),
        targetTags: set(str()),
        creationTimestamp: str({ output: true }),
    },
    check: (inputs) => [
        ...atLeastOneOf(inputs, ["allows", "denies"]),
        ...conflicts(inputs, "allows", ["denies"]),
        ...conflicts(inputs, "sourceServiceAccounts", ["sourceTags", "targetTags"]),
        ...conflicts(inputs, "targetServiceAccounts", ["sourceTags", "targetTags"]),
        ...checkDirection(inputs),
    ],
    // "TCP" and "tcp" are one protocol; the API writes it in lower case.
    canonical: (inputs) => ({ ...inputs, ...lowered(inputs, "allows"), ...lowered(inputs, "denies") }),
    quota: {
        name: "firewalls-per-project",
        limit: 200,
        exceeded: (limit) => quotaExceeded("FIREWALLS", limit),
    },
    create: (context, draft) => {
        const { props } = draft;
        props.direction ??= "INGRESS";
        demandPorts(props);
        props.destinationRanges ??= props.direction === "EGRESS" ? [EVERYWHERE] : [];
        props.creationTimestamp = timestamp(context);
    },
    update: (_, object) => demandPorts(object.props),
    seconds: { create: 10, update: 10, delete: 10 },
});

function refusePriority(value: Value): string | undefined {
    const priority = Number(value);
    return priority >= 0 && priority <= MOST_PRIORITY
        ? undefined
        : `expected priority to be in the range (0 - ${MOST_PRIORITY}), got ${priority}`;
}

/** Ingress rules have sources, egress rules have none but ranges. */
function checkDirection(inputs: Props): CheckFailure[] {
    if (inputs.direction === UNKNOWN) return [];
    if (inputs.direction !== "EGRESS") {
        if (SOURCES.some((name) => inputs[name] === UNKNOWN || !isEmpty(inputs[name]))) return [];
        return [{ property: "", reason: `one of ${SOURCES.join(", ")} must be defined for INGRESS firewall rules` }];
    }
    return SOURCES.filter((name) => name !== "sourceRanges" && !isEmpty(inputs[name]) && inputs[name] !== UNKNOWN).map(
        (name) => ({ property: name, reason: `${name} cannot be specified for EGRESS firewall rules` }),
    );
}

function lowered(inputs: Props, name: string): Props {
    const rules = inputs[name];
    if (!Array.isArray(rules)) return {};
    return {
        [name]: rules.map((rule) => {
            const protocol = isObject(rule) ? rule.protocol : undefined;
            return typeof protocol === "string" ? { ...(rule as Props), protocol: protocol.toLowerCase() } : rule;
        }),
    };
}

/** Only protocols that have ports may name some. */
function demandPorts(props: Props): void {
    for (const rule of [...objectsAt(props, "allows"), ...objectsAt(props, "denies")]) {
        const [protocol, ports] = [said(rule, "protocol"), texts(rule, "ports")];
        if (ports.length === 0 || WITH_PORTS.includes(protocol)) continue;
        throw invalid("allowed[0].ports", ports.join(","), `Ports cannot be specified for protocol ${protocol}.`);
    }
}
