/**
 * A Direct Connect gateway: where virtual interfaces and transit gateways meet. Virtual interfaces and connections are not
 * modelled. Sources: Direct Connect API reference (CreateDirectConnectGateway: private ASNs), Terraform AWS provider (nothing
 * but the name and tags is changed in place).
 */
import { randomUUID } from "node:crypto";
import { str, type ResourceType } from "../../core/definition";
import type { Value } from "../../core/values";
import { partitionOf, tagging } from "../place";
import { clientException, DX_GATEWAY, toDxGateway } from "./codes";

export const dxGateway: ResourceType = {
    token: DX_GATEWAY,
    noun: "Direct Connect Gateway",
    id: () => randomUUID(),
    properties: {
        ...tagging,
        amazonSideAsn: str({ required: true, immutable: true, refuse: refuseAsn }),
        name: str({ computed: true, imported: true }),
        arn: str({ output: true }),
        ownerAccountId: str({ output: true }),
    },
    autoName: { property: "name", maxLength: 100 },
    create: (_, draft) => {
        const { account, region, id } = draft;
        draft.props.arn = `arn:${partitionOf(region)}:directconnect::${account}:dx-gateway/${id}`;
        draft.props.ownerAccountId = account;
    },
    inUse: ({ id }) => clientException(`Direct Connect Gateway ${id} has associations: delete these first.`),
    gone: toDxGateway.missing,
    seconds: { create: 10, update: 1, delete: 10 },
    onTimeout: "partial",
};

function refuseAsn(value: Value): string | undefined {
    const asn = /^\d{1,10}$/.test(value as string) ? Number(value) : NaN;
    const isPrivate = (asn >= 64_512 && asn <= 65_534) || (asn >= 4_200_000_000 && asn <= 4_294_967_294);
    return isPrivate
        ? undefined
        : `amazon_side_asn (${JSON.stringify(value)}) must be in the range 64512 to 65534 or 4200000000 to 4294967294`;
}
