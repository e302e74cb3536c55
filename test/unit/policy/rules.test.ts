/** What each rule finds: where it is kept, where it is broken, and where nobody can say. */
import { RULES } from "../../../policy/rules";
import { CONSISTENCY } from "./cases/consistency";
import { ENCRYPTION } from "./cases/encryption";
import { EXPOSURE } from "./cases/exposure";
import { OBSERVABILITY } from "./cases/observability";
import { OTHERS } from "./cases/others";
import { RESILIENCE } from "./cases/resilience";
import { SEGMENTATION } from "./cases/segmentation";
import { TUNNELS } from "./cases/tunnels";
import { found, shown } from "./support";

const CASES = [
    ...ENCRYPTION,
    ...SEGMENTATION,
    ...EXPOSURE,
    ...CONSISTENCY,
    ...RESILIENCE,
    ...OBSERVABILITY,
    ...OTHERS,
    ...TUNNELS,
];

test.each(CASES.map((c) => [c.rule, c.is, c] as const))("%s: %s", (_rule, _is, c) => {
    expect(found(c).map(shown)).toEqual(c.finds);
});

const JUDGES = RULES.filter(({ judges }) => judges !== "exemptions");

test.each(JUDGES.map(({ id }) => [id]))(
    "%s has a case where it is kept, one where it is broken and one where nobody knows",
    (id) => {
        const statuses = CASES.filter(({ rule }) => rule === id).flatMap(({ finds }) =>
            finds.length === 0 ? ["kept"] : finds.map((text) => text.split(" ")[0]),
        );
        expect([...new Set(statuses)].sort()).toEqual(["fail", "kept", "undetermined"]);
    },
);

test("two networks that overlap: the finding is about the second of them", () => {
    const [finding] = CONSISTENCY.filter(({ is }) => is === "of joined networks").flatMap(found);
    expect(finding?.urn).toBe("urn:pulumi:dev::net::aws:ec2/vpc:Vpc::tools");
});

test("a plain key is named nowhere in a finding", () => {
    const broken = OTHERS.filter(({ rule, is }) => rule === "hygiene-preshared-key" && is === "plain").flatMap(found);
    expect(broken).toHaveLength(1);
    expect(JSON.stringify(broken)).not.toContain("correct.horse");
});
