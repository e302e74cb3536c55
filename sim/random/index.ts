/** The package `random`: it needs no cloud, so this is no simulation of it but the same work done here. */
import type { Package } from "../core/definition";
import { randomBytes } from "./bytes";
import { randomId } from "./id";
import { randomInteger } from "./integer";
import { randomPassword } from "./password";
import { randomPet } from "./pet";
import { randomShuffle } from "./shuffle";
import { randomString } from "./string";
import { randomUuid, randomUuid4, randomUuid7 } from "./uuid";

export const random: Package = {
    name: "random",
    version: "4.21.2",
    types: [
        randomBytes,
        randomId,
        randomInteger,
        randomPassword,
        randomPet,
        randomShuffle,
        randomString,
        randomUuid,
        randomUuid4,
        randomUuid7,
    ],
    invokes: [],
    config: {},
    caller: () => ({ account: "", region: "", defaultTags: {} }),
};
