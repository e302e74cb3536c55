/** Measured figures against their bounds. */
import { table } from "../../../dist/cli/table.js";

const HOLDS = { "=": (value, bound) => value === bound, "≤": (value, bound) => value <= bound };

/** After the point, by unit. */
const DIGITS = { ms: 1, MB: 0 };

/** A figure without a bound is for information. */
export function isBroken({ value, bound }) {
    return bound !== undefined && !HOLDS[bound.is](value, bound.value);
}

export function tableOf(rows) {
    return table(
        ["FIGURE", "MEASURED", "BOUND", ""],
        rows.map((row) => [
            row.figure,
            shown(row.value, row.unit),
            row.bound === undefined ? "" : `${row.bound.is} ${shown(row.bound.value, row.unit)}`,
            row.bound === undefined ? "" : isBroken(row) ? "BROKEN" : "held",
        ]),
    );
}

function shown(value, unit = "") {
    const number = Number.isInteger(value) ? String(value) : value.toFixed(DIGITS[unit] ?? 2);
    return unit === "" ? number : `${number} ${unit}`;
}
