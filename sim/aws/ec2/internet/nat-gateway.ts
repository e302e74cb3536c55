/**
 * A NAT gateway in one subnet, public or private. Those of a whole VPC (availability mode "regional") are not modelled.
 * Sources: EC2 API reference (CreateNatGateway; NatGateway: failure codes and messages; DeleteNatGateway: "disassociates its
 * Elastic IP address, but does not release the address", and deletes no routes), VPC user guide (NAT gateways; quotas: 5 per
 * Availability Zone), Terraform AWS provider (arguments, what goes with which connectivity).
 */
import { conflicts } from "../../../core/combine";
import { any, CloudError, int, list, set, str, type CheckFailure, type ResourceType } from "../../../core/definition";
import { newId } from "../../../core/lifecycle";
import { covers } from "../../../core/prefix";
import { isEmpty, text, texts, UNKNOWN, type Props, type Value } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { region, tagging } from "../../place";
import { SUBNET, toNatGateway, toSubnet, VPC } from "../codes";
import { demandPrivateAddress, freePrivateAddress } from "../private-addresses";
import { internetGatewayOf } from "./attaching";
import { NAT_GATEWAY, toAllocation } from "./codes";
import { placeSecondaries, release, take } from "./nat-addresses";

export const natGateway: ResourceType = {
    token: NAT_GATEWAY,
    noun: "EC2 NAT Gateway",
    id: "nat",
    properties: {
        region,
        ...tagging,
        availabilityMode: str({
            computed: true,
            immutable: true,
            oneOf: ["zonal", "regional"],
            refuse: (value) => (value === "regional" ? "regional NAT gateways are not modelled" : undefined),
        }),
        connectivityType: str({ default: "public", immutable: true, oneOf: ["private", "public"] }),
        subnetId: str({ immutable: true, ref: toSubnet }),
        allocationId: str({ immutable: true, ref: toAllocation }),
        privateIp: str({ computed: true, immutable: true, refuse: refuseAddress }),
        secondaryAllocationIds: set(str({ ref: toAllocation }), { computed: true, imported: true }),
        secondaryPrivateIpAddressCount: int({ computed: true, immutable: true, refuse: refuseCount }),
        secondaryPrivateIpAddresses: set(str({ refuse: refuseAddress }), { computed: true }),
        associationId: str({ output: true }),
        autoProvisionZones: str({ output: true }),
        autoScalingIps: str({ output: true }),
        networkInterfaceId: str({ output: true }),
        publicIp: str({ output: true }),
        regionalNatGatewayAddresses: list(any(), { output: true }),
        regionalNatGatewayAutoMode: str({ output: true }),
        routeTableId: str({ output: true }),
        vpcId: str({ output: true }),
    },
    check: (inputs) => [
        ...(inputs.subnetId === undefined
            ? [{ property: "subnetId", reason: "a zonal NAT gateway needs a subnet" }]
            : []),
        ...conflicts(inputs, "secondaryPrivateIpAddressCount", ["secondaryPrivateIpAddresses"]),
        ...checkConnectivity(inputs),
    ],
    quota: {
        name: "nat-gateways-per-availability-zone",
        limit: 5,
        used: (world, draft) => {
            const zone = subnetOf(world, draft)?.props.availabilityZone;
            const there = world.all(NAT_GATEWAY, draft).map((nat) => subnetOf(world, nat)?.props.availabilityZone);
            return there.filter((other) => other === zone).length;
        },
        exceeded: (limit) =>
            new CloudError(
                "NatGatewayLimitExceeded",
                `Performing this operation would exceed the limit of ${limit} NAT gateways.`,
            ),
    },
    create: ({ world }, draft) => {
        const subnet = subnetOf(world, draft);
        if (subnet === undefined) return;
        const allocation = text(draft.props, "allocationId");
        if (draft.props.connectivityType === "public") demandInternet(world, subnet, allocation);
        const wanted = text(draft.props, "privateIp");
        if (wanted !== undefined) demandPrivateAddress(world, subnet, wanted);
        const privateIp =
            wanted ?? freePrivateAddress(world, subnet, texts(draft.props, "secondaryPrivateIpAddresses"));
        draft.props.networkInterfaceId = newId("eni");
        const association = allocation === undefined ? "" : newId("eipassoc");
        Object.assign(draft.props, {
            availabilityMode: "zonal",
            associationId: association,
            autoProvisionZones: "",
            autoScalingIps: "",
            privateIp,
            publicIp: allocation === undefined ? "" : take(world, draft, allocation, association, privateIp),
            regionalNatGatewayAddresses: [],
            regionalNatGatewayAutoMode: "",
            routeTableId: "",
            vpcId: subnet.props.vpcId ?? "",
        });
        placeSecondaries(world, draft, subnet, {});
    },
    update: ({ world }, object, old) => {
        const subnet = subnetOf(world, object);
        if (subnet !== undefined) placeSecondaries(world, object, subnet, old);
    },
    remove: ({ world }, object) => {
        const allocations = [
            text(object.props, "allocationId") ?? "",
            ...texts(object.props, "secondaryAllocationIds"),
        ];
        for (const allocation of allocations) release(world, object, allocation);
    },
    gone: toNatGateway.missing,
    seconds: { create: 100, update: 20, delete: 60 },
    onTimeout: "partial",
};

/** What the provider refuses of the one kind or the other. */
function checkConnectivity(inputs: Props): CheckFailure[] {
    const type = inputs.connectivityType ?? "public";
    if (type === UNKNOWN) return [];
    const foreign =
        type === "private" ? ["allocationId", "secondaryAllocationIds"] : ["secondaryPrivateIpAddressCount"];
    return foreign
        .filter((name) => inputs[name] !== UNKNOWN && !isEmpty(inputs[name]))
        .map((name) => ({
            property: name,
            reason: `${name} is not supported with connectivityType = ${JSON.stringify(type)}`,
        }));
}

function refuseAddress(value: Value): string | undefined {
    const address = value as string;
    return covers("0.0.0.0/0", `${address}/32`) ? undefined : `expected a valid IPv4 address, got: ${address}`;
}

/** CreateNatGateway: from 1 to 31. */
function refuseCount(value: Value): string | undefined {
    const count = Number(value);
    return count >= 1 && count <= 31 ? undefined : `expected a number between 1 and 31, got: ${count}`;
}

function subnetOf(world: World, object: CloudObject): CloudObject | undefined {
    return world.get(SUBNET, object, text(object.props, "subnetId") ?? "");
}

/** A public one has an address, and a VPC that is joined to the internet. */
function demandInternet(world: World, subnet: CloudObject, allocation: string | undefined): void {
    if (allocation === undefined) {
        throw new CloudError("MissingParameter", "The request must contain the parameter allocationId");
    }
    const vpc = world.get(VPC, subnet, text(subnet.props, "vpcId") ?? "");
    if (vpc !== undefined && internetGatewayOf(world, vpc) === undefined) {
        throw new CloudError("Gateway.NotAttached", `Network ${vpc.id} has no Internet gateway attached`);
    }
}
