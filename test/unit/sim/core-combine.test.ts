/** Rules over several properties. The texts are those of the Terraform plugin SDK (`ExactlyOneOf`, `ConflictsWith`, …). */
import { atLeastOneOf, conflicts, exactlyOneOf } from "../../../sim/core/combine";
import { UNKNOWN, type Props } from "../../../sim/core/values";

const NAMES = ["cidr", "group"];
const none = "Invalid combination of arguments: one of `cidr,group` must be specified";
const both =
    "Invalid combination of arguments: only one of `cidr,group` can be specified, but `cidr,group` were specified.";

test.each<[Props, string[]]>([
    [{}, [none]],
    [{ cidr: null }, [none]],
    [{ cidr: "" }, [none]],
    [{ cidr: "x" }, []],
    [{ cidr: "x", group: null }, []],
    [{ cidr: "x", group: "y" }, [both]],
    [{ cidr: "x", group: "" }, [both]],
    [{ cidr: UNKNOWN }, []],
    [{ cidr: UNKNOWN, group: "y" }, []],
])("exactly one of two: %j", (inputs, reasons) => {
    expect(exactlyOneOf(inputs, NAMES).map((f) => f.reason)).toEqual(reasons);
});

test.each<[Props, string[]]>([
    [{}, [none]],
    [{ cidr: [], group: false }, [none]],
    [{ cidr: ["x"] }, []],
    [{ group: true }, []],
    [{ cidr: ["x"], group: true }, []],
    [{ group: UNKNOWN }, []],
])("at least one of two: %j", (inputs, reasons) => {
    expect(atLeastOneOf(inputs, NAMES).map((f) => f.reason)).toEqual(reasons);
});

test.each<[Props, string[]]>([
    [{}, []],
    [{ cidr: "x" }, []],
    [{ group: "y", self: true }, []],
    [{ cidr: "x", group: "y" }, ["group"]],
    [{ cidr: "x", group: "y", self: false }, ["group", "self"]],
    [{ cidr: "x", group: UNKNOWN }, []],
    [{ cidr: UNKNOWN, group: "y" }, []],
])("conflicts of one with others: %j", (inputs, others) => {
    expect(conflicts(inputs, "cidr", ["group", "self"])).toEqual(
        others.map((other) => ({
            property: "cidr",
            reason: `Conflicting configuration arguments: "cidr": conflicts with ${other}`,
        })),
    );
});

test("a failure names the object that it is about", () => {
    expect(exactlyOneOf({}, NAMES, "rules[1]")[0]?.property).toBe("rules[1]");
    expect(exactlyOneOf({ cidr: "x", group: "y" }, NAMES, "rules[1]")[0]?.property).toBe("rules[1]");
    expect(exactlyOneOf({}, NAMES)[0]?.property).toBe("");
});
