/** A random text that anybody may see; it is the resource's id, too. */
import { str } from "../core/definition";
import { stateless } from "../core/stateless";
import { source } from "./source";
import { adoptText, assumeText, checkText, randomText, textProperties } from "./text";

export const randomString = stateless({
    token: "random:index/randomString:RandomString",
    noun: "random string",
    properties: { ...textProperties, result: str({ output: true }) },
    check: checkText,
    assume: assumeText,
    make: (inputs) => {
        const result = randomText(source(), inputs);
        return { id: result, props: { result } };
    },
    adopt: (imported) => ({ id: imported, props: adoptText(imported) }),
});
