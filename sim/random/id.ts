/** Random bytes as an identifier, written in several ways; none of them is secret. */
import { str } from "../core/definition";
import { stateless } from "../core/stateless";
import { text, type Props } from "../core/values";
import { count, keepers } from "./properties";
import { source } from "./source";

export const randomId = stateless({
    token: "random:index/randomId:RandomId",
    noun: "random id",
    properties: {
        keepers,
        byteLength: count("byteLength", 1, { required: true }),
        prefix: str({ immutable: true }),
        b64Std: str({ output: true }),
        b64Url: str({ output: true }),
        dec: str({ output: true }),
        hex: str({ output: true }),
    },
    make: (inputs) => {
        const bytes = source()(inputs.byteLength as number);
        return { id: bytes.toString("base64url"), props: spellings(bytes, text(inputs, "prefix") ?? "") };
    },
    /** `[prefix,]base64url`: what is after the last comma is the id. */
    adopt: (imported) => {
        const comma = imported.lastIndexOf(",");
        const [prefix, id] = [imported.slice(0, Math.max(comma, 0)), imported.slice(comma + 1)];
        const bytes = Buffer.from(id, "base64url");
        if (id === "" || bytes.toString("base64url") !== id) {
            throw new Error(`Import Random ID Error: '${id}' is not base64 with the URL-friendly alphabet, unpadded`);
        }
        const props: Props = { ...spellings(bytes, prefix), byteLength: bytes.length };
        return { id, props: prefix === "" ? props : { ...props, prefix } };
    },
});

function spellings(bytes: Buffer, prefix: string): Props {
    return {
        b64Std: prefix + bytes.toString("base64"),
        b64Url: prefix + bytes.toString("base64url"),
        dec: prefix + BigInt(`0x${bytes.toString("hex")}`).toString(),
        hex: prefix + bytes.toString("hex"),
    };
}
