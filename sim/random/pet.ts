/** A name that people can say and remember: adverbs, an adjective and an animal. The name is the resource's id. */
import { str } from "../core/definition";
import { stateless } from "../core/stateless";
import { text } from "../core/values";
import { count, keepers } from "./properties";
import { pick, source } from "./source";
import { ADJECTIVES, ADVERBS, ANIMALS } from "./words";

export const randomPet = stateless({
    token: "random:index/randomPet:RandomPet",
    noun: "random pet",
    properties: {
        keepers,
        length: count("length", 1, { default: 2 }),
        prefix: str({ immutable: true }),
        separator: str({ default: "-", immutable: true }),
    },
    make: (inputs) => {
        const length = inputs.length as number;
        const separator = inputs.separator as string;
        const prefix = text(inputs, "prefix");
        const from = source();
        const words = Array.from({ length }, (_, at) => pick(from, kind(length - at)));
        return { id: [...(prefix === undefined ? [] : [prefix]), ...words].join(separator), props: {} };
    },
});

/** The words to choose from, `left` words before the end of the name. */
function kind(left: number): readonly string[] {
    if (left === 1) return ANIMALS;
    return left === 2 ? ADJECTIVES : ADVERBS;
}
