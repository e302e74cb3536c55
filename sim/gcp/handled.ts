/**
 * What the provider does by itself, whatever the API does: names, project and region, references in any spelling, and what
 * the deletion policy says. Source: Terraform Google provider.
 */
import { str, type Property, type ResourceType } from "../core/definition";
import { text, type Props, type Value } from "../core/values";
import type { Place } from "../core/world";
import { lastSegment, selfLinkOf, type Kind } from "./kinds";

/** As the provider checks it: RFC 1035, at most 63 characters. */
const NAME = "^(?:[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?)$";

/** For `refuse`. */
export function refuseName(value: Value): string | undefined {
    return new RegExp(NAME).test(value as string)
        ? undefined
        : `"name" (${JSON.stringify(value)}) doesn't match regexp ${JSON.stringify(NAME)}`;
}

/** In a project, and deleted as it says. */
export const owned: Record<string, Property> = {
    project: str({ computed: true, immutable: true }),
    deletionPolicy: str({ computed: true, oneOf: ["DELETE", "PREVENT", "ABANDON"] }),
};

export const named: Property = str({ computed: true, imported: true, immutable: true, refuse: refuseName });

export const region: Property = str({ computed: true, immutable: true });

type Handled = Pick<ResourceType, "assume" | "canonical" | "outlives" | "release">;

/** `canonical`: spelling that differs from type to type. References become addresses without it. */
export function handled(
    properties: Record<string, Property>,
    canonical: (inputs: Props, from: Place) => Props = (inputs) => inputs,
): Handled {
    return {
        assume: (inputs, caller) => ({
            ...(inputs.project === undefined && caller.account !== "" ? { project: caller.account } : {}),
            deletionPolicy: "DELETE",
        }),
        canonical: (inputs, caller) => {
            const from = whence(inputs, caller);
            return canonical(withAddresses(properties, inputs, from), from);
        },
        outlives: (object) => object.props.deletionPolicy === "ABANDON",
        release: (_, object) => {
            if (object.props.deletionPolicy === "PREVENT") {
                throw new Error("Cannot destroy it as its deletionPolicy is PREVENT");
            }
        },
    };
}

/** For types with a name: where none is given it is made up, and where one is given a replacement has to wait for it. */
export const nameMadeUp: Pick<ResourceType, "autoName" | "deletesFirst"> = {
    autoName: { property: "name", maxLength: 63 },
    deletesFirst: true,
};

/** Project and region, or what the provider says where it finds none. */
export function demandPlace(kind: Pick<Kind, "scope">, props: Props): Place {
    const [account, location] = [text(props, "project"), text(props, "region")];
    if (account === undefined) {
        throw new Error("Failed to retrieve project, pid: , err: project: required field is not set");
    }
    if (kind.scope === "region" && location === undefined) {
        throw new Error("Cannot determine region: set in this resource, or set provider-level 'region' or 'zone'.");
    }
    return { account, region: location ?? "global" };
}

/** Where the inputs speak from: bare names in them mean what is there. */
function whence(inputs: Props, caller: Place): Place {
    return {
        account: text(inputs, "project") ?? caller.account,
        region: lastSegment(text(inputs, "region") ?? caller.region),
    };
}

/** Every reference as the API writes it, as an address; the region by its name. Unknown values stay. */
function withAddresses(properties: Record<string, Property>, inputs: Props, from: Place): Props {
    const written = Object.entries(inputs).map(([name, value]): [string, Value] => [
        name,
        addressed(properties[name], value, from),
    ]);
    if (text(inputs, "region") !== undefined) written.push(["region", from.region]);
    return Object.fromEntries(written);
}

function addressed(property: Property | undefined, value: Value, from: Place): Value {
    if (property === undefined || value === null) return value;
    if (typeof value === "string") {
        const id = value === "" ? undefined : property.ref?.idOf?.(value, from);
        return id === undefined ? value : selfLinkOf(id);
    }
    if (Array.isArray(value)) return value.map((one) => addressed(property.of, one, from));
    if (typeof value !== "object" || property.members === undefined) return value;
    const { members } = property;
    return Object.fromEntries(
        Object.entries(value).map(([name, member]) => [name, addressed(members[name], member, from)]),
    );
}
