/** A bridge whose links have certificates: it comes up, stays, leaves nothing, and no private key of it can be read. */
import { bridgeProgram, SITES } from "../support/bridge-programs";
import { make } from "../support/certificates";
import { testComesAndGoes } from "../support/comes-and-goes";
import { Project, succeeded } from "../support/engine";

const root = make({ subject: "/CN=root", isAuthority: true });
const sub = make({ subject: "/CN=sub", isAuthority: true, by: root });
const own = make({ subject: "/CN=mill", by: sub });
const certificates = [
    {
        ...own,
        authority: sub.certificate + root.certificate,
        arns: { "us-east-1": "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d" },
    },
];
/** The keys are given in plain text, as a careless program does. */
const program = (revoked: readonly string[] = []): string =>
    bridgeProgram({ sites: ["aws", "plant", "depot"] }).replace(
        `sites: { aws:`,
        `links: {
            "aws/mill": { authentication: "certificate" },
            "depot/mill": { authentication: "certificate" },
            "depot/plant": { authentication: "certificate" },
        },
        keys: { authority: ${JSON.stringify(root)}, revokedSerials: ${JSON.stringify(revoked)} },
        sites: {
            mill: ${SITES.depot
                .replace("198.51.100.9", "198.51.100.10")
                .replace("192.168.11.0", "192.168.12.0")
                .replace("publicAddresses", `certificates: ${JSON.stringify(certificates)}, publicAddresses`)},
            aws:`,
    );

testComesAndGoes("bridge-certificates", program());

describe("private keys", () => {
    let project: Project;
    let shown: string;
    beforeAll(async () => {
        project = await Project.create("bridge-certificates-keys", program());
        shown = succeeded(await project.preview("--diff")).output;
        shown += succeeded(await project.up("--diff")).output;
        project.program(program(["4a"]));
        shown += succeeded(await project.up("--diff")).output;
        shown += (await project.pulumi(["stack", "output", "--json"])).output;
        shown += (await project.pulumi(["stack", "export"])).output;
        shown += project.eventLogs();
    }, 900_000);
    afterAll(() => project.dispose());

    /** A line of the second half of a PEM text, however it is quoted: the first half of an RSA key is public. */
    const lineOf = (pem: string): string =>
        pem
            .split(/\\*\n|\\+n/)
            .filter((line) => /^[A-Za-z0-9+/]{64}$/.test(line))
            .at(-4)!;

    test.each([
        ["the authority", root.privateKey],
        ["a device, which the program gave", own.privateKey],
    ])("of %s are in no state, output or log", (_, key) => {
        expect(shown).not.toContain(lineOf(key));
    });

    test("of devices that the component made are in none either", async () => {
        const all = (await project.pulumi(["stack", "export", "--show-secrets"])).output;
        const keys = [...all.matchAll(/-----BEGIN (?:RSA )?PRIVATE KEY-----[^-]*-----END/g)].map(([text]) =>
            lineOf(text),
        );
        expect(new Set(keys).size).toBeGreaterThanOrEqual(4);
        expect([...new Set(keys)].filter((line) => shown.includes(line))).toEqual([]);
    });
});
