/** The answer of a question about reach, for people: the verdict, the path hop by hop out and back, why, and what to do. */
import { Verdict, type Answer, type RoundTrip, type Step, type Way } from "../../graph/answer";
import type { Network } from "../../graph/network";
import { describeEnds } from "../../graph/packets";
import type { Reason } from "../../graph/reason";
import type { Colour, Paint } from "../colour";
import { adviceOn } from "./advice";
import { pathText } from "./path";

const COLOURS: Readonly<Record<Verdict, Colour>> = {
    REACHABLE: "green",
    DENIED: "red",
    PARTIAL: "yellow",
    UNDETERMINED: "yellow",
};
const MEANINGS: Readonly<Record<Verdict, string>> = {
    REACHABLE: "every packet arrives, and every answer comes back",
    DENIED: "no packet arrives and is answered",
    PARTIAL: "some packets arrive and are answered, others do not",
    UNDETERMINED: "it depends on something that is not known",
};

export interface Detail {
    /** One trip for each outcome and path, with URNs and links, not only one for each outcome. */
    readonly isFull: boolean;
}

export function answerText(network: Network, answer: Answer, { isFull }: Detail, paint: Paint): string {
    const { from, to, traffic, trips } = answer;
    return [
        `${verdictText(answer.verdict, paint)}  ${from.text} to ${to.text}, ${traffic}: ${MEANINGS[answer.verdict]}`,
        ...[from, to].flatMap(({ text, leftOut }) => leftOutText(text, leftOut)),
        ...alike(trips, isFull).flatMap((all) => ["", ...tripText(network, all, isFull, paint)]),
        ...(answer.caveats.length === 0
            ? []
            : ["", "Taken for granted:", ...answer.caveats.map((text) => `  ${text}`)]),
    ].join("\n");
}

export function verdictText(verdict: Verdict, paint: Paint): string {
    return paint(COLOURS[verdict], verdict);
}

function leftOutText(text: string, leftOut: Answer["from"]["leftOut"]): readonly string[] {
    const byReason = new Map<string, string[]>();
    for (const { host, why } of leftOut) byReason.set(why, [...(byReason.get(why) ?? []), host.element.label]);
    return [...byReason].map(([why, labels]) => `  of ${text} left out, because ${why}: ${listed(labels)}`);
}

/** Names for a line: all of a few, else the first and how many more. */
export function listed(labels: readonly string[]): string {
    const few = 4;
    return labels.length <= few
        ? labels.join(", ")
        : `${labels.slice(0, few - 1).join(", ")} and ${labels.length - few + 1} more`;
}

/** Trips of one verdict, one reason and, if asked for, one path; of each group one stands for all. The largest come first. */
function alike(trips: readonly RoundTrip[], isByPath: boolean): readonly (readonly [RoundTrip, ...RoundTrip[]])[] {
    const groups = new Map<string, [RoundTrip, ...RoundTrip[]]>();
    // The engine lists resources in no order, and an answer reads the same on every run.
    const inOrder = [...trips].sort((a, b) => (endsText(a) < endsText(b) ? -1 : 1));
    for (const trip of inOrder) {
        const { verdict, reason, out, back } = trip;
        const links = [out, ...back].map(({ steps }) => steps.flatMap(({ link }) => link ?? []));
        const outcome = [verdict, reason?.code, reason?.element.urn ?? reason?.element.label];
        const key = JSON.stringify(isByPath ? [...outcome, links] : outcome);
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [trip]);
        else group.push(trip);
    }
    return [...groups.values()].sort((a, b) => b.length - a.length);
}

function tripText(
    network: Network,
    [trip, ...others]: readonly [RoundTrip, ...RoundTrip[]],
    isFull: boolean,
    paint: Paint,
): readonly string[] {
    const { out, back, verdict, reason } = trip;
    const answers = isFull ? back : back.slice(0, 1);
    return [
        `${verdictText(verdict, paint)}  ${endsText(trip)}`,
        ...(isFull ? [paint("dim", `  packets ${describeEnds(out.packets)}`)] : []),
        ...wayText(network, "out", out, isFull, paint),
        ...answers.flatMap((way) => wayText(network, "back", way, isFull, paint)),
        ...(isFull ? pathText(network, trip) : []),
        ...(reason === undefined ? [] : reasonText(network, reason, paint)),
        ...(others.length === 0 ? [] : [`  And ${others.length} more like it: ${listed(others.map(endsText))}`]),
    ];
}

function endsText({ out }: RoundTrip): string {
    return out.end.is === "delivered"
        ? `${out.from.element.label} to ${out.end.host.element.label}`
        : out.from.element.label;
}

function wayText(network: Network, direction: string, way: Way, isFull: boolean, paint: Paint): readonly string[] {
    const width = String(way.steps.length).length;
    const steps = way.steps.flatMap((step, i) => stepText(network, `${i + 1}`.padStart(width), step, isFull, paint));
    const { end } = way;
    const last =
        end.is === "delivered"
            ? `arrives at ${end.host.element.label}`
            : `${end.is === "denied" ? "ends here" : "from here nobody can say"}: ${end.reason.code}`;
    return [`  ${direction}`, ...steps, `    ${" ".repeat(width)}  ${last}`];
}

function stepText(network: Network, number: string, step: Step, isFull: boolean, paint: Paint): readonly string[] {
    const zone = step.zone === undefined || step.zone === "" ? "" : paint("dim", ` [${step.zone}]`);
    const link = isFull && step.link !== undefined ? network.links.get(step.link) : undefined;
    const facts = [
        ...(link?.mtu === undefined ? [] : [`packets up to ${link.mtu} bytes`]),
        ...(link?.encryption === undefined ? [] : [link.encryption === "" ? "not encrypted" : link.encryption]),
    ];
    return [
        `    ${number}  ${paint("bold", step.element.label)}  ${step.text}${zone}`,
        ...(facts.length === 0 ? [] : [paint("dim", `       ${facts.join(", ")}`)]),
        ...(isFull && step.element.urn !== undefined
            ? [paint("dim", `       ${whereText(network, step.element.urn)}`)]
            : []),
    ];
}

export function reasonText(network: Network, reason: Reason, paint: Paint): readonly string[] {
    const { element } = reason.cause ?? reason;
    return [
        `  ${paint("bold", reason.cause === undefined ? reason.code : `${reason.code} (${reason.cause.code})`)}  ${reason.detail}`,
        ...(element.urn === undefined ? [] : [`  ${whereText(network, element.urn)}`]),
        `  Fix: ${adviceOn(reason)}`,
    ];
}

/** A URN, and the line of the program that made it. */
function whereText(network: Network, urn: string): string {
    const position = network.positions.get(urn);
    return position === undefined ? urn : `${urn} (${position.file}:${position.line})`;
}
