import { AZURE_GATEWAY } from "../../concepts";
import { gdpr, hipaa, iso, nist, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { fails, resourceRule, unknownAt } from "../../rule";
import { textAt, UNKNOWN } from "../../values";

export const rule = resourceRule({
    id: "resilience-gateway-zones",
    area: "resilience",
    title: "VPN gateways of Azure are spread over zones",
    severity: "medium",
    frameworks: [
        ...hipaa("164.308(a)(7)(ii)(C)"),
        ...gdpr("32(1)(b)"),
        ...nist("CP-8", "CP-8(2)"),
        ...soc2("A1.2"),
        ...iso("A.8.14"),
    ],
    rationale:
        "A gateway without AZ in its size stands in one zone. Azure makes none of these any more since 2025 and retires them in September 2026.",
    fix: "Choose VpnGw1AZ to VpnGw5AZ.",
    looksAt: AZURE_GATEWAY,
    profiles: ALL,
    check: (gateway) => {
        const type = textAt(gateway, "gatewayType");
        if (type !== undefined && type !== UNKNOWN && type !== "Vpn") return [];
        const sku = textAt(gateway, "sku", "name");
        if (sku === UNKNOWN || type === UNKNOWN)
            return [unknownAt(gateway, type === UNKNOWN ? "gatewayType" : "sku.name")];
        if (sku === undefined) return [fails(gateway, "sku.name is not set")];
        return sku.endsWith("AZ") ? [] : [fails(gateway, `sku.name is ${sku}, which stands in one zone`)];
    },
});
