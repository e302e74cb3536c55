/** What holds for every modelled type of Azure Monitor, its log workspaces and dashboards. */
import { testEveryAzureType } from "../../support/azure-every-type";
import { MONITOR_ABSENT, MONITOR_ABSENT_OUTPUTS, monitorCases } from "../../support/azure-monitor-cases";

testEveryAzureType({
    modules: ["monitor", "operationalinsights", "portal"],
    absent: MONITOR_ABSENT,
    absentOutputs: MONITOR_ABSENT_OUTPUTS,
    cases: monitorCases,
});
