/** Classes of traffic: told apart by their marks, and no more promised than there is. */
import { checkPrefix, parsePrefix } from "../../../plan/prefix";
import { show, type Problem } from "../../../plan/problem";
import { join } from "../../../plan/shape";
import type { VpnBridgeArgs } from "../args";

export function checkClasses({ classes = {}, sites }: VpnBridgeArgs): Problem[] {
    const names = Object.keys(classes).sort();
    if (names.length === 0) return [];
    const total = names.reduce((sum, name) => sum + (classes[name]?.share ?? 0), 0);
    const hasUplink = Object.values(sites).some(({ device }) => device?.uplink !== undefined);
    return [
        ...names.flatMap((name) => {
            const path = join("classes", name);
            const { matches = [] } = classes[name] ?? {};
            return [
                ...(matches.length > 0
                    ? []
                    : [
                          problem(
                              "no-matches",
                              `${path}.matches`,
                              "an empty list",
                              "at least one",
                              "Say what belongs to it.",
                          ),
                      ]),
                ...matches.flatMap(({ from, to, protocol, ports }, i) => [
                    ...(from === undefined ? [] : checkPrefix(from, `${path}.matches[${i}].from`)),
                    ...(to === undefined ? [] : checkPrefix(to, `${path}.matches[${i}].to`)),
                    ...(familyOf(from) === undefined || familyOf(to) === undefined || familyOf(from) === familyOf(to)
                        ? []
                        : [
                              problem(
                                  "match-families",
                                  `${path}.matches[${i}].to`,
                                  `${show(to)}, with from ${show(from)}`,
                                  "a prefix of the same family",
                                  "No packet fits both: make two entries of it.",
                              ),
                          ]),
                    ...(ports === undefined || protocol !== undefined
                        ? []
                        : [
                              problem(
                                  "ports-without-protocol",
                                  `${path}.matches[${i}].protocol`,
                                  "nothing, beside ports",
                                  '"tcp" or "udp"',
                                  "Only these two have ports.",
                              ),
                          ]),
                ]),
            ];
        }),
        ...(["dscp", "priority"] as const).flatMap((member) =>
            twice(names, (name) => classes[name]?.[member]).map(([name, other]) =>
                problem(
                    `${member}-twice`,
                    `${join("classes", name)}.${member}`,
                    `${classes[name]?.[member]}, as class '${other}'`,
                    "another one for each class",
                    "Queues tell classes apart by it.",
                ),
            ),
        ),
        ...(total < 100
            ? []
            : [
                  problem(
                      "shares-too-large",
                      "classes",
                      `shares of ${total} % together`,
                      "less than 100 %",
                      "Leave something for all other traffic, BGP and keep-alives among it.",
                  ),
              ]),
        ...(hasUplink
            ? []
            : [
                  problem(
                      "classes-without-uplink",
                      "classes",
                      names.length === 1 ? "1 class" : `${names.length} classes`,
                      "nothing, without a device that has an 'uplink'",
                      "Give the uplink of a device: only a device of yours has queues, and they work below its bandwidth.",
                  ),
              ]),
    ];
}

function familyOf(text: string | undefined): 4 | 6 | undefined {
    const parsed = text === undefined ? undefined : parsePrefix(text);
    return parsed !== undefined && "prefix" in parsed ? parsed.prefix.family : undefined;
}

function twice(names: readonly string[], value: (name: string) => number | undefined): [string, string][] {
    const first = new Map<number | undefined, string>();
    return names.flatMap((name): [string, string][] => {
        const seen = first.get(value(name));
        if (seen === undefined) first.set(value(name), name);
        return seen === undefined ? [] : [[name, seen]];
    });
}

function problem(check: string, path: string, got: string, allowed: string, fix: string): Problem {
    return { check, path, got, allowed, fix };
}
