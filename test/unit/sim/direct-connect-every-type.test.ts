/** What holds for every modelled type of Direct Connect. Codes: Direct Connect API reference. Replacements: the provider's documentation. */
import { ASSOCIATION, GATEWAY } from "../../support/direct-connect";
import * as ec2 from "../../support/ec2";
import { testEveryType, type ServiceCase } from "../../support/every-type";
import * as tgw from "../../support/transit-gateway";

const noGateway = "00000000-0000-4000-8000-000000000000";

testEveryType({
    modules: ["directconnect"],
    absent: {
        [ASSOCIATION]: [
            "associatedGatewayOwnerAccountId", // gateways of other accounts
            "proposalId", // the same
        ],
    },
    decidedOutputs: { [ASSOCIATION]: ["associatedGatewayOwnerAccountId"] },
    defaulted: { [ASSOCIATION]: ["associatedGatewayId"] },
    cases: (client): ServiceCase[] => [
        {
            type: GATEWAY,
            noun: "Direct Connect Gateway",
            inputs: () => Promise.resolve({ amazonSideAsn: "64700", name: "dx", tags: { Name: "shop" } }),
            required: ["amazonSideAsn"],
            dangling: {},
            unknown: ["arn", "ownerAccountId"],
            replaced: { amazonSideAsn: "64701" },
            updated: { name: "other", tags: {} },
            imported: (made) => made.id,
            gone: "DirectConnectClientException",
            global: true,
            onTimeout: "partial",
        },
        {
            type: ASSOCIATION,
            noun: "Direct Connect Gateway Association",
            inputs: async (region) => ({
                ...ec2.at(region),
                allowedPrefixes: ["10.99.0.0/24"],
                associatedGatewayId: (await tgw.gateway(client(), ec2.at(region))).id,
                dxGatewayId: (await client().create(GATEWAY, { amazonSideAsn: "64700", name: "dx" })).id,
            }),
            required: ["associatedGatewayId", "dxGatewayId"],
            dangling: {
                associatedGatewayId: [
                    ec2.nothing("tgw"),
                    `InvalidTransitGatewayID.NotFound: Transit Gateway ${ec2.nothing("tgw")} was deleted or does not exist.`,
                ],
                dxGatewayId: [
                    noGateway,
                    `DirectConnectClientException: Direct Connect Gateway with ID: ${noGateway} does not exist.`,
                ],
            },
            unknown: [
                "associatedGatewayOwnerAccountId",
                "associatedGatewayType",
                "dxGatewayAssociationId",
                "dxGatewayOwnerAccountId",
                "transitGatewayAttachmentId",
            ],
            replaced: { associatedGatewayId: ec2.nothing("tgw"), dxGatewayId: noGateway, region: "ap-south-1" },
            updated: { allowedPrefixes: ["10.98.0.0/24", "10.99.0.0/24"] },
            imported: ({ state }) => `${state.dxGatewayId as string}/${state.associatedGatewayId as string}`,
            gone: "DirectConnectClientException",
            onTimeout: "partial",
        },
    ],
});
