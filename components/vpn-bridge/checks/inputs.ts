/**
 * What may be an Output, where the program gave a plain value: then it has a type. A number read from a configuration is a
 * text, and would pass for an Output that nobody knows yet.
 */
import { show, type Problem } from "../../../plan/problem";
import { join } from "../../../plan/shape";
import type { VpnBridgeArgs } from "../args";

interface Given {
    readonly path: string;
    readonly value: unknown;
    readonly type: "string" | "number";
    /** True for what no error may show. */
    readonly isSecret?: boolean;
}

export function checkInputs(args: VpnBridgeArgs): Problem[] {
    return givenIn(args)
        .filter(({ value, type }) => value !== undefined && !isLater(value) && typeof value !== type)
        .map(({ path, value, type, isSecret }) => ({
            check: "wrong-type",
            path,
            got: isSecret ? `a ${typeof value}` : show(value),
            allowed: `a ${type} or an Output of one`,
            fix: `Give a ${type}.`,
        }));
}

function givenIn({ sites, links, keys, monitoring }: VpnBridgeArgs): Given[] {
    const text = (path: string, value: unknown): Given => ({ path, value, type: "string" });
    const number = (path: string, value: unknown): Given => ({ path, value, type: "number" });
    const secret = (path: string, value: unknown): Given => ({ path, value, type: "string", isSecret: true });
    return [
        ...Object.entries(sites).flatMap(([key, { aws, azure, azureVirtualWan: wan, gcp, device }]) => {
            const at = (rest: string): string => `${join("sites", key)}.${rest}`;
            return [
                number(at("aws.asn"), aws?.asn),
                text(at("aws.transitGatewayId"), aws?.transitGatewayId),
                text(at("aws.vpnGatewayId"), aws?.vpnGatewayId),
                text(at("aws.concentrator.id"), aws?.concentrator?.id),
                text(at("aws.logGroupArn"), aws?.logGroupArn),
                text(at("azure.resourceGroupName"), azure?.resourceGroupName),
                text(at("azure.gatewaySubnetId"), azure?.gatewaySubnetId),
                text(at("azureVirtualWan.resourceGroupName"), wan?.resourceGroupName),
                text(at("azureVirtualWan.virtualWanId"), wan?.virtualWanId),
                text(at("azureVirtualWan.virtualHubId"), wan?.virtualHubId),
                text(at("gcp.project"), gcp?.project),
                text(at("gcp.network"), gcp?.network),
                number(at("device.asn"), device?.asn),
                ...(["publicAddresses", "directConnectAddresses"] as const).flatMap((name) =>
                    (device?.[name] ?? []).map((value, i) => text(at(`device.${name}[${i}]`), value)),
                ),
                ...(device?.certificates ?? []).flatMap(({ certificate, privateKey, authority, arns = {} }, i) => {
                    const path = at(`device.certificates[${i}]`);
                    return [
                        text(`${path}.certificate`, certificate),
                        secret(`${path}.privateKey`, privateKey),
                        text(`${path}.authority`, authority),
                        ...Object.entries(arns).map(([region, arn]) => text(join(`${path}.arns`, region), arn)),
                    ];
                }),
            ];
        }),
        ...Object.entries(links ?? {}).map(([key, link]) =>
            text(`${join("links", key)}.directConnectAttachmentId`, link?.directConnectAttachmentId),
        ),
        secret("keys.secret", keys?.secret),
        text("keys.authority.certificate", keys?.authority?.certificate),
        secret("keys.authority.privateKey", keys?.authority?.privateKey),
        ...Object.entries(monitoring?.snsTopicArns ?? {}).map(([region, value]) =>
            text(join("monitoring.snsTopicArns", region), value),
        ),
        text("monitoring.actionGroupId", monitoring?.actionGroupId),
        text("monitoring.workspaceId", monitoring?.workspaceId),
        ...(monitoring?.notificationChannels ?? []).map((value, i) =>
            text(`monitoring.notificationChannels[${i}]`, value),
        ),
    ];
}

/** An Output or a Promise. */
function isLater(value: unknown): boolean {
    return typeof value === "function" || (typeof value === "object" && value !== null && !Array.isArray(value));
}
