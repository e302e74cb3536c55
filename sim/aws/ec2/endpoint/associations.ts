/**
 * One table, subnet or security group more for an endpoint. EC2 does not know these as things of their own: the provider
 * changes the endpoint, and makes up an id. Sources: EC2 API reference (ModifyVpcEndpoint), Terraform AWS provider (ids,
 * imports, the default security group that is replaced).
 */
import { str, type Context, type Property, type Reference, type ResourceType } from "../../../core/definition";
import { text, texts } from "../../../core/values";
import type { CloudObject } from "../../../core/world";
import { region } from "../../place";
import { hashCode } from "../hash-code";
import { toEndpoint } from "./codes";
import { endpointOf } from "./endpoints";

export interface Association {
    token: string;
    noun: string;
    /** The property that names what is associated, and that of the endpoint that lists them. */
    property: string;
    listed: string;
    to: Reference;
    /** The provider's answer to an import that names something else than the endpoint and its partner. */
    wrongImport: (named: string) => string;
    more?: Record<string, Property>;
    /** Refuses it, or does what comes along with it. `endpoint.props` may be changed. */
    add: (context: Context, endpoint: CloudObject, association: CloudObject, id: string) => void;
    /** What comes along with the end of it. */
    left?: (context: Context, endpoint: CloudObject, association: CloudObject) => void;
    seconds?: ResourceType["seconds"];
    onTimeout: ResourceType["onTimeout"];
}

export function association(of: Association): ResourceType {
    const partner = (object: CloudObject): string => text(object.props, of.property) ?? "";
    return {
        token: of.token,
        noun: of.noun,
        id: (inputs) => associationId(text(inputs, "vpcEndpointId") ?? "", text(inputs, of.property) ?? ""),
        properties: {
            region,
            vpcEndpointId: str({ required: true, immutable: true, ref: toEndpoint }),
            [of.property]: str({ required: true, immutable: true, ref: of.to }),
            ...of.more,
        },
        create: (context, draft) => {
            const endpoint = endpointOf(context.world, draft);
            if (endpoint === undefined) return;
            const id = partner(draft);
            of.add(context, endpoint, draft, id);
            change(context, endpoint, of.listed, [...new Set([...texts(endpoint.props, of.listed), id])]);
        },
        view: ({ world }, object) => {
            const endpoint = endpointOf(world, object);
            return endpoint !== undefined && texts(endpoint.props, of.listed).includes(partner(object))
                ? {}
                : undefined;
        },
        remove: (context, object) => {
            const endpoint = endpointOf(context.world, object);
            if (endpoint === undefined) return;
            of.left?.(context, endpoint, object);
            const kept = texts(endpoint.props, of.listed).filter((id) => id !== partner(object));
            change(context, endpoint, of.listed, kept);
        },
        gone: toEndpoint.missing,
        importId: ({ world, account, region }, named) => {
            const [endpoint = "", id = "", ...more] = named.split("/");
            if (endpoint === "" || id === "" || more.length > 0) {
                throw new Error(of.wrongImport(named));
            }
            return world.get(of.token, { account, region }, associationId(endpoint, id))?.id;
        },
        ...(of.seconds === undefined ? {} : { seconds: of.seconds }),
        onTimeout: of.onTimeout,
    };
}

function change({ world }: Context, endpoint: CloudObject, property: string, ids: string[]): void {
    world.put({ ...endpoint, props: { ...endpoint.props, [property]: ids } });
}

/** As the provider makes it up. */
function associationId(endpoint: string, id: string): string {
    return `a-${endpoint}${hashCode(id)}`;
}
