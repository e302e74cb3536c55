import { StepKind, stepsOf } from "../../../graph/read/steps";

const TYPE = "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation";
const urn = (name: string, type = TYPE): string => `urn:pulumi:dev::net::${type}::${name}`;
const step = (op: string, name = "desk", more: object = {}): object => ({ op, urn: urn(name), ...more });
const kinds = (...ops: readonly string[]): readonly string[] =>
    stepsOf({ steps: ops.map((op) => step(op)) }).map(({ kind }) => kind);

describe("what becomes of a resource", () => {
    test.each([
        ["it is made", ["create"], StepKind.Create],
        ["it is changed in place", ["update"], StepKind.Update],
        ["it is deleted", ["delete"], StepKind.Delete],
        ["the new one stands first", ["create-replacement", "replace", "delete-replaced"], StepKind.Replace],
        ["the old one goes first", ["delete-replaced", "replace", "create-replacement"], StepKind.ReplaceWithGap],
        [
            "what is there already takes its place",
            ["import-replacement", "replace", "delete-replaced"],
            StepKind.Replace,
        ],
        ["the old one stays behind", ["create-replacement", "replace"], StepKind.Replace],
    ])("%s", (_, ops, kind) => {
        expect(kinds(...ops)).toEqual([kind]);
    });

    test("a preview without --show-replacement-steps does not tell which goes first", () => {
        expect(kinds("replace")).toEqual([StepKind.ReplaceEither]);
    });

    test("nothing, where it stays, is read or is adopted", () => {
        expect(kinds("same")).toEqual([]);
        expect(kinds("read")).toEqual([]);
        expect(kinds("import")).toEqual([]);
        expect(kinds("refresh")).toEqual([]);
    });
});

describe("what a step tells", () => {
    test("the type of the resource itself, not of the component around it", () => {
        const inside = urn("desk", `causeway:hub:TransitHub$${TYPE}`);
        expect(stepsOf({ steps: [{ op: "delete", urn: inside }] })).toEqual([
            { urn: inside, type: TYPE, kind: "delete", changed: [] },
        ]);
    });

    test("the inputs that differ, each once and by its top-level name, however the engine tells them", () => {
        const [found] = stepsOf({
            steps: [
                step("create-replacement"),
                step("replace", "desk", {
                    replaceReasons: ["transitGatewayRouteTableId"],
                    diffReasons: ["transitGatewayRouteTableId", "tags"],
                    detailedDiff: {
                        "tags.Name": { kind: "update" },
                        "options[0].ttl": { kind: "add" },
                    },
                }),
                step("delete-replaced"),
            ],
        });
        expect(found?.changed).toEqual(["options", "tags", "transitGatewayRouteTableId"]);
    });

    test("resources in the order in which the preview first names them", () => {
        const steps = [step("delete-replaced", "b"), step("update", "a"), step("create-replacement", "b")];
        expect(stepsOf({ steps }).map(({ urn: id, kind }) => [id, kind])).toEqual([
            [urn("b"), "replace with a gap"],
            [urn("a"), "update"],
        ]);
    });

    test("what is no preview has no steps, and what is no step is passed over", () => {
        expect(stepsOf(null)).toEqual([]);
        expect(stepsOf({ deployment: {} })).toEqual([]);
        expect(stepsOf({ steps: [null, 7, { op: "update" }, { urn: urn("a") }, step("update", "b")] })).toHaveLength(1);
    });
});
