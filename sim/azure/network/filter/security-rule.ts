/**
 * A rule of a network security group, written into the group or beside it. Application security groups are not modelled.
 * Sources: Network REST API (Security Rules), Azure documentation (network security groups: priorities, service tags,
 * augmented rules).
 */
import { CloudError, int, list, str, type Property } from "../../../core/definition";
import { parsePrefix } from "../../../core/prefix";
import { text, texts, type Props } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { armType } from "../../arm";
import { invalid } from "../../refusals";
import { API, NETWORK_SECURITY_GROUP, SECURITY_RULE } from "../codes";

export const RULE_PROPERTIES: Record<string, Property> = {
    access: str({ required: true, oneOf: ["Allow", "Deny"] }),
    description: str({ refuse: (v) => ((v as string).length > 140 ? "over 140 characters" : undefined) }),
    destinationAddressPrefix: str(),
    destinationAddressPrefixes: list(str(), { unordered: true }),
    destinationPortRange: str(),
    destinationPortRanges: list(str(), { unordered: true }),
    direction: str({ required: true, oneOf: ["Inbound", "Outbound"] }),
    priority: int({ required: true }),
    protocol: str({ required: true, oneOf: ["*", "Tcp", "Udp", "Icmp", "Esp", "Ah"] }),
    sourceAddressPrefix: str(),
    sourceAddressPrefixes: list(str(), { unordered: true }),
    sourcePortRange: str(),
    sourcePortRanges: list(str(), { unordered: true }),
};

export const securityRule = armType({
    token: SECURITY_RULE,
    noun: "Security Rule",
    armType: "Microsoft.Network/networkSecurityGroups/securityRules",
    apiVersion: API,
    nameProperty: "securityRuleName",
    parent: { property: "networkSecurityGroupName", token: NETWORK_SECURITY_GROUP },
    tracked: false,
    properties: { ...RULE_PROPERTIES, name: str({ computed: true }), type: str({ computed: true }) },
    put: ({ world }, object) => {
        const { props } = object;
        const name = text(props, "name") ?? "";
        const priority = props.priority as number;
        if (priority < 100 || priority > 4096) {
            throw new CloudError(
                "SecurityRuleInvalidPriority",
                `Security rule has invalid Priority. Value provided: ${priority} Allowed range 100-4096.`,
            );
        }
        for (const end of ["source", "destination"]) {
            demandOne(props, name, `${end}Address`, "Prefix", "Prefixes", isAddress);
            demandOne(props, name, `${end}Port`, "Range", "Ranges", isPortRange);
        }
        const other = siblings(world, object).find(
            (s) => s.props.priority === priority && s.props.direction === props.direction,
        );
        if (other === undefined) return;
        throw new CloudError(
            "SecurityRuleConflict",
            `Security rule ${name} conflicts with rule ${text(other.props, "name") ?? ""}. ` +
                "Rules cannot have the same Priority and Direction.",
        );
    },
    // Networking limits: "Security rules per NSG 1,000".
    quota: {
        name: "security-rules-per-network-security-group",
        limit: 1000,
        used: (world, draft) => siblings(world, draft).length,
        exceeded: (limit) => invalid(`A network security group cannot have more than ${limit} security rules.`),
    },
    seconds: { create: 2, update: 2, delete: 2 },
});

function siblings(world: World, object: CloudObject): CloudObject[] {
    const path = ["resourceGroupName", "networkSecurityGroupName"];
    return world
        .all(SECURITY_RULE, object)
        .filter((s) => s.id !== object.id && path.every((name) => s.props[name] === object.props[name]));
}

/** Exactly one of the singular and the plural is given, in the right form. */
function demandOne(
    props: Props,
    rule: string,
    what: string,
    singular: string,
    plural: string,
    isRight: (value: string) => boolean,
): void {
    const one = text(props, `${what}${singular}`);
    const values = one === undefined ? texts(props, `${what}${plural}`) : [one];
    if (values.length === 0)
        throw invalid(`Security rule ${rule} has neither ${what}${singular} nor ${what}${plural}.`);
    const wrong = values.find((value) => !isRight(value));
    if (wrong === undefined) return;
    const [code, noun] =
        singular === "Range"
            ? ["SecurityRuleInvalidPortRange", "Port range"]
            : ["SecurityRuleInvalidAddressPrefix", "Address prefix"];
    throw new CloudError(code, `Security rule ${rule} has invalid ${noun}. Value provided: ${wrong}`);
}

/** A prefix, an address, everything, or a service tag ("Storage.WestEurope"). */
function isAddress(value: string): boolean {
    const prefix = value.includes("/") ? value : `${value}/${value.includes(":") ? 128 : 32}`;
    return value === "*" || /^[A-Z][A-Za-z]*(\.[A-Za-z0-9]+)?$/.test(value) || parsePrefix(prefix) !== undefined;
}

function isPortRange(value: string): boolean {
    if (value === "*") return true;
    const [first = "", last = first, ...more] = value.split("-");
    const isPort = (port: string): boolean => /^\d{1,5}$/.test(port) && Number(port) <= 65_535;
    return more.length === 0 && isPort(first) && isPort(last) && Number(first) <= Number(last);
}
