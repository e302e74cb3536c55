import { renderExpiry } from "../../../../components/vpn-bridge/device/linux/expiry";
import { CERTIFIED, OPENVPN, sheet, tunnel } from "./sheets";
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

let folder: string;
beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "causeway-expiry-"));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Runs the rendered script over the certificate of a tunnel of that engine, with so many days left. */
function checkWith(days: number, engine: typeof OPENVPN | typeof CERTIFIED = OPENVPN) {
    const [key, cert] = [path.join(folder, "key.pem"), path.join(folder, "cert.pem")];
    const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert];
    execFileSync("openssl", [...request, "-days", String(days), "-subj", "/CN=plant"], { stdio: "ignore" });
    const pair = tunnel(8, { engine });
    fs.copyFileSync(cert, path.join(folder, `core-cw${pair.number}.pem`));
    fs.writeFileSync(
        path.join(folder, `cw${pair.number}.conf`),
        `dev cw${pair.number}\n<cert>\n${fs.readFileSync(cert, "utf8")}</cert>\n<key>\nnobody's\n</key>\n`,
    );
    const files = renderExpiry(sheet([pair]));
    const script = Object.entries(files).find(([file]) => file.endsWith("-expiry"))![1];
    const here = script.replace(/\/etc\/(openvpn|swanctl\/x509)\//g, `${folder}/`);
    const run = spawnSync("sh", ["-c", here], { encoding: "utf8" });
    return { status: run.status, said: run.stderr };
}

test("a certificate with 13 days left is an error that names its file", () => {
    const { status, said } = checkWith(13);
    expect(status).toBe(1);
    expect(said).toContain("ends soon");
});

test("a certificate with 15 days left is none", () => {
    expect(checkWith(15)).toEqual({ status: 0, said: "" });
});

test("certificates of IPsec are watched as well", () => {
    expect(checkWith(13, CERTIFIED)).toMatchObject({
        status: 1,
        said: expect.stringContaining("core-cw8.pem ends soon"),
    });
    expect(checkWith(15, CERTIFIED)).toEqual({ status: 0, said: "" });
});

test("a device without certificates has no timer for them", () => {
    expect(renderExpiry(sheet([]))).toEqual({});
});
