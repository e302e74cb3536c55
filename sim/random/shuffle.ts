/** A list in random order, shortened or repeated to the length asked for. */
import { list, str } from "../core/definition";
import { stateless } from "../core/stateless";
import { text, texts } from "../core/values";
import { count, keepers, seed } from "./properties";
import { shuffled, source } from "./source";

export const randomShuffle = stateless({
    token: "random:index/randomShuffle:RandomShuffle",
    noun: "random shuffle",
    properties: {
        keepers,
        seed,
        inputs: list(str(), { required: true, immutable: true }),
        resultCount: count("resultCount", 0),
        results: list(str(), { output: true }),
    },
    make: (inputs) => {
        const items = texts(inputs, "inputs");
        const wanted = (inputs.resultCount as number | undefined) || items.length;
        const from = source(text(inputs, "seed"));
        const results: string[] = [];
        // Whole rounds, so that no item comes a second time before every other has come once.
        while (items.length > 0 && results.length < wanted) results.push(...shuffled(from, items));
        return { id: "-", props: { results: results.slice(0, wanted) } };
    },
});
