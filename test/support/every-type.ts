/** What holds for every modelled type of a service, as tests: a service's own file gives one working example of each type. */
import { aws } from "../../sim/aws";
import type { Props, Value } from "../../sim/core/values";
import { decidedInputs, modelledTypes, sdkTypes } from "./sdk-types";
import { UNKNOWN, useClouds, type Deployed, type SimClient, type TestClouds } from "./sim-client";

export interface TypeCase {
    type: string;
    noun: string;
    /** Inputs that work, in `region` or in that of the provider; makes what they name. */
    inputs: (region?: string) => Promise<Props>;
    required: string[];
    /** What the cloud answers when the property names nothing, by property. */
    dangling: Record<string, [value: Value, answer: string]>;
    /** Unknown until it is created. */
    unknown: string[];
    /** Of these, those that may be given. */
    optional?: string[];
    replaced: Record<string, Value>;
    updated: Record<string, Value>;
    /** What a creation leaves that the provider gave up waiting for. */
    onTimeout: "partial" | "bare";
}

export interface ServiceCase extends TypeCase {
    /** The type of what it stands for and reads its state from, where that is another object with the same id. */
    stored?: string;
    /** What an import names; undefined where the provider has no import. */
    imported: (made: Deployed) => string | undefined;
    /** The code with which the cloud answers a change of one that is gone; absent where nothing can be changed. */
    gone?: string | RegExp;
    /** Lies in no region. */
    global?: boolean;
}

export interface Service {
    /** The modules of the SDK, "lb". */
    modules: string[];
    /** What is refused by name, by type. */
    absent: Record<string, string[]>;
    /** Outputs of the SDK that are not modelled either, by type. */
    absentOutputs?: Record<string, string[]>;
    /** Inputs of the SDK that are outputs here, because without what is absent only the cloud says what they are, by type. */
    decidedOutputs?: Record<string, string[]>;
    /** Always there in the SDK because the provider has a default or here it is required, by type. */
    defaulted?: Record<string, string[]>;
    /** How the name of the test of regions ends, where it is not "or in none". */
    otherwise?: string;
    cases: (client: () => SimClient) => ServiceCase[];
}

const UNCHANGED = { changed: [], replaces: [] };
const PLACE = { account: "111122223333", region: "us-east-1" };

export function testEveryType(service: Service): void {
    const clouds = useClouds([aws]);
    const east = clouds.client("aws", { region: "us-east-1" });

    const cases = service.cases(() => east);
    const modelled = modelledTypes(aws).filter(({ token }) =>
        service.modules.some((module) => token.startsWith(`aws:${module}/`)),
    );

    test("the cases cover every modelled type", () => {
        expect(cases.map((c) => c.type).sort()).toEqual(modelled.map((t) => t.token));
    });

    describe("the properties are those of the SDK", () => {
        const sdk = service.modules.flatMap((module) => sdkTypes("aws", module));

        test.each(modelled)("$token", ({ token, inputs, outputs, secrets }) => {
            const real = sdk.find((type) => type.token === token)!;
            const absent = service.absent[token] ?? [];
            expect([...inputs, ...absent].sort()).toEqual(real.inputs);
            expect([...outputs, ...(service.absentOutputs?.[token] ?? [])].sort()).toEqual(
                [...real.outputs, ...(service.decidedOutputs?.[token] ?? [])].sort(),
            );
            expect(secrets).toEqual(real.secrets.filter((name) => !absent.includes(name)));
        });

        test.each(modelled)("$token leaves to the cloud what the SDK says is always there", ({ token }) => {
            const { properties } = aws.types.find((type) => type.token === token)!;
            const computed = Object.keys(properties).filter((name) => properties[name]?.computed === true);
            const always = decidedInputs(
                "aws",
                sdk.find((type) => type.token === token)!,
            );
            const others = [...(service.defaulted?.[token] ?? []), ...(service.decidedOutputs?.[token] ?? [])];
            const expected = always.filter((name) => name in properties && !others.includes(name));
            expect(computed.sort()).toEqual(expected);
        });
    });

    describe.each(cases)("$type", (c) => {
        testType(c, clouds, east);

        test("names every missing input at once", async () => {
            const failures = await east.check(c.type, {});
            const missing = failures.filter((failure) => failure.includes("Missing required"));
            expect(missing).toEqual(c.required.map((p) => `${p}: Missing required property '${p}'`));
        });

        test("refuses to name what does not exist, and leaves nothing behind", () => refusesToName(c, clouds, east));

        test("does not find in another region what it names", async () => {
            const codes = Object.values(c.dangling).map(([, answer]) => answer.split(":")[0]);
            if (codes.length === 0 || c.global === true) return;
            const inputs = await c.inputs("eu-west-1");
            await expect(east.create(c.type, { ...inputs, region: "us-east-1" })).rejects.toThrow(
                new RegExp(`api error (${codes.join("|")}): `),
            );
        });

        test("leaves in a preview unknown what only the cloud knows", async () => {
            const inputs = await c.inputs();
            const before = clouds.world.everything();
            const shown = await east.preview(c.type, inputs);
            const unknown = Object.keys(shown).filter((name) => shown[name] === UNKNOWN);
            expect(unknown.sort()).toEqual(c.unknown);
            expect(clouds.world.everything()).toEqual(before);
            expect(clouds.world.all(c.type, PLACE).filter((o) => o.implicitOf === undefined)).toEqual([]);
        });

        test("previews a program in which nothing is known yet", async () => {
            const inputs: Props = {};
            for (const name of Object.keys(await c.inputs())) inputs[name] = UNKNOWN;
            expect(await east.check(c.type, inputs)).toEqual([]);
            expect(await east.preview(c.type, inputs)).toMatchObject(inputs);
        });

        test("is unchanged after creation and after reading it again", async () => {
            const made = await east.create(c.type, await c.inputs());
            expect(await east.diff(made, made.inputs)).toEqual(UNCHANGED);
            const read = (await east.read(made))!;
            expect(read.state).toEqual(made.state);
            expect(await east.diff(read, made.inputs)).toEqual(UNCHANGED);
            expect(await east.diff(read, read.inputs)).toEqual(UNCHANGED);
        });

        test("is imported, with inputs that change nothing", async () => {
            const made = await east.create(c.type, await c.inputs());
            const named = c.imported(made);
            if (named === undefined) {
                expect(await east.import(c.type, made.id)).toBeUndefined();
                return;
            }
            const imported = (await east.import(c.type, named))!;
            expect([imported.id, imported.state]).toEqual([made.id, made.state]);
            expect(await east.check(c.type, imported.inputs)).toEqual([]);
            const completed = await east.checked(c.type, imported.inputs, imported.inputs);
            expect(await east.diff(imported, completed)).toEqual(UNCHANGED);
            expect(await east.diff(imported, made.inputs)).toEqual(UNCHANGED);
        });

        test(`lives in the region that it names, ${service.otherwise ?? "or in none"}`, async () => {
            const made = await east.create(c.type, await c.inputs(c.global === true ? undefined : "eu-west-1"));
            expect(made.state.region).toBe(c.global === true ? undefined : "eu-west-1");
            expect((await east.read(made))?.state).toEqual(made.state);
            const named = c.imported(made);
            if (named === undefined || c.global === true) return;
            expect(await east.import(c.type, named)).toBeUndefined();
            expect((await east.import(c.type, `${named}@eu-west-1`))?.state).toEqual(made.state);
        });

        test("answers a change of one that is gone with the cloud's own code", async () => {
            if (c.gone === undefined) {
                expect(c.updated).toEqual({});
                return;
            }
            const made = await east.create(c.type, await c.inputs());
            clouds.world.remove(clouds.world.get(c.type, PLACE, made.id)!);
            await expect(east.update(made, made.inputs)).rejects.toThrow(
                typeof c.gone === "string" ? `api error ${c.gone}: ` : c.gone,
            );
        });

        test("has from the start whatever an update could give it", async () => {
            for (const [property, value] of Object.entries(c.updated)) {
                clouds.world.clear();
                const wanted: Props = { ...(await c.inputs()), [property]: value };
                const made = await east.create(c.type, wanted);
                expect(made.state[property]).toEqual(value);
                expect(await east.diff(made, wanted)).toEqual(UNCHANGED);
            }
        });

        test("shows drift when it is read, and what would undo it", async () => {
            const made = await east.create(c.type, await c.inputs());
            for (const [property, value] of Object.entries(c.updated)) {
                const object = clouds.world.get(c.stored ?? c.type, PLACE, made.id)!;
                clouds.world.put({ ...object, props: { ...object.props, [property]: value } });
                const read = (await east.read(made))!;
                expect(read.state[property]).toEqual(value);
                // What the cloud may decide is put right only when the program asks for something else.
                const wrong = own(c, [property]).filter((name) => name in made.inputs || !c.unknown.includes(name));
                expect((await east.diff(read, made.inputs)).changed).toEqual(wrong);
                clouds.world.put(object);
            }
        });
    });
}

/** What holds for any type, as tests, to which a file adds its own. */
export function testType(c: TypeCase, clouds: TestClouds, east: SimClient): void {
    test("refuses an unknown property, and outputs as inputs", async () => {
        const given = [...own(c, c.unknown), "banana"].sort();
        const inputs = { ...(await c.inputs()), ...Object.fromEntries(given.map((name) => [name, "x"])) };
        expect(await east.check(c.type, inputs)).toEqual(
            given.map((name) => `${name}: Invalid or unknown key "${name}"`),
        );
    });

    test("is gone when somebody has deleted it, and deleting it then is no error", async () => {
        const made = await east.create(c.type, await c.inputs());
        clouds.world.remove(clouds.world.get(c.type, PLACE, made.id)!);
        expect(await east.read(made)).toBeUndefined();
        await east.delete(made);
    });

    test("is replaced for what cannot be changed in place", async () => {
        const made = await east.create(c.type, await c.inputs());
        for (const [property, value] of Object.entries(c.replaced)) {
            expect(await east.diff(made, { ...made.inputs, [property]: value })).toEqual({
                changed: [property],
                replaces: [property],
            });
        }
    });

    test("is updated in place for the rest", async () => {
        let now = await east.create(c.type, await c.inputs());
        for (const [property, value] of Object.entries(c.updated)) {
            const wanted: Props = { ...now.inputs, [property]: value };
            expect(await east.diff(now, wanted)).toEqual({ changed: [property], replaces: [] });
            now = await east.update(now, wanted);
            expect(now.state[property]).toEqual(value);
            expect(await east.diff(now, wanted)).toEqual(UNCHANGED);
            expect((await east.read(now))?.state).toEqual(now.state);
        }
    });

    test(`leaves ${c.onTimeout} state when its creation is not waited for to the end`, () => {
        expect(aws.types.find((t) => t.token === c.type)?.onTimeout).toBe(c.onTimeout);
    });
}

/** Names in turn, for each property, what does not exist: the cloud answers in its own words and keeps nothing. */
export async function refusesToName(c: TypeCase, clouds: TestClouds, east: SimClient): Promise<void> {
    const inputs = await c.inputs();
    const before = clouds.world.everything();
    for (const [property, [id, answer]] of Object.entries(c.dangling)) {
        await expect(east.create(c.type, { ...inputs, [property]: id })).rejects.toThrow(
            `creating ${c.noun}: api error ${answer}`,
        );
    }
    expect(clouds.world.everything()).toEqual(before);
}

/** Of these, what may not be given. */
function own(c: TypeCase, names: string[]): string[] {
    return names.filter((name) => c.optional?.includes(name) !== true);
}
