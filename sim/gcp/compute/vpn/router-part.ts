/** What interfaces, sessions and route policies have in common: the API has them as parts of their router. */
import { str, type Property, type ResourceType } from "../../../core/definition";
import { notFound } from "../../errors";
import { lastSegment, ROUTER, to } from "../../kinds";

export const ofRouter: Property = str({
    required: true,
    immutable: true,
    ref: { ...to(ROUTER, "router"), part: true, missing: notFound },
});

/** For types that know their router by its name, however it is written. */
export function routerByName({ canonical }: Pick<ResourceType, "canonical">): NonNullable<ResourceType["canonical"]> {
    return (inputs, caller) => {
        const { router } = inputs;
        const name = typeof router === "string" ? lastSegment(router) : router;
        return { ...canonical?.(inputs, caller), ...(name === undefined ? {} : { router: name }) };
    };
}
