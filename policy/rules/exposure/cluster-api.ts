import { addressSet } from "../../../plan/address-set";
import { parsePrefix } from "../../../plan/prefix";
import { KUBERNETES_CLUSTER } from "../../concepts";
import { hipaa, iso, nist, pci, soc2 } from "../../frameworks";
import { isInternet } from "../../ingress";
import { ALL } from "../../profiles";
import { fails, resourceRule, unknownAt } from "../../rule";
import { flagAt, textsAt, UNKNOWN } from "../../values";

/** What EKS takes where nothing is set: public, for everybody. */
const EVERYBODY = ["0.0.0.0/0"];

export const rule = resourceRule({
    id: "exposure-cluster-api",
    area: "exposure",
    title: "The Kubernetes API is not open to the internet",
    severity: "high",
    frameworks: [
        ...hipaa("164.312(a)(1)"),
        ...pci("1.4.1"),
        ...nist("SC-7(4)", "AC-4"),
        ...soc2("CC6.6"),
        ...iso("A.8.20"),
    ],
    rationale:
        "Whoever speaks to the API with a stolen token rules the cluster, and EKS opens it to everybody unless told otherwise.",
    fix: "Set vpcConfig.endpointPublicAccess to false, or vpcConfig.publicAccessCidrs to your own networks.",
    looksAt: KUBERNETES_CLUSTER,
    profiles: ALL,
    check: (cluster) => {
        const isPublic = flagAt(cluster, "vpcConfig", "endpointPublicAccess");
        if (isPublic === UNKNOWN) return [unknownAt(cluster, "vpcConfig.endpointPublicAccess")];
        if (isPublic === false) return [];
        const prefixes = textsAt(cluster, "vpcConfig", "publicAccessCidrs");
        if (prefixes === UNKNOWN) return [unknownAt(cluster, "vpcConfig.publicAccessCidrs")];
        const open = (prefixes ?? EVERYBODY).filter((text) => "prefix" in parsePrefix(text));
        if (!isInternet(addressSet(open))) return [];
        return [
            fails(
                cluster,
                prefixes === undefined
                    ? "its API answers everybody, which is EKS's default"
                    : `its API answers ${open.join(", ")}`,
            ),
        ];
    },
});
