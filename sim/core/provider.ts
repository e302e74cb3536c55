/**
 * One package behind Pulumi's resource-provider protocol. Every provider instance of a program has a connection of its
 * own, and its account and region are those of its Configure call.
 */
import * as crypto from "node:crypto";
import * as grpc from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { checkProperties } from "./check";
import { parseConfig } from "./config";
import type { Caller, CheckFailure, InvokeType, Package, Property, ResourceType } from "./definition";
import type { Change } from "./diff";
import { ConnectionDropped, type Faults } from "./faults";
import { AfterCommit, type Lifecycle } from "./lifecycle";
import { failure, initFailure } from "./rpc-errors";
import { packageSchema } from "./schema";
import { markSecrets, secretNames } from "./secrets";
import { fromStruct, hasUnknown, text, toStruct, UNKNOWN, type Props } from "./values";
import type { World } from "./world";

/** Calls of one connection, until it breaks. */
interface Connections {
    callers: Map<string, Caller>;
    cut: (peer: string) => void;
}

type Done<T> = grpc.sendUnaryData<T>;
type Call<T> = grpc.ServerUnaryCall<T, unknown>;

export function providerMethods(
    pkg: Package,
    lifecycle: Lifecycle,
    world: World,
    faults: Faults,
    connections: Connections,
): IResourceProviderServer {
    const types = new Map(pkg.types.map((t) => [t.token, t]));
    const invokes = new Map(pkg.invokes.map((i) => [i.token, i]));

    const typeOf = (request: { getUrn(): string }): ResourceType => {
        const token = typeToken(request.getUrn());
        const type = types.get(token);
        if (type !== undefined) return type;
        throw new Error(
            `the simulated ${pkg.name} does not model the resource type ${token}; what it models: causeway sim types`,
        );
    };
    const callerOf = (call: Call<unknown>): Caller => {
        const caller = connections.callers.get(call.getPeer());
        if (caller === undefined)
            throw new Error(`this connection to the simulated ${pkg.name} was never configured, or broke since`);
        return { ...caller, hasLeft: () => call.cancelled };
    };
    /** Runs a method; what it throws becomes the status that the engine shows. */
    const answer =
        <Request, Response>(work: (call: Call<Request>) => Promise<Response> | Response) =>
        (call: grpc.ServerUnaryCall<Request, Response>, done: Done<Response>): void => {
            Promise.resolve()
                .then(() => work(call))
                .then(
                    (response) => done(null, response),
                    (error: unknown) => {
                        if (
                            error instanceof ConnectionDropped ||
                            (error instanceof AfterCommit && error.reason instanceof ConnectionDropped)
                        ) {
                            connections.cut(call.getPeer());
                        } else done(failure(error, pkg.refusal));
                    },
                );
        };

    return {
        handshake: answer(() => new pb.ProviderHandshakeResponse().setAcceptSecrets(true)),
        attach: answer(() => new Empty()),
        getPluginInfo: answer(() => new PluginInfo().setVersion(pkg.version)),
        getSchema: answer(() => new pb.GetSchemaResponse().setSchema(JSON.stringify(packageSchema(pkg)))),
        cancel: answer(() => new Empty()),
        getMapping: answer(() => new pb.GetMappingResponse()),
        getMappings: answer(() => new pb.GetMappingsResponse()),
        parameterize: unmodelled(pkg, "Parameterize"),
        call: unmodelled(pkg, "Call"),
        construct: unmodelled(pkg, "Construct"),
        list: (call) =>
            call.emit("error", {
                code: grpc.status.UNIMPLEMENTED,
                details: `the simulated ${pkg.name} does not model List`,
            }),

        checkConfig: answer((call: Call<pb.CheckRequest>) => {
            const given = fromStruct(call.request.getNews());
            const { config, unparsable } = parseConfig(pkg.config, given);
            const failures = [...unparsable, ...checkProperties(pkg.config, config)];
            if (failures.length === 0 && !hasUnknown(config)) failures.push(...(pkg.checkConfig?.(config) ?? []));
            return checked(pkg.config, given, failures, call.request.getNews());
        }),
        diffConfig: answer((call: Call<pb.DiffRequest>) => {
            const [olds, news] = [call.request.getOlds(), call.request.getNews()].map(
                (s) => parseConfig(pkg.config, fromStruct(s)).config,
            );
            return diffResponse(hasUnknown(news) ? [] : configChanges(pkg, olds ?? {}, news ?? {}));
        }),
        configure: answer((call: Call<pb.ConfigureRequest>) => {
            const { config } = parseConfig(pkg.config, fromStruct(call.request.getArgs()));
            connections.callers.set(call.getPeer(), pkg.caller(config));
            return new pb.ConfigureResponse().setSupportspreview(true).setAcceptsecrets(true);
        }),

        check: answer((call: Call<pb.CheckRequest>) => {
            const type = typeOf(call.request);
            const inputs = withAutoName(
                type,
                call.request,
                fromStruct(call.request.getNews()),
                fromStruct(call.request.getOlds()),
            );
            const failures = checkProperties(type.properties, inputs);
            if (failures.length === 0) failures.push(...(type.check?.(inputs, callerOf(call)) ?? []));
            return checked(type.properties, inputs, failures, call.request.getNews(), call.request.getOlds());
        }),
        diff: answer((call: Call<pb.DiffRequest>) => {
            const ignored = new Set(call.request.getIgnorechangesList());
            const type = typeOf(call.request);
            const changes = lifecycle
                .diff(type, callerOf(call), fromStruct(call.request.getOlds()), fromStruct(call.request.getNews()))
                .filter((change) => !ignored.has(change.property));
            const isMadeUp = fromStruct(call.request.getOldInputs())[MADE_UP_NAME] === true;
            // Not so where only the program asks for the replacement: the provider does not know of that.
            const replaces = changes.some((change) => change.replaces);
            return diffResponse(changes).setDeletebeforereplace(type.deletesFirst === true && replaces && !isMadeUp);
        }),
        create: answer(async (call: Call<pb.CreateRequest>) => {
            const [type, caller] = [typeOf(call.request), callerOf(call)];
            const source = call.request.getProperties();
            const inputs = fromStruct(source);
            if (call.request.getPreview()) {
                return new pb.CreateResponse().setProperties(
                    outgoing(type, lifecycle.preview(type, caller, inputs, UNKNOWN), source),
                );
            }
            const label = `creating ${type.noun}`;
            const created = await told(label, type, () => lifecycle.create(type, caller, inputs), source);
            return new pb.CreateResponse().setId(created.id).setProperties(outgoing(type, created.props, source));
        }),
        read: answer(async (call: Call<pb.ReadRequest>) => {
            const [type, caller] = [typeOf(call.request), callerOf(call)];
            const sources = [call.request.getProperties(), call.request.getInputs()];
            const [state = {}, inputs = {}] = sources.map(fromStruct);
            const [id, region] = splitImportId(type, call.request.getId(), state);
            const place = region === undefined ? state : { ...state, region };
            const found = await told(`reading ${named(type, id)}`, type, () => lifecycle.read(type, caller, id, place));
            if (found === undefined) return new pb.ReadResponse();
            return new pb.ReadResponse()
                .setId(found.id)
                .setProperties(outgoing(type, found.props, ...sources))
                .setInputs(outgoing(type, lifecycle.inputsOf(type, { inputs, state }, found.props), ...sources));
        }),
        update: answer(async (call: Call<pb.UpdateRequest>) => {
            const [type, caller] = [typeOf(call.request), callerOf(call)];
            const source = call.request.getNews();
            const [olds, news] = [fromStruct(call.request.getOlds()), fromStruct(source)];
            if (call.request.getPreview()) {
                const computed = Object.entries(type.properties).filter(
                    ([name, p]) => p.output === true || (p.computed === true && !(name in news)),
                );
                const kept: Props = {};
                for (const [name] of computed) kept[name] = olds[name] ?? null;
                return new pb.UpdateResponse().setProperties(
                    outgoing(type, { ...lifecycle.preview(type, caller, news, UNKNOWN), ...kept }, source),
                );
            }
            const id = call.request.getId();
            const updated = await told(
                `updating ${named(type, id)}`,
                type,
                () => lifecycle.update(type, caller, id, olds, news),
                source,
            );
            return new pb.UpdateResponse().setProperties(outgoing(type, updated.props, source));
        }),
        delete: answer(async (call: Call<pb.DeleteRequest>) => {
            const [type, caller, id] = [typeOf(call.request), callerOf(call), call.request.getId()];
            const state = fromStruct(call.request.getProperties());
            await told(`deleting ${named(type, id)}`, type, () => lifecycle.delete(type, caller, id, state));
            return new Empty();
        }),
        invoke: answer(async (call: Call<pb.InvokeRequest>) => {
            const invoke = invokes.get(call.request.getTok());
            if (invoke === undefined) {
                throw new Error(
                    `the simulated ${pkg.name} does not model the function ${call.request.getTok()}; what it models: causeway sim types`,
                );
            }
            return invoked(invoke, callerOf(call), fromStruct(call.request.getArgs()));
        }),
    };

    /** Adds what was being done to an error, and turns what happened after the commit into what the real provider reports. */
    async function told<T>(
        doing: string,
        type: ResourceType,
        work: () => Promise<T>,
        source = new Struct(),
    ): Promise<T> {
        try {
            return await work();
        } catch (error) {
            if (error instanceof ConnectionDropped) throw error;
            if (!(error instanceof AfterCommit)) throw failure(error, pkg.refusal, doing);
            if (error.reason instanceof ConnectionDropped) throw error;
            throw type.onTimeout === "partial"
                ? initFailure(
                      error.created.id,
                      outgoing(type, error.created.props, source),
                      source,
                      `${doing}: ${error.message}`,
                  )
                : failure(error.reason, pkg.refusal, doing);
        }
    }

    async function invoked(invoke: InvokeType, caller: Caller, args: Props): Promise<pb.InvokeResponse> {
        const failures = checkProperties(invoke.args, args);
        if (failures.length > 0) {
            return new pb.InvokeResponse().setFailuresList(
                failures.map((f) => new pb.CheckFailure().setProperty(f.property).setReason(f.reason)),
            );
        }
        const struck = faults.strike(invoke.token, "invoke");
        await faults.before(struck);
        const region = text(args, "region") ?? caller.region;
        const result = invoke.answer({ ...caller, region, world, now: Date.now() }, args);
        await faults.after(struck);
        return new pb.InvokeResponse().setReturn(toStruct(markSecrets(invoke.result, result)));
    }
}

/** The type token in a URN: after the last `$` of its third part. */
function typeToken(urn: string): string {
    const qualified = urn.split("::")[2] ?? "";
    return qualified.slice(qualified.lastIndexOf("$") + 1);
}

/** An import names another region as `id@region`. */
function splitImportId(type: ResourceType, id: string, state: Props): [string, string | undefined] {
    const at = type.stateless === undefined ? id.lastIndexOf("@") : -1;
    return at < 0 || Object.keys(state).length > 0 ? [id, undefined] : [id.slice(0, at), id.slice(at + 1)];
}

/** The resource in an error text. Without a cloud the id says nothing more, and may be the secret itself. */
function named(type: ResourceType, id: string): string {
    return type.stateless === undefined ? `${type.noun} (${id})` : type.noun;
}

/** The inputs with a physical name made up from the resource's name, kept once it is there. */
function withAutoName(type: ResourceType, request: pb.CheckRequest, inputs: Props, olds: Props): Props {
    const auto = type.autoName;
    if (auto === undefined || inputs[auto.property] !== undefined) return inputs;
    if (auto.unless !== undefined && inputs[auto.unless] !== undefined) return inputs;
    const note: Props = type.deletesFirst === true && auto.digits !== 0 ? { [MADE_UP_NAME]: true } : {};
    const kept = olds[auto.property];
    if (kept !== undefined) return { ...inputs, [auto.property]: kept, ...(olds[MADE_UP_NAME] === true ? note : {}) };
    const urn = request.getUrn();
    const { separator = "-", digits = 7 } = auto;
    const digest = crypto.createHash("sha256").update(request.getRandomseed_asU8()).update(urn).digest("hex");
    const suffix = digits === 0 ? "" : `${separator}${digest.slice(0, digits)}`;
    const name = urn.slice(urn.lastIndexOf("::") + 2).slice(0, auto.maxLength - suffix.length);
    return { ...inputs, [auto.property]: `${name}${suffix}`, ...note };
}

/** The note of a provider that deletes first: it made up the name itself, so the replacement can have another. */
const MADE_UP_NAME = "__createBeforeDelete";

/** Another account or region is another cloud, where nothing is of what was here; anything else changes in place. */
function configChanges(pkg: Package, olds: Props, news: Props): Change[] {
    if (JSON.stringify(identity(pkg, olds)) !== JSON.stringify(identity(pkg, news))) {
        return [{ property: "region", kind: "update", replaces: true }];
    }
    return Object.keys({ ...olds, ...news })
        .filter((name) => JSON.stringify(olds[name]) !== JSON.stringify(news[name]))
        .map((property) => ({ property, kind: "update", replaces: false }));
}

/** What makes two provider configurations the same cloud. */
function identity(pkg: Package, config: Props | undefined): unknown {
    try {
        const { account, region } = pkg.caller(config ?? {});
        return { account, region };
    } catch {
        return undefined;
    }
}

function checked(
    properties: Record<string, Property>,
    inputs: Props,
    failures: CheckFailure[],
    ...sources: (Struct | undefined)[]
): pb.CheckResponse {
    return new pb.CheckResponse()
        .setInputs(toStruct(markSecrets(properties, inputs, secretNames(...sources))))
        .setFailuresList(failures.map((f) => new pb.CheckFailure().setProperty(f.property).setReason(f.reason)));
}

const KINDS = {
    add: [pb.PropertyDiff.Kind.ADD, pb.PropertyDiff.Kind.ADD_REPLACE],
    update: [pb.PropertyDiff.Kind.UPDATE, pb.PropertyDiff.Kind.UPDATE_REPLACE],
    delete: [pb.PropertyDiff.Kind.DELETE, pb.PropertyDiff.Kind.DELETE_REPLACE],
} as const;

function diffResponse(changes: Change[]): pb.DiffResponse {
    const response = new pb.DiffResponse()
        .setChanges(
            changes.length === 0 ? pb.DiffResponse.DiffChanges.DIFF_NONE : pb.DiffResponse.DiffChanges.DIFF_SOME,
        )
        .setDiffsList(changes.map((c) => c.property))
        .setReplacesList(changes.filter((c) => c.replaces).map((c) => c.property))
        .setHasdetaileddiff(true);
    for (const change of changes) {
        response
            .getDetaileddiffMap()
            .set(change.property, new pb.PropertyDiff().setKind(KINDS[change.kind][change.replaces ? 1 : 0]));
    }
    return response;
}

/** `sources`: the messages whose secrets must stay secret. */
function outgoing(type: ResourceType, props: Props, ...sources: (Struct | undefined)[]): Struct {
    return toStruct(markSecrets(type.properties, props, secretNames(...sources)));
}

function unmodelled(pkg: Package, method: string): (call: unknown, done: Done<never>) => void {
    return (_, done) =>
        done({ code: grpc.status.UNIMPLEMENTED, details: `the simulated ${pkg.name} does not model ${method}` });
}
