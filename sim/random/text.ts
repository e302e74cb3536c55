/** Random texts made of classes of characters: what RandomString and RandomPassword have in common. */
import { bool, str, type CheckFailure, type Property } from "../core/definition";
import { text, type Props } from "../core/values";
import { count, keepers } from "./properties";
import { pick, shuffled, type Source } from "./source";

const CLASSES = { special: "minSpecial", upper: "minUpper", lower: "minLower", numeric: "minNumeric" } as const;
type Class = keyof typeof CLASSES;
const NAMES = Object.keys(CLASSES) as Class[];
const MINIMUMS = Object.values(CLASSES);

const CHARACTERS: Record<Class, string> = {
    upper: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    lower: "abcdefghijklmnopqrstuvwxyz",
    numeric: "0123456789",
    special: "!@#$%&*()-_=+[]{}<>:?",
};

export const textProperties: Record<string, Property> = {
    keepers,
    length: count("length", 1, { required: true }),
    special: bool({ default: true, immutable: true }),
    upper: bool({ default: true, immutable: true }),
    lower: bool({ default: true, immutable: true }),
    /** The old name of `numeric`; the provider keeps both alike. */
    number: bool({ computed: true, immutable: true }),
    numeric: bool({ computed: true, immutable: true }),
    ...Object.fromEntries(MINIMUMS.map((name) => [name, count(name, 0, { default: 0 })])),
    overrideSpecial: str({ immutable: true }),
};

export function assumeText(inputs: Props): Props {
    const numeric = inputs.numeric ?? inputs.number ?? true;
    return { number: inputs.number ?? numeric, numeric };
}

export function checkText(inputs: Props): CheckFailure[] {
    const failures: CheckFailure[] = [];
    const least = MINIMUMS.map((name) => inputs[name] ?? 0);
    const sum = least.reduce<number>((total, n) => (typeof n === "number" ? total + n : total), 0);
    if (typeof inputs.length === "number" && inputs.length < sum) {
        failures.push({
            property: "length",
            reason: `Attribute length value must be at least sum of ${MINIMUMS.join(" + ")}, got: ${inputs.length}`,
        });
    }
    const { number, numeric } = inputs;
    if (typeof number === "boolean" && typeof numeric === "boolean" && number !== numeric) {
        failures.push({
            property: "number",
            reason: "Number and numeric are both configured with different values. Number is deprecated, use numeric instead",
        });
    }
    if (NAMES.every((name) => (name === "numeric" ? (numeric ?? number) : inputs[name]) === false)) {
        failures.push({
            property: "",
            reason: `At least one attribute out of [${NAMES.join(",")}] must be specified as true`,
        });
    }
    return failures;
}

/** `inputs` with their defaults. A minimum counts even for a class that is switched off, as in the real provider. */
export function randomText(from: Source, inputs: Props): string {
    // By whole characters: the real provider takes the single bytes of a character outside ASCII, which breaks it.
    const alphabet = (name: Class): string[] => [
        ...(name === "special" ? (text(inputs, "overrideSpecial") ?? CHARACTERS.special) : CHARACTERS[name]),
    ];
    const demanded = NAMES.flatMap((name) =>
        Array.from({ length: inputs[CLASSES[name]] as number }, () => pick(from, alphabet(name))),
    );
    const all = NAMES.filter((name) => inputs[name] === true).flatMap(alphabet);
    const rest = Array.from({ length: (inputs.length as number) - demanded.length }, () => pick(from, all));
    return shuffled(from, [...demanded, ...rest]).join("");
}

/** What an import assumes about a text that was made elsewhere. */
export function adoptText(result: string): Props {
    return {
        length: Buffer.byteLength(result),
        ...Object.fromEntries(NAMES.map((name) => [name, true])),
        number: true,
        ...Object.fromEntries(MINIMUMS.map((name) => [name, 0])),
        result,
    };
}
