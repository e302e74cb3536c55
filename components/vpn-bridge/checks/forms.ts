/** What the form of a device's configuration cannot say, found before anything is created. */
import { DEVICE_FACTS, DEVICE_OFFERS, type ApplianceName, type DeviceFacts } from "../../../facts/ipsec/devices";
import { oneOf, show, type Problem } from "../../../plan/problem";
import { join, own } from "../../../plan/shape";
import {
    algorithmName,
    algorithmNames,
    isAead,
    type Algorithm,
    type IkeSuite,
    type PhaseSuite,
    type Role,
    type Suite,
} from "../../../plan/suites/suite";
import type { VpnBridgeArgs } from "../args";
import { modelOf } from "../device/models";
import { ofFamily } from "../device/words";
import type { LinkPlan, VpnBridgePlan } from "../plan";

export function checkForms(args: VpnBridgeArgs, plan: VpnBridgePlan): Problem[] {
    return Object.entries(args.sites).flatMap(([site, { device, cidrs }]) => {
        const model = device === undefined ? "" : modelOf(device);
        const facts = own<DeviceFacts>(DEVICE_FACTS, model);
        if (facts === undefined) return [];
        const links = plan.links.filter(({ ends }) => ends.includes(site));
        const at = `at '${site}', a device of model "${model}"`;
        return [
            ...checkFamilies(facts, links, site, cidrs),
            ...links.flatMap(({ key, ipsec }) =>
                ipsec === undefined ? [] : checkSuite(model as ApplianceName, ipsec.suite, join("links", key), at),
            ),
        ];
    });
}

const WITH_IPV6 = ["linux", ...Object.keys(DEVICE_FACTS).filter((m) => own<DeviceFacts>(DEVICE_FACTS, m)?.ipv6)];

function checkFamilies(
    { ipv6, title }: DeviceFacts,
    links: readonly LinkPlan[],
    site: string,
    cidrs: readonly string[],
): Problem[] {
    const carried = links.flatMap(({ tunnels }) => tunnels.flatMap(({ ends }) => ends[site] ?? []));
    const [first] = ofFamily([...cidrs, ...carried.flatMap(({ accepts, announces }) => [...accepts, ...announces])], 6);
    if (ipv6 || first === undefined) return [];
    return [
        {
            check: "device-ipv6",
            path: `${join("sites", site)}.device.model`,
            got: `${title}, with ${first} in its tunnels`,
            allowed: oneOf(WITH_IPV6.map(show)),
            fix: `Have one of these at '${site}', or leave IPv6 out of the bridge.`,
        },
    ];
}

/** What the lists of a model name is what its form has words for; `offers` may say more. */
function checkSuite(model: ApplianceName, { ike, esp }: Suite, path: string, at: string): Problem[] {
    const [known, { oneHash }] = [DEVICE_OFFERS[model], DEVICE_FACTS[model]];
    const wordless = (got: string, allowed: string): Problem => {
        const fix = "The form of its configuration has no word for it: correct 'offers' of the two ends.";
        return { check: "device-form", path, got: `${got}, ${at}`, allowed, fix };
    };
    const missing = (
        name: string,
        offered: Partial<Record<Role, readonly Algorithm[]>>,
        phase: PhaseSuite,
    ): Problem[] =>
        rolesOf(phase).flatMap(([role, algorithm]) =>
            offered[role]?.includes(algorithm) === true
                ? []
                : [
                      wordless(
                          `${algorithmName(role, algorithm)} for ${name}`,
                          algorithmNames(role, offered[role] ?? []),
                      ),
                  ],
        );
    const isOne = !oneHash || isAead(ike.encryption) || ike.integrity === ike.prf;
    const [integrity, prf] = [algorithmName("integrity", ike.integrity ?? ike.prf), algorithmName("prf", ike.prf)];
    return [
        ...missing("IKE", known.ike, ike),
        ...missing("ESP", known.esp, esp),
        ...(isOne
            ? []
            : [wordless(`${integrity} beside the PRF of ${prf} for IKE`, "one hash as integrity and as PRF")]),
    ];
}

function rolesOf(phase: PhaseSuite | IkeSuite): [Role, Algorithm][] {
    const { encryption, integrity, dh } = phase;
    return [
        ["encryption", encryption],
        ...("prf" in phase ? [["prf", phase.prf] satisfies [Role, Algorithm]] : []),
        ...(isAead(encryption) || integrity === undefined
            ? []
            : [["integrity", integrity] satisfies [Role, Algorithm]]),
        ["dh", dh],
    ];
}
