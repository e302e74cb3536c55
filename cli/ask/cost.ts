/** `causeway cost`: what the network costs in a month, by list prices or by the user's own. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { costOf, type NetworkCost } from "../../graph/cost";
import type { CostOptions } from "../../plan/cost";
import { explain } from "../../plan/reasoning";
import type { Paint } from "../colour";
import { Exit } from "../exit";
import { table } from "../table";
import { demanded } from "./asked-for";
import { answers, networkOf, question, type QuestionOptions } from "./question";
import { settingsFile } from "./settings-file";
import { usageOf } from "./usage";

interface Settings extends QuestionOptions {
    readonly usage?: string;
    readonly prices?: string;
    readonly homeRates?: boolean;
    readonly budget?: number;
    readonly why?: boolean;
}

export function costCommand(): Command {
    const command = question("cost", "what the network costs in a month, by list prices or by yours")
        .option("--usage <file>", "JSON or YAML: a list of from, to, gbPerMonth, and traffic if its way depends on it")
        .option("--prices <file>", "JSON or YAML: your own prices, as plan/cost takes its options")
        .option(
            "--home-rates",
            "a price that is not known for a region: the one of the provider's first region, and say so",
        )
        .addOption(new Option("--budget <usd>", "the answer is no above this much a month").argParser(dollars))
        .option("--why", "each line with its quantity, rate and document");
    return answers(command, async () => {
        const options = command.opts<Settings>();
        const { network, description } = await networkOf(options);
        const prices = {
            ...pricesOf(options.prices),
            ...(options.homeRates === true ? { assumeHomeRates: true } : {}),
        };
        const cost = demanded(costOf(network, usageOf(options.usage), prices));
        return {
            text: (paint) => `${costText(cost, options, paint)}\n${paint("dim", description)}`,
            json: { source: description, currency: "USD", ...costJson(cost) },
            exit: exitOf(cost, options.budget),
        };
    });
}

/** plan/cost checks their shape, and names every problem. */
function pricesOf(file: string | undefined): CostOptions | undefined {
    return file === undefined ? undefined : (settingsFile(file) as CostOptions);
}

function costText(cost: NetworkCost, { why, budget }: Settings, paint: Paint): string {
    if (why === true) return explain(cost.reasoning);
    const rows = cost.items.map(({ what, payer, region, quantity, unit, monthly }) => [
        payer,
        what,
        region,
        `${quantity} ${unit.split("/")[1] ?? unit}`,
        monthly.toFixed(2),
    ]);
    const over = budget !== undefined && cost.total > budget ? paint("red", `, over the budget of ${budget}`) : "";
    return [
        ...(rows.length === 0 ? [] : [table(["PAYER", "WHAT", "WHERE", "QUANTITY", "USD"], rows), ""]),
        `${paint("bold", `${cost.total.toFixed(2)} USD a month`)}${over}`,
        ...assumed(cost.items),
        ...missing(cost.unknowns),
        ...cost.unpriced.map((label) => `  not in it: ${label}, which has no price here`),
    ].join("\n");
}

/** Prices that were read for another region. */
function assumed(items: NetworkCost["items"]): readonly string[] {
    const derived = items.filter(({ source }) => source.certainty === "derived");
    return [...new Set(derived.map(({ what, region }) => `  assumed from another region: ${what}, ${region}`))];
}

/** One price may be missing in several lines: each is asked for once. */
function missing(unknowns: NetworkCost["unknowns"]): readonly string[] {
    const lines = unknowns.map(({ what, region, answer }) => `  not in it: ${what}, ${region}; give it as ${answer}`);
    return [...new Set(lines)];
}

function costJson({ total, items, perPayer, unknowns, unpriced }: NetworkCost): object {
    return { total, perPayer, items, unknowns, unpriced };
}

/** Below the budget, what has no known price may still break it. */
function exitOf({ total, unknowns, unpriced }: NetworkCost, budget: number | undefined): Exit {
    if (budget === undefined) return Exit.Fine;
    if (total > budget) return Exit.No;
    return unknowns.length + unpriced.length > 0 ? Exit.Undetermined : Exit.Fine;
}

function dollars(text: string): number {
    const value = Number(text);
    if (text.trim() === "" || !Number.isFinite(value) || value < 0)
        throw new InvalidArgumentError(`'${text}' is no amount in US dollars`);
    return value;
}
