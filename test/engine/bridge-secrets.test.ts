/** No key of a bridge can be read anywhere but where the stack keeps its secrets. */
import { bridgeProgram, EVERYTHING } from "../support/bridge-programs";
import { Project, succeeded, type Run } from "../support/engine";

let project: Project;
const runs: Run[] = [];
let keys: string[];

beforeAll(async () => {
    const more = `links: {
        "azure/wan": { elsewhere: true },
        "gcp/wan": { id: 0 },
        "depot/plant": { engine: BridgeEngine.OpenVpn },
        "gcp/plant": { rank: 1 },
    },`;
    project = await Project.create("bridge-secrets", bridgeProgram({ ...EVERYTHING, more }));
    runs.push(await project.preview("--diff"), succeeded(await project.up()));
    project.program(bridgeProgram({ ...EVERYTHING, more: `${more} keys: { rotation: 1 },` }));
    runs.push(await project.preview("--diff", "--show-replacement-steps"), succeeded(await project.up("--diff")));
    // One that fails half way, and tells why.
    await project.sim("fail", "gcp:compute/vPNTunnel:VPNTunnel", "--op", "create");
    project.program(bridgeProgram({ ...EVERYTHING, more: `${more} keys: { rotation: 2 },` }));
    runs.push(await project.up("--diff"));
    keys = await keysOf(project);
}, 900_000);
afterAll(() => project.dispose());

/** Every text in the shown state that a tunnel is protected with. */
async function keysOf(of: Project): Promise<string[]> {
    const shown = await of.pulumi(["stack", "export", "--show-secrets"]);
    const text = shown.output;
    const found = new Set<string>();
    const fields =
        /\\?"(?:result|sharedKey|sharedSecret|tunnel[12]PresharedKey)\\?":\s*\{[^{}]*?\\?"plaintext\\?":\s*"\\"((?:[^"\\]|\\\\.)*?)\\""/g;
    for (const [, key] of text.matchAll(fields)) found.add(key!);
    for (const [, key] of text.matchAll(/(?:PrivateKey|PresharedKey) = ([A-Za-z0-9+/]{43}=)/g)) found.add(key!);
    for (const [, line] of text.matchAll(/-----BEGIN (?:RSA )?PRIVATE KEY-----\\+n([A-Za-z0-9+/]{64})/g))
        found.add(line!);
    for (const [, line] of text.matchAll(/-----BEGIN OpenVPN Static key V1-----\\+n([0-9a-f]{32})/g)) found.add(line!);
    return [...found];
}

test("there are keys to look for: of every tunnel, certificate and secret", () => {
    // The bridge's secret, two generations of some of the tunnels' keys, three keys of certificates, one of tls-crypt.
    expect(keys.length).toBeGreaterThan(30);
    expect(keys.every((key) => key.length >= 32)).toBe(true);
});

test("none is in the state as it is exported", async () => {
    const plain = await project.pulumi(["stack", "export"]);
    expect(keys.filter((key) => plain.output.includes(key))).toEqual([]);
});

test("none is in what previews, deployments and their failure print", () => {
    expect(runs.map(({ code }) => code === 0)).toEqual([true, true, true, true, false]);
    const printed = runs.map(({ output }) => output).join("\n");
    expect(keys.filter((key) => printed.includes(key))).toEqual([]);
});

test("none is in the engine's log of events", () => {
    const log = project.eventLogs();
    expect(log.length).toBeGreaterThan(10_000);
    expect(keys.filter((key) => log.includes(key))).toEqual([]);
});

test("none is in the outputs of the stack, unless they are asked for as secrets", async () => {
    const { output } = await project.pulumi(["stack", "output", "--json"]);
    expect(output).toContain("[secret]");
    expect(keys.filter((key) => output.includes(key))).toEqual([]);
});
