import { meant } from "../../../graph/read/gcp/meant";
import { AZURE_GATEWAY, GCP_GATEWAY, GCP_TUNNEL } from "../../concepts";
import { gdpr, hipaa, iso, nist, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { fails, networkRule, undetermined, unknownAt, type Claim } from "../../rule";
import { flagAt, listAt, numberAt, textAt, UNKNOWN } from "../../values";

export const rule = networkRule({
    id: "resilience-gateway-instances",
    area: "resilience",
    title: "VPN gateways of Azure and Google Cloud have tunnels on two instances",
    severity: "medium",
    frameworks: [
        ...hipaa("164.308(a)(7)(ii)(C)"),
        ...gdpr("32(1)(b)"),
        ...nist("CP-8", "CP-8(2)"),
        ...soc2("A1.2"),
        ...iso("A.8.14"),
    ],
    rationale:
        "An Azure gateway with one active instance is away for one to three minutes when that fails; Google promises 99.99 % only where both interfaces of an HA VPN gateway have a tunnel.",
    fix: "Set activeActive with two ipConfigurations at Azure; give both interfaces of an HA VPN gateway a tunnel.",
    looksAt: [...AZURE_GATEWAY, ...GCP_GATEWAY, ...GCP_TUNNEL],
    profiles: ALL,
    check: ({ refs }) => {
        const tunnels = refs
            .ofType(...GCP_TUNNEL)
            .map((tunnel) => ({ tunnel, of: meant(refs, tunnel, "vpnGateway", ...GCP_GATEWAY) }));
        const azure = refs.ofType(...AZURE_GATEWAY).flatMap((gateway): Claim[] => {
            if (textAt(gateway, "gatewayType") === "ExpressRoute") return [];
            const isActive = flagAt(gateway, "activeActive");
            const configurations = listAt(gateway, "ipConfigurations");
            if (isActive === UNKNOWN) return [unknownAt(gateway, "activeActive")];
            if (isActive !== true) return [fails(gateway, "activeActive is not set: one instance carries all tunnels")];
            if (configurations === UNKNOWN) return [unknownAt(gateway, "ipConfigurations")];
            const count = configurations?.length ?? 0;
            return count >= 2
                ? []
                : [fails(gateway, `ipConfigurations has ${count} entries, and each instance needs one`)];
        });
        const google = refs.ofType(...GCP_GATEWAY).flatMap((gateway): Claim[] => {
            const own = tunnels.filter(({ of }) => of.is === "resource" && of.resource === gateway);
            const numbers = own.map(({ tunnel }) => numberAt(tunnel, "vpnGatewayInterface"));
            const bare = [0, 1].filter((number) => !numbers.includes(number));
            if (bare.length === 0) return [];
            const isOpen =
                numbers.includes(UNKNOWN) ||
                tunnels.some(
                    ({ of }) => of.is === "unsure" && (of.candidates.length === 0 || of.candidates.includes(gateway)),
                );
            if (isOpen)
                return [
                    undetermined(gateway, "which of its interfaces have a tunnel is not known before the deployment"),
                ];
            return [fails(gateway, `interface ${bare.join(" and ")} has no tunnel`)];
        });
        return [...azure, ...google];
    },
});
