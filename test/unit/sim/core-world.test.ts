/** The store of everything that exists: what it finds, what it undoes, and what it keeps. */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import {
    CloudError,
    list,
    map,
    obj,
    str,
    type Property,
    type Reference,
    type ResourceType,
} from "../../../sim/core/definition";
import { World, type CloudObject } from "../../../sim/core/world";
import type { Props } from "../../../sim/core/values";

const CAGE = "zoo:index:Cage";
const ANIMAL = "zoo:index:Animal";
const ZOO = { account: "1", region: "north" };

const toCage: Reference = { to: [CAGE], missing: (id) => new CloudError("NoCage", id) };

function type(token: string, properties: Record<string, Property>): ResourceType {
    return { token, noun: token, id: "x", properties, onTimeout: "bare" };
}

const TYPES = [
    type(CAGE, { neighbour: str({ ref: toCage }) }),
    type(ANIMAL, {
        cage: str({ ref: toCage }),
        visits: list(str({ ref: { ...toCage, holds: false } })),
        former: map(str({ ref: toCage })),
        keeper: obj({ cage: str({ ref: { ...toCage, except: ["none"] } }), name: str() }),
        shadow: str({ ref: { ...toCage, part: true } }),
    }),
];

let folder: string;
let world: World;

beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "causeway-world-"));
    world = new World(folder, TYPES);
});
afterEach(async () => {
    await world.close();
    fs.rmSync(folder, { recursive: true, force: true });
});

function put(token: string, id: string, props: Props = {}, more: Partial<CloudObject> = {}): CloudObject {
    const object = { type: token, ...ZOO, id, props, serial: world.nextSerial(), ...more };
    world.put(object);
    return object;
}

const ids = (objects: CloudObject[]): string[] => objects.map((o) => o.id);

async function reopen(): Promise<void> {
    await world.close();
    world = new World(folder, TYPES);
}

describe("what it keeps", () => {
    test("objects, references, settings and the count, over a restart", async () => {
        const cage = put(CAGE, "c1");
        put(ANIMAL, "a1", { cage: "c1", legs: 4, tags: { Name: "Leo" } });
        world.putSetting("quotas", { cages: 7 });
        const serial = world.nextSerial();
        await reopen();
        expect(world.get(ANIMAL, ZOO, "a1")?.props).toEqual({ cage: "c1", legs: 4, tags: { Name: "Leo" } });
        expect(ids(world.referrers(cage))).toEqual(["a1"]);
        expect(world.quota("cages", 5)).toBe(7);
        expect(world.nextSerial()).toBe(serial + 1);
    });

    test("what one opens, another that is open sees", async () => {
        const other = new World(folder, TYPES);
        put(CAGE, "c1");
        expect(ids(other.everything())).toEqual(["c1"]);
        await other.close();
    });

    test("nothing, when it is cleared", async () => {
        const cage = put(CAGE, "c1");
        put(ANIMAL, "a1", { cage: "c1" });
        world.putSetting("quotas", { cages: 7 });
        world.clear();
        await reopen();
        expect([world.everything(), world.referrers(cage), world.quota("cages", 5)]).toEqual([[], [], 5]);
    });

    test("no setting that was taken away", () => {
        world.putSetting("x", 1);
        world.putSetting("x", undefined);
        expect(world.setting("x")).toBeUndefined();
    });
});

describe("a transaction", () => {
    const broken = (): never => {
        throw new Error("broken");
    };

    test("is undone whole when it throws: objects, references, settings and the count", async () => {
        const cage = put(CAGE, "c1", { bars: 10 });
        put(ANIMAL, "a1", { cage: "c1" });
        const serial = world.nextSerial();
        const work = (): void => {
            put(ANIMAL, "a2", { cage: "c1" });
            put(ANIMAL, "a1", {});
            world.remove(cage);
            world.putSetting("x", 1);
            broken();
        };
        expect(() => world.transaction(work)).toThrow("broken");
        await reopen();
        expect(ids(world.everything())).toEqual(["c1", "a1"]);
        expect(ids(world.referrers(cage))).toEqual(["a1"]);
        expect(world.setting("x")).toBeUndefined();
        expect(world.nextSerial()).toBe(serial + 1);
    });

    test("sees what it has written itself, and answers what its work answers", () => {
        const found = world.transaction(() => {
            put(CAGE, "c1");
            return ids(world.all(CAGE));
        });
        expect(found).toEqual(["c1"]);
        expect(ids(world.everything())).toEqual(["c1"]);
    });
});

describe("where things are", () => {
    beforeEach(() => {
        put(CAGE, "c1", { at: "here" });
        put(CAGE, "c1", { at: "south" }, { region: "south" });
        put(CAGE, "c2", { at: "other" }, { account: "2" });
    });

    test("one id may be there once in every region and account", () => {
        expect(world.get(CAGE, ZOO, "c1")?.props.at).toBe("here");
        expect(world.get(CAGE, { ...ZOO, region: "south" }, "c1")?.props.at).toBe("south");
        expect(world.get(CAGE, ZOO, "c2")).toBeUndefined();
        expect(world.get(ANIMAL, ZOO, "c1")).toBeUndefined();
    });

    test("they are listed in the order of their creation: of a place, of an account, or all", () => {
        const at = (where: Parameters<World["all"]>[1]): unknown[] => world.all(CAGE, where).map((o) => o.props.at);
        expect(at(ZOO)).toEqual(["here"]);
        expect(at({ account: "1" })).toEqual(["here", "south"]);
        expect(at({ region: "north" })).toEqual(["here", "other"]);
        expect(at({})).toEqual(["here", "south", "other"]);
        world.put({ ...world.get(CAGE, ZOO, "c1")!, serial: 99 });
        expect(at({})).toEqual(["south", "other", "here"]);
    });

    test.each<[Reference["within"], string, unknown]>([
        [undefined, "c1", "here"],
        [undefined, "c2", undefined],
        ["region", "c2", undefined],
        ["account", "c2", undefined],
        ["anywhere", "c2", "other"],
        ["anywhere", "c3", undefined],
    ])("a reference within %s finds %s: %s", (within, id, at) => {
        expect(world.resolve({ ...toCage, within }, ZOO, id)?.props.at).toBe(at);
    });

    test("a reference within the account finds what is in another region of it", () => {
        put(CAGE, "c4", { at: "south" }, { region: "south" });
        expect(world.resolve({ ...toCage, within: "account" }, ZOO, "c4")?.props.at).toBe("south");
        expect(world.resolve(toCage, ZOO, "c4")).toBeUndefined();
    });
});

describe("who refers to it", () => {
    let cage: CloudObject;

    beforeEach(() => {
        cage = put(CAGE, "c1");
    });

    test.each<[string, Props]>([
        ["a property", { cage: "c1" }],
        ["an element of a list", { visits: ["c0", "c1"] }],
        ["a value of a map", { former: { spring: "c1" } }],
        ["a member of an object", { keeper: { cage: "c1" } }],
    ])("%s", (_, props) => {
        put(ANIMAL, "a1", props);
        expect(ids(world.referrers(cage))).toEqual(["a1"]);
        expect(ids(world.referrers(cage, ANIMAL))).toEqual(["a1"]);
        expect(world.referrers(cage, CAGE)).toEqual([]);
    });

    test.each<[string, Props]>([
        ["an empty string", { cage: "" }],
        ["a value that is no reference", { keeper: { name: "c1" } }],
        ["a property that the type does not have", { friend: "c1" }],
    ])("not %s", (_, props) => {
        put(ANIMAL, "a1", props);
        expect(world.referrers(cage)).toEqual([]);
    });

    test("not a word that stands for no object", () => {
        const none = put(CAGE, "none");
        const animal = put(ANIMAL, "a1", { keeper: { cage: "none" } });
        expect(world.referrers(none)).toEqual([]);
        expect(world.referencesOf(animal)).toEqual([]);
    });

    test("not what has the same id but is of another type", () => {
        const animal = put(ANIMAL, "c1");
        put(ANIMAL, "a1", { cage: "c1" });
        expect(world.referrers(animal)).toEqual([]);
    });

    test("no longer once it refers to another, or is gone", () => {
        const animal = put(ANIMAL, "a1", { cage: "c1" });
        put(ANIMAL, "a1", { cage: "c2" });
        expect(world.referrers(cage)).toEqual([]);
        put(ANIMAL, "a1", { cage: "c1" });
        world.remove(animal);
        expect(world.referrers(cage)).toEqual([]);
    });
});

describe("what stands against its deletion", () => {
    let cage: CloudObject;

    beforeEach(() => {
        cage = put(CAGE, "c1");
    });

    test("an object that refers to it", () => {
        put(ANIMAL, "a1", { cage: "c1" });
        expect(ids(world.holders(cage))).toEqual(["a1"]);
    });

    test.each<[string, () => void]>([
        ["a reference that holds nothing", () => put(ANIMAL, "a1", { visits: ["c1"] })],
        ["a part of it, whatever else it refers to", () => put(ANIMAL, "a1", { shadow: "c1", cage: "c1" })],
        ["what the cloud made along with it", () => put(ANIMAL, "a1", { cage: "c1" }, { implicitOf: "c1" })],
        ["it itself", () => put(CAGE, "c1", { neighbour: "c1" })],
    ])("not %s", (_, make) => {
        make();
        expect(world.holders(world.get(CAGE, ZOO, "c1")!)).toEqual([]);
    });

    test("another object that refers to it by two references, of which one holds", () => {
        put(ANIMAL, "a1", { visits: ["c1"], cage: "c1" });
        expect(ids(world.holders(cage))).toEqual(["a1"]);
    });
});

describe("what goes along with it", () => {
    test("what the cloud made with it, and its parts, but not what only refers to it", () => {
        const cage = put(CAGE, "c1");
        put(ANIMAL, "a1", {}, { implicitOf: "c1" });
        put(ANIMAL, "a2", { shadow: "c1" });
        put(ANIMAL, "a3", { cage: "c1" });
        expect(ids(world.belongings(cage)).sort()).toEqual(["a1", "a2"]);
        expect(ids(world.implicits(cage))).toEqual(["a1"]);
        expect(world.implicits(cage, CAGE)).toEqual([]);
    });

    test("a part of it, however else it refers to it", () => {
        const cage = put(CAGE, "c1");
        put(ANIMAL, "a1", { cage: "c1", shadow: "c1" });
        expect(ids(world.belongings(cage))).toEqual(["a1"]);
    });

    test("what has the same id, unless it is the thing itself", () => {
        const cage = put(CAGE, "c1");
        const animal = put(ANIMAL, "c1", {}, { implicitOf: "c1" });
        expect(ids(world.implicits(cage))).toEqual(["c1"]);
        expect(world.implicits(animal)).toEqual([]);
    });
});
