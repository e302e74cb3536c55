/**
 * Resources as a program registers them with its engine. A test that takes the engine's place, such as a monitor of its own
 * behind the mocks of Pulumi's SDK, hands them over here and gets the network of a program that was never deployed.
 *
 * Source: pulumi/pulumi proto/pulumi/resource.proto, RegisterResourceRequest and its response.
 */
import { fromPreview, fromStackExport, type Resource } from "./resources";

/** One registration. Properties are as the engine's wire has them: what is not known, and what is secret, is marked as there. */
export interface Registration {
    /** "aws:ec2/vpc:Vpc" */
    readonly type: string;
    /** Names the stack, and the types of the parents. */
    readonly urn: string;
    /** False for components. */
    readonly custom: boolean;
    /** Undefined where the deployment will tell it. */
    readonly id?: string;
    readonly inputs: unknown;
    /** What the provider answered; nothing in a preview. */
    readonly outputs?: unknown;
    /** By input: the URNs of the resources that its value came from. */
    readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
    /** URN; empty or undefined where it has none. */
    readonly parent?: string;
    /** URN of the provider, with or without its id behind it. */
    readonly provider?: string;
    /** True of what the program only looks up: `Vpc.get`. */
    readonly isRead?: boolean;
}

/** The resources of a recorded program, in the order of their registrations: as a preview has them, or as they are deployed. */
export function fromRecording(
    registrations: readonly Registration[],
    when: "planned" | "deployed",
): readonly Resource[] {
    const steps = registrations.map(({ isRead, ...state }) => ({
        op: isRead === true ? "read" : "create",
        newState: state,
    }));
    const deployment = {
        resources: registrations.map(({ isRead, ...state }) => ({ ...state, external: isRead === true })),
    };
    const read = when === "planned" ? fromPreview({ steps }) : fromStackExport({ deployment });
    return "unreadable" in read ? [] : read;
}
