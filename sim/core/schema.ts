/** The package schema that `pulumi import` and `pulumi package get-schema` ask for, made from the definitions. */
import type { Package, Property, ResourceType } from "./definition";

type Json = Record<string, unknown>;

export function packageSchema(pkg: Package): Json {
    return {
        name: pkg.name,
        version: pkg.version,
        description: `The part of ${pkg.name} that Causeway's simulated clouds model`,
        config: { variables: members(pkg.config, isInput) },
        provider: { inputProperties: members(pkg.config, isInput), requiredInputs: required(pkg.config) },
        // Every segment of a token but the last names the module: "ec2/vpc" lives in module "ec2".
        meta: { moduleFormat: "(.*)(?:/[^/]*)" },
        language: { nodejs: { packageName: `@pulumi/${pkg.name}` } },
        resources: Object.fromEntries(pkg.types.map((type) => [type.token, resource(type)])),
        functions: Object.fromEntries(
            pkg.invokes.map((invoke) => [
                invoke.token,
                {
                    inputs: {
                        type: "object",
                        properties: members(invoke.args, isInput),
                        required: required(invoke.args),
                    },
                    outputs: { type: "object", properties: members(invoke.result, () => true) },
                },
            ]),
        ),
    };
}

function resource(type: ResourceType): Json {
    const always = Object.entries(type.properties).filter(
        ([, p]) => p.output === true || p.required === true || p.default !== undefined,
    );
    return {
        description: type.noun,
        properties: members(type.properties, () => true),
        required: always.map(([name]) => name),
        inputProperties: members(type.properties, isInput),
        requiredInputs: required(type.properties),
    };
}

const isInput = (property: Property): boolean => property.output !== true;

function members(properties: Record<string, Property>, keep: (property: Property) => boolean): Json {
    return Object.fromEntries(
        Object.entries(properties)
            .filter(([, property]) => keep(property))
            .map(([name, property]) => [
                name,
                {
                    ...typeSpec(property),
                    ...(property.immutable === true ? { replaceOnChanges: true } : {}),
                    ...(property.secret === true ? { secret: true } : {}),
                },
            ]),
    );
}

function required(properties: Record<string, Property>): string[] {
    return Object.entries(properties)
        .filter(([, property]) => property.required === true)
        .map(([name]) => name);
}

function typeSpec(property: Property): Json {
    switch (property.shape) {
        case "list":
            return { type: "array", items: typeSpec(property.of ?? { shape: "any" }) };
        case "map":
            return { type: "object", additionalProperties: typeSpec(property.of ?? { shape: "any" }) };
        case "object":
        case "any":
            return { $ref: "pulumi.json#/Any" };
        default:
            return { type: property.shape };
    }
}
