/**
 * A dashboard of the portal. What its tiles show is kept as it is given. Sources: REST API (Portal, Dashboards), Azure portal
 * documentation (structure of dashboards).
 */
import { any, int, list, obj, str } from "../../core/definition";
import { armType } from "../arm";
import { DASHBOARD } from "./codes";

const cells = int({ required: true });

export const dashboard = armType({
    token: DASHBOARD,
    noun: "Portal Dashboard",
    armType: "Microsoft.Portal/dashboards",
    apiVersion: "2022-12-01-preview",
    nameProperty: "dashboardName",
    tracked: true,
    outputs: [],
    properties: {
        properties: obj({
            lenses: list(
                obj({
                    order: int({ required: true }),
                    metadata: any(),
                    parts: list(
                        obj({
                            metadata: any(),
                            position: obj(
                                { x: cells, y: cells, colSpan: cells, rowSpan: cells, metadata: any() },
                                { required: true },
                            ),
                        }),
                        { required: true },
                    ),
                }),
            ),
            metadata: any(),
            provisioningState: str({ output: true }),
        }),
    },
    seconds: { create: 2, update: 2, delete: 2 },
});
