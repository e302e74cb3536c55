/** What holds for every modelled type of Google Cloud, as tests: a file gives one working example of each type. */
import { gcp } from "../../sim/gcp";
import type { Props, Value } from "../../sim/core/values";
import { CONFIG, PROJECT, UNCHANGED } from "./gcp";
import { decidedInputs, modelledTypes, sdkTypes } from "./sdk-types";
import { UNKNOWN, useClouds, type SimClient, type TestClouds } from "./sim-client";

export interface GcpCase {
    type: string;
    noun: string;
    /** Inputs that work, in `region` or in that of the provider; makes what they name. */
    inputs: (client: SimClient, region?: string) => Promise<Props>;
    required: string[];
    /** What the cloud answers when the property names nothing, by property. */
    dangling: Record<string, [value: Value, answer: string]>;
    /** Refused together with something else: what else to leave out when the property dangles. */
    without?: Record<string, string[]>;
    /** Unknown until it is created, labels apart. */
    unknown: string[];
    /** Of these, those that may be given. */
    optional?: string[];
    replaced: Record<string, Value>;
    updated: Record<string, Value>;
    /** The id of what `inputs` make, without region in it where it is global. */
    id: (region: string) => string | RegExp;
    /** Shorter forms that an import takes, of the same. */
    imports: string[];
    /** Never read back, so an import knows nothing of it. */
    unread?: string[];
    global?: boolean;
    /** Google makes up its id, so it is made as often as one asks. */
    unnamed?: boolean;
    /** Where it lies is no `region`. */
    elsewhere?: boolean;
}

export interface GcpModule {
    module: string;
    /** What is refused by name, by type. */
    absent: Record<string, string[]>;
    /** Outputs of the SDK that are not modelled either, by type. */
    absentOutputs?: Record<string, string[]>;
    /** Always there in the SDK because the provider has a default, by type. */
    defaulted?: Record<string, string[]>;
    cases: GcpCase[];
}

const REGION = "us-east1";

export function testEveryGcpType(service: GcpModule): void {
    const clouds = useClouds([gcp]);
    const client = clouds.client("gcp", CONFIG);
    const modelled = modelledTypes(gcp).filter(({ token }) => token.startsWith(`gcp:${service.module}/`));

    test("the cases cover every modelled type", () => {
        expect(service.cases.map((c) => c.type).sort()).toEqual(modelled.map((t) => t.token));
    });

    describe("the properties are those of the SDK", () => {
        const sdk = sdkTypes("gcp", service.module);
        const realOf = (token: string) => sdk.find((type) => type.token === token)!;

        test.each(modelled)("$token", ({ token, inputs, outputs, secrets }) => {
            const real = realOf(token);
            expect([...inputs, ...(service.absent[token] ?? [])].sort()).toEqual(real.inputs);
            expect([...outputs, ...(service.absentOutputs?.[token] ?? [])].sort()).toEqual(real.outputs);
            expect(secrets).toEqual(real.secrets);
        });

        test.each(modelled)("$token leaves to the cloud what the SDK says is always there", ({ token }) => {
            const { properties } = gcp.types.find((type) => type.token === token)!;
            const computed = Object.keys(properties).filter((name) => properties[name]?.computed === true);
            const expected = decidedInputs("gcp", realOf(token)).filter(
                (name) => name in properties && service.defaulted?.[token]?.includes(name) !== true,
            );
            expect(computed.sort()).toEqual(expected);
        });
    });

    describe.each(service.cases)("$type", (c) => testType(c, clouds, client));
}

function testType(c: GcpCase, clouds: TestClouds, client: SimClient): void {
    const { properties } = gcp.types.find((t) => t.token === c.type)!;
    const [labelled, prints] = ["effectiveLabels" in properties, "labelFingerprint" in properties];

    test("names every missing input at once", async () => {
        const failures = await client.check(c.type, {});
        expect(failures.filter((f) => f.includes("Missing required property"))).toEqual(
            c.required.map((p) => `${p}: Missing required property '${p}'`),
        );
    });

    test("refuses an unknown property, and outputs as inputs", async () => {
        const merged = labelled ? ["effectiveLabels", "pulumiLabels"] : [];
        const outputs = [...c.unknown, ...merged, ...(prints ? ["labelFingerprint"] : [])];
        const given = [...outputs.filter((name) => c.optional?.includes(name) !== true), "banana"].sort();
        const inputs = {
            ...(await c.inputs(client)),
            ...Object.fromEntries(given.map((name) => [name, "x"])),
        };
        expect(await client.check(c.type, inputs)).toEqual(
            given.map((name) => `${name}: Invalid or unknown key "${name}"`),
        );
    });

    test("refuses to name what does not exist, and leaves nothing behind", async () => {
        const inputs = await c.inputs(client);
        const before = clouds.world.everything();
        for (const [property, [value, answer]] of Object.entries(c.dangling)) {
            const wanted: Props = { ...without(inputs, c.without?.[property]), [property]: value };
            await expect(client.create(c.type, wanted)).rejects.toThrow(
                `creating ${c.noun}: googleapi: Error ${answer}`,
            );
        }
        expect(clouds.world.everything()).toEqual(before);
    });

    test("has an id that says where it is, and is found by it and by shorter forms", async () => {
        const made = await client.create(c.type, await c.inputs(client));
        expect(made.id).toEqual(expect.stringMatching(exactly(c.id(REGION))));
        for (const form of [made.id, ...c.imports]) {
            const imported = (await client.import(c.type, form))!;
            expect(imported.id).toBe(made.id);
            expect(imported.state).toEqual(without(made.state, c.unread));
        }
    });

    test("is imported with inputs that change nothing", async () => {
        const made = await client.create(c.type, await c.inputs(client));
        const imported = (await client.import(c.type, made.id))!;
        const completed: Props = { ...imported.inputs };
        for (const name of c.unread ?? []) completed[name] = made.inputs[name] ?? null;
        expect(await client.check(c.type, completed)).toEqual([]);
        const checked = await client.checked(c.type, completed, completed);
        const changed = (await client.diff(imported, checked)).changed;
        expect(changed).toEqual(c.unread ?? []);
    });

    test("is made once under its name", async () => {
        const made = await client.create(c.type, await c.inputs(client));
        const before = clouds.world.everything();
        if (c.unnamed === true) {
            expect((await client.create(c.type, made.inputs)).id).not.toBe(made.id);
            return;
        }
        await expect(client.create(c.type, made.inputs)).rejects.toThrow(/already/);
        expect(clouds.world.everything()).toEqual(before);
    });

    test("leaves in a preview unknown what only the cloud knows", async () => {
        const inputs = await c.inputs(client);
        const before = clouds.world.everything();
        const shown = await client.preview(c.type, inputs);
        const unknown = Object.keys(shown).filter((name) => shown[name] === UNKNOWN);
        const more = prints ? ["labelFingerprint"] : [];
        expect(unknown.sort()).toEqual([...c.unknown, ...more].sort());
        expect(clouds.world.everything()).toEqual(before);
    });

    test("previews a program in which nothing is known yet", async () => {
        const inputs: Props = {};
        for (const name of Object.keys(await c.inputs(client))) inputs[name] = UNKNOWN;
        expect(await client.check(c.type, inputs)).toEqual([]);
        expect(await client.preview(c.type, inputs)).toMatchObject(inputs);
    });

    test("is unchanged after creation and after reading it again", async () => {
        const made = await client.create(c.type, await c.inputs(client));
        expect(await client.diff(made, made.inputs)).toEqual(UNCHANGED);
        const read = (await client.read(made))!;
        expect(read.state).toEqual(made.state);
        expect(await client.diff(read, made.inputs)).toEqual(UNCHANGED);
        expect(await client.diff(read, read.inputs)).toEqual(UNCHANGED);
    });

    test("lives in the region that it names, or in none", async () => {
        const region = c.global === true ? undefined : "europe-west1";
        const made = await client.create(c.type, await c.inputs(client, region));
        expect(made.state.region).toBe(c.elsewhere === true ? undefined : region);
        expect(made.id).toEqual(expect.stringMatching(exactly(c.id("europe-west1"))));
        expect((await client.read(made))?.state).toEqual(made.state);
    });

    test("is made in the project that it names, whatever the provider's", async () => {
        const other = await clouds.provider("gcp", { project: "elsewhere", region: REGION });
        const made = await client.create(c.type, { ...(await c.inputs(client)), project: PROJECT });
        const [object] = clouds.world.all(c.type, { account: PROJECT }).filter((o) => o.id === made.id);
        expect(object?.props.project).toBe(PROJECT);
        expect((await other.read(made))?.state).toEqual(made.state);
    });

    test("is gone when somebody has deleted it, and deleting it then is no error", async () => {
        const made = await client.create(c.type, await c.inputs(client));
        clouds.world.remove(clouds.world.everything().find((o) => o.type === c.type && o.id === made.id)!);
        expect(await client.read(made)).toBeUndefined();
        await client.delete(made);
        if (Object.keys(c.updated).length > 0) {
            await expect(client.update(made, made.inputs)).rejects.toThrow("Error 404: ");
        }
    });

    test("is replaced for what cannot be changed in place", async () => {
        const made = await client.create(c.type, await c.inputs(client));
        const always = { ...(c.unnamed === true ? {} : { name: "other" }), project: "elsewhere" };
        for (const [property, value] of Object.entries({ ...c.replaced, ...always })) {
            const { replaces } = await client.diff(made, { ...made.inputs, [property]: value });
            expect([property, replaces.includes(property)]).toEqual([property, true]);
        }
    });

    test("is updated in place for the rest", async () => {
        let now = await client.create(c.type, await c.inputs(client));
        const updated = { ...c.updated, deletionPolicy: "PREVENT", ...(labelled ? { labels: { team: "net" } } : {}) };
        for (const [property, value] of Object.entries(updated)) {
            const wanted: Props = { ...now.inputs, [property]: value };
            expect(await client.diff(now, wanted)).toEqual({ changed: [property], replaces: [] });
            now = await client.update(now, wanted);
            expect(now.state[property]).toEqual(value);
            expect(await client.diff(now, wanted)).toEqual(UNCHANGED);
            expect((await client.read(now))?.state).toEqual(now.state);
        }
    });

    test("has from the start whatever an update could give it", async () => {
        for (const [property, value] of Object.entries(c.updated)) {
            clouds.world.clear();
            const wanted: Props = { ...(await c.inputs(client)), [property]: value };
            const made = await client.create(c.type, wanted);
            expect(made.state[property]).toEqual(value);
            expect(await client.diff(made, wanted)).toEqual(UNCHANGED);
        }
    });

    test("is kept or only forgotten when its deletion policy says so", async () => {
        const made = await client.create(c.type, await c.inputs(client));
        const kept = await client.update(made, { ...made.inputs, deletionPolicy: "PREVENT" });
        await expect(client.delete(kept)).rejects.toThrow("Cannot destroy it as its deletionPolicy is PREVENT");
        const left = await client.update(kept, { ...made.inputs, deletionPolicy: "ABANDON" });
        await client.delete(left);
        expect(await client.read(left)).toBeDefined();
    });

    test("needs a project, and a region unless it is global", async () => {
        const inputs = await c.inputs(client);
        const nowhere = await clouds.provider("gcp");
        await expect(nowhere.create(c.type, inputs)).rejects.toThrow("project: required field is not set");
        if (c.global === true || c.elsewhere === true) return;
        await expect(nowhere.create(c.type, { ...inputs, project: PROJECT })).rejects.toThrow(
            "Cannot determine region: set in this resource, or set provider-level 'region' or 'zone'.",
        );
    });

    test("leaves bare state when its creation is not waited for to the end", () => {
        expect(gcp.types.find((t) => t.token === c.type)?.onTimeout).toBe("bare");
    });
}

function exactly(id: string | RegExp): RegExp {
    return id instanceof RegExp ? id : new RegExp(`^${id.replace(/[.]/g, "\\.")}$`);
}

function without(props: Props, names: string[] = []): Props {
    return Object.fromEntries(Object.entries(props).filter(([name]) => !names.includes(name)));
}
