import { because } from "../../flows";
import { soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { failsAt, networkRule, undeterminedAt, type Claim } from "../../rule";

export const rule = networkRule({
    id: "cost-budget",
    area: "cost",
    title: "The network's estimate is within the budget",
    severity: "medium",
    frameworks: [...soc2("CC9.1")],
    rationale:
        "Attachments, tunnels and gateways cost by the hour whether anybody uses them: a network is cheapest to change before it is made.",
    fix: "Take away what nobody uses, choose a topology with fewer attachments, or raise expectations.budget.usdPerMonth.",
    looksAt: [],
    profiles: ALL,
    check: ({ expectations: { budget }, questions }): Claim[] => {
        if (budget === undefined) return [];
        const cost = questions.monthlyCost(budget.usage);
        if (!cost.known) return [undeterminedAt("monthly cost", because(cost.reasons))];
        const { usd, missing } = cost.value;
        const sum = `$${usd.toFixed(2)} a month`;
        if (usd > budget.usdPerMonth)
            return [failsAt("monthly cost", `${sum} is over the budget of $${budget.usdPerMonth.toFixed(2)}`)];
        return missing.length === 0
            ? []
            : [undeterminedAt("monthly cost", `${sum} without what has no known price: ${because(missing)}`)];
    },
});
