/** Random bytes as a secret. */
import { str, type Made } from "../core/definition";
import { stateless } from "../core/stateless";
import { count, keepers } from "./properties";
import { source } from "./source";

export const randomBytes = stateless({
    token: "random:index/randomBytes:RandomBytes",
    noun: "random bytes",
    properties: {
        keepers,
        length: count("length", 1, { required: true }),
        base64: str({ output: true, secret: true }),
        hex: str({ output: true, secret: true }),
    },
    make: (inputs) => made(source()(inputs.length as number)),
    adopt: (id) => {
        const bytes = Buffer.from(id, "base64");
        if (id === "" || bytes.toString("base64") !== id) {
            throw new Error("Import Random bytes Error: the id is not a padded base64 string");
        }
        return { id, props: { ...made(bytes).props, length: bytes.length } };
    },
});

/** The id is the secret itself: so the Pulumi provider has it (`computeRandomBytesID` in its resources.go). */
function made(bytes: Buffer): Made {
    const base64 = bytes.toString("base64");
    return { id: base64, props: { base64, hex: bytes.toString("hex") } };
}
