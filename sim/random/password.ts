/** A random text that nobody may see, with its bcrypt hash. */
import * as bcrypt from "bcryptjs";
import { str } from "../core/definition";
import { stateless } from "../core/stateless";
import { source } from "./source";
import { adoptText, assumeText, checkText, randomText, textProperties } from "./text";

/** The cost that the real provider hashes with (bcrypt.DefaultCost of golang.org/x/crypto). */
const COST = 10;

/** Every password has this id, so that the id gives nothing away. */
const ID = "none";

export const randomPassword = stateless({
    token: "random:index/randomPassword:RandomPassword",
    noun: "random password",
    properties: {
        ...textProperties,
        result: str({ output: true, secret: true }),
        bcryptHash: str({ output: true, secret: true }),
    },
    check: checkText,
    assume: assumeText,
    make: async (inputs) => {
        const result = randomText(source(), inputs);
        return { id: ID, props: { result, bcryptHash: await hashOf(result) } };
    },
    adopt: async (imported) => ({
        id: ID,
        props: { ...adoptText(imported), bcryptHash: await hashOf(imported) },
    }),
});

/**
 * bcrypt reads the first 72 bytes only. Go writes the version as 2a where this library writes 2b: since 2014 both name the
 * same algorithm.
 */
async function hashOf(password: string): Promise<string> {
    const salt = await bcrypt.genSalt(COST);
    return bcrypt.hash(password, salt.replace("$2b$", "$2a$"));
}
