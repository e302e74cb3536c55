/** Who answers the rules' questions in the pack: the graph, read from the stack's resources. */
import { readNetwork } from "../../graph/read";
import type { Resource } from "../../graph/read/resources";
import { answersFrom } from "../answers";
import type { Questions } from "../questions";

export function questionsAbout(resources: readonly Resource[]): Questions {
    return answersFrom(readNetwork(resources));
}
