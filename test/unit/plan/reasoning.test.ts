import { describeSource, explain, type Step } from "../../../plan/reasoning";

/** RFC 8200, section 5: every IPv6 link carries packets of 1280 bytes. */
const RFC_8200 = { document: "RFC 8200, section 5", date: "2017-07", certainty: "read" } as const;

describe("explain", () => {
    test.each<[string, Step, string]>([
        ["a conclusion alone", { what: "bound by distance" }, "bound by distance"],
        ["its figure", { what: "tunnel a-b carries", figure: "1406 bytes" }, "tunnel a-b carries: 1406 bytes"],
        ["its reason", { what: "bound by distance", because: "80 ms apart" }, "bound by distance, 80 ms apart"],
        [
            "its source",
            { what: "every IPv6 link carries it", source: RFC_8200 },
            "every IPv6 link carries it (RFC 8200, section 5, 2017-07, read)",
        ],
        [
            "all of them, in one line",
            { what: "site a must carry", figure: "1280 bytes", because: "it has IPv6", source: RFC_8200 },
            "site a must carry: 1280 bytes, it has IPv6 (RFC 8200, section 5, 2017-07, read)",
        ],
        ["an empty figure and reason as they are given", { what: "a", figure: "", because: "" }, "a: , "],
    ])("%s", (_, step, line) => {
        expect(explain([step])).toBe(line);
    });

    test("a step a line, in the order of the conclusions", () => {
        const steps: Step[] = [{ what: "two sites" }, { what: "one tunnel", because: "a full mesh" }, { what: "done" }];
        expect(explain(steps)).toBe("two sites\none tunnel, a full mesh\ndone");
    });

    test("no steps, no text", () => {
        expect(explain([])).toBe("");
    });
});

describe("describeSource", () => {
    test.each([
        ["document, date and certainty", RFC_8200, "RFC 8200, section 5, 2017-07, read"],
        [
            "what the user said has no date",
            { document: "sites.paris.mtu", date: "", certainty: "given" } as const,
            "sites.paris.mtu, given",
        ],
        [
            "what no document told has none",
            { document: "", date: "2026-11", certainty: "unknown" } as const,
            "2026-11, unknown",
        ],
    ])("%s", (_, source, text) => {
        expect(describeSource(source)).toBe(text);
    });
});
