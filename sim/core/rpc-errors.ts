/** Errors as the engine understands them. */
import * as grpc from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { CloudError } from "./definition";

export class RpcFailure extends Error implements Partial<grpc.StatusObject> {
    constructor(
        readonly code: grpc.status,
        readonly details: string,
        readonly metadata?: grpc.Metadata,
    ) {
        super(details);
    }
}

/** How the AWS SDK writes down what the cloud refuses. */
const awsRefusal = (error: CloudError): string => `api error ${error.code}: ${error.message}`;

/** The status for anything thrown; a cloud's refusal is written as its provider writes it. */
export function failure(error: unknown, refusal = awsRefusal, doing?: string): RpcFailure {
    if (error instanceof RpcFailure) return error;
    const reason = error instanceof CloudError ? refusal(error) : (error as Error).message;
    return new RpcFailure(grpc.status.UNKNOWN, doing === undefined ? reason : `${doing}: ${reason}`);
}

/** The resource exists, but something after its creation failed: Pulumi keeps its id and state. */
export function initFailure(id: string, outputs: Struct, inputs: Struct, reason: string): RpcFailure {
    const detail = new ErrorResourceInitFailed()
        .setId(id)
        .setProperties(outputs)
        .setInputs(inputs)
        .setReasonsList([reason]);
    const any = new Any();
    any.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const status = new Status().setCode(grpc.status.UNKNOWN).setMessage(reason).setDetailsList([any]);
    const metadata = new grpc.Metadata();
    metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
    return new RpcFailure(grpc.status.UNKNOWN, reason, metadata);
}
