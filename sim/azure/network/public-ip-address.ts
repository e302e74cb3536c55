/**
 * A public IP address. Addresses come from the range for benchmarks (RFC 2544), numbered so that no two are alike. Prefixes,
 * IP tags and DDoS settings are not modelled. Sources: Network REST API (Public IP Addresses), Azure documentation (public IP
 * addresses: a standard one is static and known at once, a dynamic one is there as long as it is used; retirement of Basic
 * public IPs: none can be created since 31 March 2025; availability zones cannot be changed).
 */
import { CloudError, int, list, obj, str, type Context, type Property } from "../../core/definition";
import { isObject, text, texts, type Props, type Value } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import { armType, hasZones } from "../arm";
import { invalid } from "../refusals";
import { API, configurationsWith, PUBLIC_IP_ADDRESS } from "./codes";

const decided = (oneOf: readonly string[]): Property => str({ computed: true, oneOf });

export const publicIpAddress = armType({
    token: PUBLIC_IP_ADDRESS,
    noun: "Public IP Address",
    armType: "Microsoft.Network/publicIPAddresses",
    apiVersion: API,
    nameProperty: "publicIpAddressName",
    tracked: true,
    outputs: ["etag", "provisioningState", "resourceGuid"],
    properties: {
        deleteOption: str({ oneOf: ["Delete", "Detach"] }),
        dnsSettings: obj({
            domainNameLabel: str({ refuse: refuseLabel }),
            reverseFqdn: str(),
            fqdn: str({ output: true }),
        }),
        idleTimeoutInMinutes: int({ computed: true, refuse: refuseMinutes }),
        publicIPAddressVersion: decided(["IPv4", "IPv6"]),
        publicIPAllocationMethod: decided(["Static", "Dynamic"]),
        sku: obj({ name: decided(["Basic", "Standard"]), tier: decided(["Regional", "Global"]) }, { computed: true }),
        zones: list(str({ oneOf: ["1", "2", "3"] }), { unordered: true }),
        // An input of the provider for addresses out of a prefix only.
        ipAddress: str({ output: true }),
        ipConfiguration: obj({ id: str() }, { output: true }),
    },
    // Since their retirement no subscription may have any more of them.
    quota: {
        name: "basic-public-ip-addresses",
        limit: 0,
        used: (world, draft) =>
            isBasic(draft.props) ? world.all(PUBLIC_IP_ADDRESS, draft).filter((a) => isBasic(a.props)).length : -1,
        exceeded: (limit) =>
            new CloudError(
                "IPv4BasicSkuPublicIpCountLimitReached",
                `Cannot create more than ${limit} IPv4 Basic SKU public IP addresses for this subscription in this region.`,
            ),
    },
    put: (_, object, old) => {
        const { props } = object;
        const basic = isBasic(props);
        const sku = isObject(props.sku) ? props.sku : {};
        props.sku = { name: "Basic", tier: "Regional", ...sku };
        props.publicIPAddressVersion ??= "IPv4";
        props.publicIPAllocationMethod ??= "Dynamic";
        props.idleTimeoutInMinutes ??= 4;
        if (!basic && props.publicIPAllocationMethod !== "Static") {
            throw new CloudError(
                "PublicIPAddressWithStandardSkuMustHaveStaticAllocation",
                `Standard sku publicIp ${object.id} must have AllocationMethod set to Static.`,
            );
        }
        demandZones(object, old, basic);
        if (isObject(props.dnsSettings)) {
            const fqdn = `${text(props.dnsSettings, "domainNameLabel") ?? ""}.${text(props, "location") ?? ""}.cloudapp.azure.com`;
            props.dnsSettings = { ...props.dnsSettings, fqdn };
        }
        props.ipAddress = addressOf(object);
    },
    view: (context, object) => {
        const [id] = configurationsWith(context.world, object, "publicIPAddress");
        const used: Props = id === undefined ? {} : { ipConfiguration: { id } };
        return { ...used, ipAddress: publicAddress(context.world, object) };
    },
    remove: (context, object) => demandFree(context, object),
    seconds: { create: 3, update: 3, delete: 10 },
});

const isBasic = (props: Props): boolean => !isObject(props.sku) || (text(props.sku, "name") ?? "Basic") === "Basic";

/** The address, which a dynamic one has only while something uses it. */
export function publicAddress(world: World, object: CloudObject): string {
    const isThere = object.props.publicIPAllocationMethod === "Static";
    return isThere || configurationsWith(world, object, "publicIPAddress").length > 0 ? addressOf(object) : "";
}

function addressOf({ serial }: CloudObject): string {
    return `198.19.${(serial >> 8) & 255}.${serial & 255}`;
}

function demandZones(object: CloudObject, old: Props | undefined, basic: boolean): void {
    const zones = texts(object.props, "zones");
    if (old !== undefined && [...zones].sort().join() !== texts(old, "zones").sort().join()) {
        const named = (some: string[]): string => (some.length === 0 ? "NoZone" : some.join(", "));
        throw new CloudError(
            "ResourceAvailabilityZonesCannotBeModified",
            `Resource ${object.id} has an existing availability zone constraint ${named(texts(old, "zones"))} and the request has ` +
                `availability zone constraint ${named(zones)}, which do not match. Zones cannot be added/updated/removed once the resource is created.`,
        );
    }
    if (zones.length === 0) return;
    if (basic) throw invalid(`Basic sku publicIp ${object.id} cannot have zones.`);
    const location = text(object.props, "location") ?? "";
    if (hasZones(location)) return;
    throw new CloudError(
        "LocationNotSupportAvailabilityZones",
        `The resource '${object.id}' does not support availability zones at location '${location}'.`,
    );
}

function demandFree({ world }: Context, object: CloudObject): void {
    const [user] = configurationsWith(world, object, "publicIPAddress");
    if (user === undefined) return;
    throw new CloudError(
        "PublicIPAddressCannotBeDeleted",
        `Public IP address ${object.id} can not be deleted since it is still allocated to resource ${user}. ` +
            "In order to delete the public IP, disassociate/detach the Public IP address from the resource. " +
            "To learn how to do this, see aka.ms/deletepublicip.",
    );
}

function refuseMinutes(value: Value): string | undefined {
    const minutes = value as number;
    return minutes >= 4 && minutes <= 30 ? undefined : `${minutes} minutes; Azure allows 4 to 30`;
}

function refuseLabel(value: Value): string | undefined {
    return /^[a-z][a-z0-9-]{1,61}[a-z0-9]$/.test(value as string)
        ? undefined
        : `${JSON.stringify(value)} is not a domain name label: 3-63 lower-case letters, digits and hyphens`;
}
