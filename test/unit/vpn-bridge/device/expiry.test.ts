import { renderExpiry } from "../../../../components/vpn-bridge/device/linux/expiry";
import { OPENVPN, sheet, tunnel } from "./sheets";
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

let folder: string;
beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "causeway-expiry-"));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Runs the rendered script over a configuration whose certificate has so many days left. */
function checkWith(days: number): { status: number | null; said: string } {
    const [key, cert] = [path.join(folder, "key.pem"), path.join(folder, "cert.pem")];
    const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert];
    execFileSync("openssl", [...request, "-days", String(days), "-subj", "/CN=plant"], { stdio: "ignore" });
    const pair = tunnel(8, { engine: OPENVPN });
    fs.writeFileSync(
        path.join(folder, `cw${pair.number}.conf`),
        `dev cw${pair.number}\n<cert>\n${fs.readFileSync(cert, "utf8")}</cert>\n<key>\nnobody's\n</key>\n`,
    );
    const files = renderExpiry(sheet([pair]));
    const script = Object.entries(files).find(([file]) => file.endsWith("-expiry"))![1];
    const run = spawnSync("sh", ["-c", script.replaceAll("/etc/openvpn/", `${folder}/`)], { encoding: "utf8" });
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

test("a device without certificates has no timer for them", () => {
    expect(renderExpiry(sheet([]))).toEqual({});
});
