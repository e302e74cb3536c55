/** What holds for every modelled type of Azure, as tests: a file gives one working example of each type. */
import { azure } from "../../sim/azure";
import type { Props, Value } from "../../sim/core/values";
import { PLACE, UNCHANGED } from "./azure";
import { azureSdkType, modelledAzureType } from "./azure-sdk";
import { UNKNOWN, useClouds, type Deployed, type SimClient } from "./sim-client";

export interface AzureCase {
    type: string;
    noun: string;
    /** Inputs that work; makes what they name. */
    inputs: () => Promise<Props>;
    /** What is made that stands against its deletion, and the code with which Azure refuses; absent where nothing does. */
    held?: { by: (made: Deployed) => Promise<unknown>; code: string };
    /** A reference to something that is not there, by property. */
    dangling?: Record<string, Value>;
    /** The code of the answer to that, where it is not InvalidResourceReference. */
    danglingCode?: string;
    /** Refused when what it is a part of is not there. */
    orphan?: Props;
    /** Unknown until it is created. */
    unknown: string[];
    /** Of these, those that may be given. */
    optional: string[];
    replaced: Record<string, Value>;
    updated: Record<string, Value>;
    /** In no resource group. */
    groupless?: boolean;
    /** What is read back of what was given, where it is more. */
    completed?: string[];
}

export interface AzureTypes {
    modules: string[];
    /** Inputs that are refused by name, by type. */
    absent: Record<string, string[]>;
    /** Outputs that are not there, by type. */
    absentOutputs: Record<string, string[]>;
    /** Inputs of the SDK that only Azure decides here, by type. */
    decidedOutputs?: Record<string, string[]>;
    cases: (client: () => SimClient) => AzureCase[];
}

export function testEveryAzureType(types: AzureTypes): void {
    const clouds = useClouds([azure]);
    const client = clouds.client("azure-native");
    const cases = types.cases(() => client);
    const modelled = azure.types.map((t) => t.token).filter((t) => types.modules.includes(t.split(":")[1] ?? ""));

    test("the cases cover every modelled type", () => {
        expect(cases.map((c) => c.type).sort()).toEqual([...modelled].sort());
    });

    test.each(modelled)("the properties of %s are those of the SDK", (token) => {
        const [real, ours] = [azureSdkType(token), modelledAzureType(azure, token)];
        const decided = types.decidedOutputs?.[token] ?? [];
        expect([...ours.inputs, ...(types.absent[token] ?? []), ...decided].sort()).toEqual(real.inputs);
        expect([...ours.outputs, ...(types.absentOutputs[token] ?? [])].sort()).toEqual(
            [...real.outputs, ...decided].sort(),
        );
        expect(ours.secrets).toEqual(real.secrets);
    });

    describe.each(cases)("$type", (c) => {
        const remove = (made: Deployed): void => clouds.world.remove(clouds.world.get(c.type, PLACE, made.id)!);

        test("names every missing input at once", async () => {
            const failures = await client.check(c.type, {});
            const { required } = azureSdkType(c.type);
            expect(failures.filter((f) => f.includes("Missing required"))).toEqual(
                required.map((p) => `${p}: Missing required property '${p}'`),
            );
        });

        test("refuses an unknown property, and outputs as inputs", async () => {
            const given = [...c.unknown.filter((name) => !c.optional.includes(name)), "banana"].sort();
            const inputs = { ...(await c.inputs()), ...Object.fromEntries(given.map((name) => [name, "x"])) };
            expect(await client.check(c.type, inputs)).toEqual(
                given.map((name) => `${name}: Invalid or unknown key "${name}"`),
            );
        });

        test("refuses to name what does not exist, and leaves nothing behind", async () => {
            const inputs = await c.inputs();
            const before = clouds.world.everything();
            for (const [property, value] of Object.entries(c.dangling ?? {})) {
                await expect(client.create(c.type, { ...inputs, [property]: value })).rejects.toThrow(
                    `creating ${c.noun}: Code="${c.danglingCode ?? "InvalidResourceReference"}" `,
                );
            }
            expect(clouds.world.everything()).toEqual(before);
        });

        test("is in a group that exists, and in what it is a part of", async () => {
            if (c.groupless === true) return;
            const inputs = await c.inputs();
            await expect(client.create(c.type, { ...inputs, resourceGroupName: "nowhere" })).rejects.toThrow(
                `creating ${c.noun}: Code="ResourceGroupNotFound" Message="Resource group 'nowhere' could not be found."`,
            );
            if (c.orphan === undefined) return;
            await expect(client.create(c.type, { ...inputs, ...c.orphan })).rejects.toThrow(
                `creating ${c.noun}: Code="ParentResourceNotFound" `,
            );
        });

        test("is refused where there is one of that name", async () => {
            const made = await client.create(c.type, await c.inputs());
            await expect(client.create(c.type, made.inputs)).rejects.toThrow(
                `creating ${c.noun}: cannot create already existing resource '${made.id}'`,
            );
        });

        test("leaves in a preview unknown what only the cloud knows", async () => {
            const inputs = await c.inputs();
            const before = clouds.world.everything();
            const shown = await client.preview(c.type, inputs);
            expect(
                Object.keys(shown)
                    .filter((name) => shown[name] === UNKNOWN)
                    .sort(),
            ).toEqual(c.unknown);
            expect(clouds.world.everything()).toEqual(before);
        });

        test("previews a program in which nothing is known yet", async () => {
            const inputs: Props = {};
            for (const name of Object.keys(await c.inputs())) inputs[name] = UNKNOWN;
            expect(await client.check(c.type, inputs)).toEqual([]);
            expect(await client.preview(c.type, inputs)).toMatchObject(inputs);
        });

        test("is unchanged after creation and after reading it again", async () => {
            const made = await client.create(c.type, await c.inputs());
            expect(await client.diff(made, made.inputs)).toEqual(UNCHANGED);
            const read = (await client.read(made))!;
            expect(read.state).toEqual(made.state);
            expect(await client.diff(read, made.inputs)).toEqual(UNCHANGED);
        });

        test("is imported by its id, with inputs that change nothing", async () => {
            const made = await client.create(c.type, await c.inputs());
            const imported = (await client.import(c.type, made.id))!;
            expect([imported.id, imported.state]).toEqual([made.id, made.state]);
            expect(await client.diff(imported, made.inputs)).toEqual(UNCHANGED);
        });

        test("is replaced for what the provider cannot change in place", async () => {
            const made = await client.create(c.type, await c.inputs());
            for (const [property, value] of Object.entries(c.replaced)) {
                expect(await client.diff(made, { ...made.inputs, [property]: value })).toEqual({
                    changed: [property],
                    replaces: [property],
                });
            }
        });

        test("is updated in place for the rest", async () => {
            let now = await client.create(c.type, await c.inputs());
            for (const [property, value] of Object.entries(c.updated)) {
                const wanted: Props = { ...now.inputs, [property]: value };
                expect(await client.diff(now, wanted)).toEqual({ changed: [property], replaces: [] });
                now = await client.update(now, wanted);
                expect(await client.diff(now, wanted)).toEqual(UNCHANGED);
                if (c.completed?.includes(property) !== true) expect(now.state[property]).toEqual(value);
                expect((await client.read(now))?.state).toEqual(now.state);
            }
        });

        test("is gone when somebody has deleted it: deleting it then is no error, and an update makes it anew", async () => {
            const made = await client.create(c.type, await c.inputs());
            remove(made);
            expect(await client.read(made)).toBeUndefined();
            await client.delete(made);
            await client.update(made, made.inputs);
            expect((await client.read(made))?.id).toBe(made.id);
        });

        test("cannot be deleted while something uses it", async () => {
            const made = await client.create(c.type, await c.inputs());
            if (c.held !== undefined) {
                await c.held.by(made);
                const before = clouds.world.everything();
                await expect(client.delete(made)).rejects.toThrow(`Code="${c.held.code}" `);
                expect(clouds.world.everything()).toEqual(before);
                return;
            }
            await client.delete(made);
            expect(await client.read(made)).toBeUndefined();
        });
    });
}
