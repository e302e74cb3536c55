/**
 * Runs a Pulumi program without an engine, as a preview would and as a deployment would: the same SDK serializes its inputs and
 * tells what each came from, and a monitor in the engine's place keeps both. A deployment gives ids and what AWS computes.
 */
import * as pulumi from "@pulumi/pulumi";
import * as resproto from "@pulumi/pulumi/proto/resource_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { fromRecording, type Registration } from "../../graph/read/recording";
import type { Resource } from "../../graph/read/resources";
import { computedOf, type Json, type Props } from "./computed";

const [PROJECT, STACK] = ["net", "dev"];

export type When = "planned" | "deployed";
type Registered = Registration & { readonly inputs: Props; readonly outputs?: Props };

/** A component that another process builds, as those of awsx: what it makes, and what its outputs came from. */
export type Construct = (
    make: Make,
    name: string,
    inputs: Props,
) => Readonly<Record<string, { value: Json; from: readonly string[] }>>;
/** Makes a resource below the component. */
export type Make = (
    type: string,
    name: string,
    inputs: Props,
    from: Readonly<Record<string, readonly string[]>>,
) => Made;
export interface Made {
    readonly urn: string;
    /** An output, or the id; the engine's mark for unknown values where only the deployment tells it. */
    readonly out: (name: string) => Json;
}

/** What a program registers, once everything that waits for something else has been registered too. */
export async function record(
    program: () => void,
    when: When,
    constructs: Readonly<Record<string, Construct>> = {},
): Promise<readonly Resource[]> {
    const monitor = new Monitor(when, constructs);
    pulumi.runtime.setMockOptions(monitor, PROJECT, STACK, when === "planned");
    // The SDK keeps a stack for everything that it registers, which here nobody reads.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
        program();
        await pulumi.runtime.disconnect();
    } finally {
        Error.stackTraceLimit = stackTraceLimit;
    }
    if (monitor.failure !== undefined) throw monitor.failure;
    return fromRecording(monitor.registered, when);
}

type Answer<T> = (error: Error | null, response: T) => void;

class Monitor {
    readonly registered: Registered[] = [];
    failure: Error | undefined;

    constructor(
        private readonly when: When,
        private readonly constructs: Readonly<Record<string, Construct>>,
    ) {}

    registerResource(
        request: resproto.RegisterResourceRequest,
        answer: Answer<resproto.RegisterResourceResponse>,
    ): void {
        const from: Record<string, string[]> = {};
        request.getPropertydependenciesMap().forEach((urns, property) => (from[property] = urns.getUrnsList()));
        const inputs = (request.getObject()?.toJavaScript() ?? {}) as Props;
        const [type, name, parent] = [request.getType(), request.getName(), request.getParent()];
        const frame = { type, custom: request.getCustom(), inputs, propertyDependencies: from, parent };
        const own = this.keep(name, { ...frame, provider: request.getProvider() });
        const response = new resproto.RegisterResourceResponse();
        response.setUrn(own.urn);
        response.setId(own.id ?? "");
        let outputs: Props = { ...inputs, ...own.outputs };
        if (request.getRemote()) {
            const made = this.construct(own, name);
            outputs = Object.fromEntries(Object.entries(made).map(([key, { value }]) => [key, value]));
            for (const [key, { from: urns }] of Object.entries(made)) {
                const dependencies = new resproto.RegisterResourceResponse.PropertyDependencies();
                dependencies.setUrnsList([...urns]);
                response.getPropertydependenciesMap().set(key, dependencies);
            }
        }
        response.setObject(Struct.fromJavaScript(outputs));
        answer(null, response);
    }

    readResource(request: resproto.ReadResourceRequest, answer: Answer<resproto.ReadResourceResponse>): void {
        const inputs = (request.getProperties()?.toJavaScript() ?? {}) as Props;
        const frame = { type: request.getType(), custom: true, inputs, propertyDependencies: {}, isRead: true };
        const { urn } = this.keep(request.getName(), { ...frame, parent: request.getParent() }, request.getId());
        const response = new resproto.ReadResourceResponse();
        response.setUrn(urn);
        response.setProperties(Struct.fromJavaScript(inputs));
        answer(null, response);
    }

    invoke(request: resproto.ResourceInvokeRequest, answer: Answer<undefined>): void {
        this.failure = new Error(`nothing may be asked of a cloud, such as ${request.getTok()}`);
        answer(this.failure, undefined);
    }

    registerResourceOutputs(_: unknown, answer: Answer<object>): void {
        answer(null, {});
    }

    supportsFeature(_: unknown, answer: Answer<{ getHassupport: () => boolean }>): void {
        answer(null, { getHassupport: () => false });
    }

    private keep(name: string, frame: Omit<Registered, "urn" | "id" | "outputs">, id?: string): Registered {
        const parents = frame.parent === undefined || frame.parent === "" ? "" : `${frame.parent.split("::")[2]}$`;
        const urn = `urn:pulumi:${STACK}::${PROJECT}::${parents}${frame.type}::${name}`;
        const computed = this.when === "planned" || !frame.custom ? undefined : computedOf(urn, frame, this.registered);
        const known = id ?? computed?.id;
        const registered: Registered = {
            ...frame,
            urn,
            ...(known === undefined ? {} : { id: known }),
            ...(computed === undefined ? {} : { outputs: { ...frame.inputs, ...computed.outputs } }),
        };
        this.registered.push(registered);
        return registered;
    }

    private construct(component: Registered, name: string): ReturnType<Construct> {
        const construct = this.constructs[component.type];
        if (construct === undefined) throw new Error(`nothing constructs ${component.type}`);
        const make: Make = (type, child, inputs, from) => {
            const frame = { type, custom: true, inputs, propertyDependencies: from, parent: component.urn };
            const { urn, id, outputs } = this.keep(child, frame);
            const known: Props = { ...inputs, ...outputs, ...(id === undefined ? {} : { id }) };
            return { urn, out: (output) => known[output] ?? pulumi.runtime.unknownValue };
        };
        return construct(make, name, component.inputs);
    }
}
