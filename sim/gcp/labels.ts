/**
 * Labels of a resource, and with those of the provider. Source: Compute Engine documentation, "Labels": at most 64, keys of 1
 * and values of 0 to 63 characters, all in lower case.
 */
import * as crypto from "node:crypto";
import { map, str, type Property } from "../core/definition";
import { textMap } from "../core/values";
import type { CloudObject } from "../core/world";
import { invalid } from "./errors";

const LABEL_KEY = /^[\p{Ll}\p{Lo}][\p{Ll}\p{Lo}\p{N}_-]{0,62}$/u;
const LABEL_VALUE = /^[\p{Ll}\p{Lo}\p{N}_-]{0,63}$/u;
const MOST_LABELS = 64;

export const labelling: Record<string, Property> = {
    labels: map(str()),
    effectiveLabels: map(str(), { output: true, secret: true }),
    pulumiLabels: map(str(), { output: true, secret: true }),
};

export function demandLabels(object: CloudObject): void {
    const labels = textMap(object.props, "effectiveLabels");
    const wrong = Object.entries(labels).find(([key, value]) => !LABEL_KEY.test(key) || !LABEL_VALUE.test(value));
    if (wrong !== undefined) throw invalid("labels", "", `Label '${wrong[0]}' violates format constraints.`);
    if (Object.keys(labels).length > MOST_LABELS) throw invalid("labels", "", "There are more than 64 labels.");
}

/** Changes with the labels. */
export function fingerprintOf(object: CloudObject): string {
    const print = crypto
        .createHash("sha256")
        .update(JSON.stringify(textMap(object.props, "effectiveLabels")))
        .digest();
    return print.subarray(0, 8).toString("base64");
}
