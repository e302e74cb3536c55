/** A whole number between two others, both included. */
import { int } from "../core/definition";
import { stateless } from "../core/stateless";
import { text } from "../core/values";
import { keepers, seed } from "./properties";
import { below, source } from "./source";

const IMPORT = "Import Random Integer Error";

export const randomInteger = stateless({
    token: "random:index/randomInteger:RandomInteger",
    noun: "random integer",
    properties: {
        keepers,
        seed,
        max: int({ required: true, immutable: true }),
        min: int({ required: true, immutable: true }),
        result: int({ output: true }),
    },
    make: (inputs) => {
        const [min, max] = [BigInt(inputs.min as number), BigInt(inputs.max as number)];
        if (max < min) {
            throw new Error("The minimum (min) value needs to be smaller than or equal to maximum (max) value.");
        }
        const result = min + below(source(text(inputs, "seed")), max - min + 1n);
        return { id: result.toString(), props: { result: Number(result) } };
    },
    adopt: (imported) => {
        const parts = imported.split(",");
        const [result, min, max, seeded] = parts;
        if (result === undefined || min === undefined || max === undefined || parts.length > 4) {
            throw new Error(
                `${IMPORT}: Invalid import usage: expecting {result},{min},{max} or {result},{min},{max},{seed}`,
            );
        }
        const numbers = { result: parsed("", result), min: parsed("min ", min), max: parsed("max ", max) };
        return { id: result, props: seeded === undefined ? numbers : { ...numbers, seed: seeded } };
    },
});

function parsed(which: string, value: string): number {
    if (!/^[+-]?\d+$/.test(value)) {
        throw new Error(`${IMPORT}: The ${which}value supplied could not be parsed as an integer: '${value}'`);
    }
    return Number(value);
}
