import type { Resource } from "../../../graph/read/resources";
import { HUB, HUB_TABLE } from "../../concepts";
import { iso, nist, pci, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { fails, networkRule, unknownAt } from "../../rule";
import { textAt, UNKNOWN } from "../../values";

const DEFAULTS = [
    ["defaultRouteTableAssociation", "every new attachment looks its packets up there"],
    ["defaultRouteTablePropagation", "every new attachment announces its routes there"],
] as const;

export const rule = networkRule({
    id: "segmentation-hub-default-tables",
    area: "segmentation",
    title: "Segmented hubs have no default route table",
    severity: "high",
    frameworks: [...pci("1.3.1", "1.4.1"), ...nist("AC-4(21)", "SC-7(5)"), ...soc2("CC6.6"), ...iso("A.8.22")],
    rationale:
        "A hub with tables of its own is segmented. Its default table, which AWS switches on unless told otherwise, joins every attachment that nobody assigned to a segment.",
    fix: 'Set defaultRouteTableAssociation and defaultRouteTablePropagation of the hub to "disable".',
    looksAt: [...HUB, ...HUB_TABLE],
    profiles: ALL,
    check: ({ refs }) => {
        const tables = refs
            .ofType(...HUB_TABLE)
            .map((table) => refs.one(table, "transitGatewayId", { types: HUB, inRegion: true }));
        const isSegmented = (hub: Resource): boolean | undefined => {
            if (tables.some((table) => table.is === "resource" && table.resource === hub)) return true;
            return tables.some((table) => table.is === "unsure" && table.candidates.includes(hub)) ? undefined : false;
        };
        return refs.ofType(...HUB).flatMap((hub) => {
            if (isSegmented(hub) === false) return [];
            return DEFAULTS.flatMap(([property, so]) => {
                const value = textAt(hub, property);
                if (value === "disable") return [];
                if (value === UNKNOWN) return [unknownAt(hub, property)];
                const message = `${property} is ${value ?? "not set, which is enable"}: ${so}`;
                return isSegmented(hub) === true
                    ? [fails(hub, message)]
                    : [unknownAt(hub, "whether a route table belongs to it")];
            });
        });
    },
});
