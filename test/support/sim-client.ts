/** Talks to the simulated clouds over their protocol, without an engine: for tests of what a type refuses and computes. */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import type { Package } from "../../sim/core/definition";
import { Faults } from "../../sim/core/faults";
import { serve } from "../../sim/core/server";
import { fromStruct, toStruct, UNKNOWN, type Props } from "../../sim/core/values";
import { World } from "../../sim/core/world";

export { UNKNOWN };

/** A resource as a test holds it between calls. */
export interface Deployed {
    type: string;
    id: string;
    inputs: Props;
    state: Props;
}

export interface Difference {
    changed: string[];
    replaces: string[];
}

/** One configured provider instance. Every method rejects with the message that the engine would show. */
export interface SimClient {
    /** Failures as "property: reason", sorted as reported. */
    check(type: string, inputs: Props, olds?: Props): Promise<string[]>;
    /** Inputs as check completes them (physical names). Throws when there are failures. */
    checked(type: string, inputs: Props, olds?: Props): Promise<Props>;
    preview(type: string, inputs: Props): Promise<Props>;
    /** Checks, then creates. */
    create(type: string, inputs: Props): Promise<Deployed>;
    /** What it is now; undefined when gone. */
    read(resource: Deployed): Promise<Deployed | undefined>;
    import(type: string, id: string): Promise<Deployed | undefined>;
    diff(resource: Deployed, inputs: Props): Promise<Difference>;
    /** True when what `inputs` replace is deleted before its successor is made. */
    deletesFirst(resource: Deployed, inputs: Props): Promise<boolean>;
    update(resource: Deployed, inputs: Props): Promise<Deployed>;
    delete(resource: Deployed): Promise<void>;
    invoke(token: string, args: Props): Promise<Props>;
    schema(): Promise<Record<string, unknown>>;
}

export interface TestClouds {
    world: World;
    faults: Faults;
    /** A provider instance of its own, configured with `config`. Rejects when the configuration is refused. */
    provider(pkg: string, config?: Props): Promise<SimClient>;
    stop(): Promise<void>;
}

/** Clouds that the tests of a file have in common. */
export interface SharedClouds extends TestClouds {
    /** A provider instance for all of these tests. It can be handed on at once, and called when they run. */
    client(pkg: string, config?: Props): SimClient;
}

/** Clouds that start before the tests of a file, are emptied after each of them, and stop after the last. */
export function useClouds(packages: readonly Package[]): SharedClouds {
    const shared = {} as SharedClouds;
    shared.client = (pkg, config) => {
        const client = Object.create(Client.prototype) as Client;
        beforeAll(async () => void Object.assign(client, await shared.provider(pkg, config)));
        return client;
    };
    beforeAll(async () => void Object.assign(shared, await startClouds(packages)));
    afterEach(() => shared.world.clear());
    afterAll(() => shared.stop());
    return shared;
}

/** Fresh clouds in a folder of their own, to be stopped in the end. */
async function startClouds(packages: readonly Package[]): Promise<TestClouds> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "causeway-sim-"));
    const world = new World(
        folder,
        packages.flatMap((p) => p.types),
    );
    const clouds = await serve(packages, world, 100_000);
    const clients: ResourceProviderClient[] = [];
    return {
        world,
        faults: new Faults(world),
        provider: async (pkg, config = {}) => {
            const address = `127.0.0.1:${clouds.ports[pkg]}`;
            // A channel of its own: provider instances are told apart by their connection.
            const options = { "grpc.use_local_subchannel_pool": 1 };
            const client = new ResourceProviderClient(address, grpc.credentials.createInsecure(), options);
            clients.push(client);
            await configure(client, pkg, config);
            return new Client(client);
        },
        stop: async () => {
            for (const client of clients) client.close();
            await clouds.stop();
            fs.rmSync(folder, { recursive: true, force: true });
        },
    };
}

async function configure(client: ResourceProviderClient, pkg: string, config: Props): Promise<void> {
    const asText = Object.fromEntries(
        Object.entries(config).map(([k, v]) => [k, typeof v === "string" ? v : JSON.stringify(v)]),
    );
    const urn = `urn:pulumi:test::test::pulumi:providers:${pkg}::default`;
    const check = new pb.CheckRequest().setUrn(urn).setNews(toStruct(asText));
    const checked = await call<pb.CheckResponse>((done) => client.checkConfig(check, done));
    refuseFailures(checked.getFailuresList());
    const request = new pb.ConfigureRequest().setArgs(toStruct(asText));
    await call<pb.ConfigureResponse>((done) => client.configure(request, done));
}

class Client implements SimClient {
    constructor(private readonly rpc: ResourceProviderClient) {}

    async check(type: string, inputs: Props, olds: Props = {}): Promise<string[]> {
        const response = await this.runCheck(type, inputs, olds);
        return response.getFailuresList().map((f) => `${f.getProperty()}: ${f.getReason()}`);
    }

    async checked(type: string, inputs: Props, olds: Props = {}): Promise<Props> {
        const response = await this.runCheck(type, inputs, olds);
        refuseFailures(response.getFailuresList());
        return fromStruct(response.getInputs());
    }

    async preview(type: string, inputs: Props): Promise<Props> {
        const request = new pb.CreateRequest().setUrn(urn(type)).setProperties(toStruct(inputs)).setPreview(true);
        const response = await call<pb.CreateResponse>((done) => this.rpc.create(request, done));
        return fromStruct(response.getProperties());
    }

    async create(type: string, given: Props): Promise<Deployed> {
        const inputs = await this.checked(type, given);
        const request = new pb.CreateRequest().setUrn(urn(type)).setProperties(toStruct(inputs));
        const response = await call<pb.CreateResponse>((done) => this.rpc.create(request, done));
        return { type, id: response.getId(), inputs, state: fromStruct(response.getProperties()) };
    }

    async read(resource: Deployed): Promise<Deployed | undefined> {
        const request = new pb.ReadRequest()
            .setUrn(urn(resource.type))
            .setId(resource.id)
            .setProperties(toStruct(resource.state))
            .setInputs(toStruct(resource.inputs));
        const response = await call<pb.ReadResponse>((done) => this.rpc.read(request, done));
        if (response.getId() === "") return undefined;
        const [state, inputs] = [fromStruct(response.getProperties()), fromStruct(response.getInputs())];
        return { type: resource.type, id: response.getId(), inputs, state };
    }

    import(type: string, id: string): Promise<Deployed | undefined> {
        return this.read({ type, id, inputs: {}, state: {} });
    }

    async diff(resource: Deployed, inputs: Props): Promise<Difference> {
        const response = await this.runDiff(resource, inputs);
        return { changed: response.getDiffsList().sort(), replaces: response.getReplacesList().sort() };
    }

    async deletesFirst(resource: Deployed, inputs: Props): Promise<boolean> {
        return (await this.runDiff(resource, inputs)).getDeletebeforereplace();
    }

    async update(resource: Deployed, given: Props): Promise<Deployed> {
        const inputs = await this.checked(resource.type, given, resource.inputs);
        const request = new pb.UpdateRequest()
            .setUrn(urn(resource.type))
            .setId(resource.id)
            .setOlds(toStruct(resource.state))
            .setOldInputs(toStruct(resource.inputs))
            .setNews(toStruct(inputs));
        const response = await call<pb.UpdateResponse>((done) => this.rpc.update(request, done));
        return { ...resource, inputs, state: fromStruct(response.getProperties()) };
    }

    async delete(resource: Deployed): Promise<void> {
        const request = new pb.DeleteRequest()
            .setUrn(urn(resource.type))
            .setId(resource.id)
            .setProperties(toStruct(resource.state))
            .setOldInputs(toStruct(resource.inputs));
        await call((done) => this.rpc.delete(request, done));
    }

    async invoke(token: string, args: Props): Promise<Props> {
        const request = new pb.InvokeRequest().setTok(token).setArgs(toStruct(args));
        const response = await call<pb.InvokeResponse>((done) => this.rpc.invoke(request, done));
        refuseFailures(response.getFailuresList());
        return fromStruct(response.getReturn());
    }

    async schema(): Promise<Record<string, unknown>> {
        const response = await call<pb.GetSchemaResponse>((done) =>
            this.rpc.getSchema(new pb.GetSchemaRequest(), done),
        );
        return JSON.parse(response.getSchema()) as Record<string, unknown>;
    }

    private runDiff(resource: Deployed, inputs: Props): Promise<pb.DiffResponse> {
        const request = new pb.DiffRequest()
            .setUrn(urn(resource.type))
            .setId(resource.id)
            .setOlds(toStruct(resource.state))
            .setOldInputs(toStruct(resource.inputs))
            .setNews(toStruct(inputs));
        return call<pb.DiffResponse>((done) => this.rpc.diff(request, done));
    }

    private runCheck(type: string, inputs: Props, olds: Props): Promise<pb.CheckResponse> {
        const request = new pb.CheckRequest()
            .setUrn(urn(type))
            .setNews(toStruct(inputs))
            .setOlds(toStruct(olds))
            .setRandomseed(Buffer.from("seed"));
        return call<pb.CheckResponse>((done) => this.rpc.check(request, done));
    }
}

function urn(type: string): string {
    return `urn:pulumi:test::test::${type}::thing`;
}

function refuseFailures(failures: pb.CheckFailure[]): void {
    if (failures.length > 0) throw new Error(failures.map((f) => `${f.getProperty()}: ${f.getReason()}`).join("\n"));
}

function call<T>(start: (done: (error: grpc.ServiceError | null, response: T) => void) => unknown): Promise<T> {
    return new Promise((resolve, reject) => {
        start((error, response) => (error === null ? resolve(response) : reject(new Error(error.details))));
    });
}
