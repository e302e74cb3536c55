/** On the wire itself: the client of the other tests takes the marks off. */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { checkProperties } from "../../../sim/core/check";
import { list, map, obj, str } from "../../../sim/core/definition";
import { markSecrets } from "../../../sim/core/secrets";
import { serve, type RunningClouds } from "../../../sim/core/server";
import { fromStruct, secret, toStruct, UNKNOWN, type Props } from "../../../sim/core/values";
import { World } from "../../../sim/core/world";
import { random } from "../../../sim/random";
import { tls } from "../../../sim/tls";

const KEY = "tls:index/privateKey:PrivateKey";
const PASSWORD = "random:index/randomPassword:RandomPassword";

/** How the engine knows a secret: `specialSigKey` and `specialSecretSig` in the runtime of @pulumi/pulumi. */
const MARK = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

let folder: string;
let clouds: RunningClouds;
let clients: Record<string, ResourceProviderClient>;

beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "causeway-secrets-"));
    clouds = await serve([random, tls], new World(folder, [...random.types, ...tls.types]), 100_000);
    const credentials = grpc.credentials.createInsecure();
    const connect = (port?: number): ResourceProviderClient =>
        new ResourceProviderClient(`127.0.0.1:${port}`, credentials);
    clients = { random: connect(clouds.ports.random), tls: connect(clouds.ports.tls) };
    for (const client of Object.values(clients)) {
        await call<pb.ConfigureResponse>((done) => client.configure(new pb.ConfigureRequest(), done));
    }
});
afterAll(async () => {
    for (const client of Object.values(clients)) client.close();
    await clouds.stop();
    fs.rmSync(folder, { recursive: true, force: true });
});

function call<T>(start: (done: (error: Error | null, response: T) => void) => unknown): Promise<T> {
    return new Promise((resolve, reject) =>
        start((error, response) => (error === null ? resolve(response) : reject(error))),
    );
}

const clientOf = (type: string): ResourceProviderClient => clients[type.split(":")[0] ?? ""] as ResourceProviderClient;
const urn = (type: string): string => `urn:pulumi:test::test::${type}::thing`;

async function created(type: string, inputs: Props, preview = false): Promise<object> {
    const request = new pb.CreateRequest().setUrn(urn(type)).setProperties(toStruct(inputs)).setPreview(preview);
    const response = await call<pb.CreateResponse>((done) => clientOf(type).create(request, done));
    return response.getProperties()?.toJavaScript() ?? {};
}

test("the private forms of a key are marked, the public ones are not", async () => {
    const wire = await created(KEY, { algorithm: "ED25519" });
    const marked = { ...MARK, value: expect.stringMatching(/PRIVATE KEY/) as string };
    expect(wire).toMatchObject({ privateKeyPem: marked, privateKeyPemPkcs8: marked, privateKeyOpenssh: marked });
    expect(wire).toMatchObject({ publicKeyPem: expect.stringMatching(/PUBLIC KEY/) as string });
});

test("a preview stays unknown", async () => {
    expect(await created(KEY, { algorithm: "ED25519" }, true)).toMatchObject({
        privateKeyPem: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    });
});

test("an imported password is marked, although no program has said that it is one", async () => {
    const request = new pb.ReadRequest().setUrn(urn(PASSWORD)).setId("hunter2");
    const response = await call<pb.ReadResponse>((done) => clientOf(PASSWORD).read(request, done));
    expect(response.getId()).toBe("none");
    expect(response.getProperties()?.toJavaScript()).toMatchObject({ result: { ...MARK, value: "hunter2" } });
    expect(JSON.stringify(response.getInputs()?.toJavaScript())).not.toContain("hunter2");
});

test("a key that a function is given comes back marked", async () => {
    const key = fromStruct(toStruct((await created(KEY, { algorithm: "ED25519" })) as Props));
    const args: Props = { privateKeyPem: key.privateKeyPem ?? "" };
    const request = new pb.InvokeRequest().setTok("tls:index/getPublicKey:getPublicKey").setArgs(toStruct(args));
    const response = await call<pb.InvokeResponse>((done) => clientOf(KEY).invoke(request, done));
    const wire = response.getReturn()?.toJavaScript() as Record<string, unknown>;
    expect(wire.privateKeyPem).toEqual({ ...MARK, value: key.privateKeyPem });
    expect(wire.publicKeyPem).toBe(key.publicKeyPem);
});

test("marks lie as deep as the secret does, and come off again", () => {
    const properties = {
        tunnels: list(obj({ name: str(), key: str({ secret: true }) })),
        keys: map(str({ secret: true })),
        late: str({ secret: true }),
    };
    const values: Props = { tunnels: [{ name: "a", key: "hunter2" }], keys: { b: "hunter3" }, late: UNKNOWN, other: 1 };
    const marked = markSecrets(properties, values);
    expect(marked).toEqual({
        tunnels: [{ name: "a", key: secret("hunter2") }],
        keys: { b: secret("hunter3") },
        late: UNKNOWN,
        other: 1,
    });
    expect(fromStruct(toStruct(marked))).toEqual(values);
});

test("what is wrong with a secret is said without the secret", () => {
    const properties = {
        key: str({ secret: true }),
        pair: list(str(), { secret: true }),
        mode: str({ secret: true, oneOf: ["a", "b"] }),
        open: str(),
    };
    const wrong: Props = { key: { pem: "hunter2" }, pair: [{ pem: "hunter2" }], mode: "hunter2", open: 5 };
    expect(checkProperties(properties, wrong)).toEqual([
        { property: "key", reason: "expected a string, got a object" },
        { property: "mode", reason: 'expected one of ["a","b"], got another' },
        { property: "open", reason: "expected a string, got a number (5)" },
        { property: "pair[0]", reason: "expected a string, got a object" },
    ]);
});
