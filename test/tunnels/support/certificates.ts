/** Certificates as a bridge's own authority issues them, made by openssl, with the list of revoked ones that Causeway makes. */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { revocationList } from "../../../components/vpn-bridge/revocation";

/** PEM, but for names and numbers. */
export interface Credentials {
    readonly commonName: string;
    readonly authority: string;
    readonly authorityKey: string;
    readonly certificate: string;
    /** In hexadecimal digits. */
    readonly serial: string;
    readonly privateKey: string;
    readonly revoked: string;
}

export interface Issued {
    /** Days from now when the certificate begins and ends to be good. Default: from yesterday on for a month. */
    readonly from?: number;
    readonly until?: number;
    /** True for one that is on the list of revoked certificates. Default false. */
    readonly revoked?: boolean;
}

const CONFIGURATION = `
[ca]
default_ca = it
[it]
database = index.txt
serial = serial
new_certs_dir = .
certificate = authority.pem
private_key = authority.key
default_md = sha256
policy = any
[any]
commonName = supplied
[authority]
basicConstraints = critical,CA:true,pathlen:0
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[end]
basicConstraints = CA:false
keyUsage = critical,digitalSignature,keyEncipherment
extendedKeyUsage = serverAuth,clientAuth
[req]
distinguished_name = any_name
[any_name]
`;
const DAY = 86_400_000;
const KEY = ["-newkey", "rsa:3072", "-nodes", "-config", "ca.cnf"];

/** One authority, and a certificate for each name: the common name is the name, and "/1" for its first device. */
export function issue(wanted: Readonly<Record<string, Issued>>): Readonly<Record<string, Credentials>> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "causeway-certificates-"));
    const openssl = (...args: string[]): string =>
        execFileSync("openssl", args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"], encoding: "utf8" });
    const read = (file: string): string => fs.readFileSync(path.join(folder, file), "utf8");
    try {
        fs.writeFileSync(path.join(folder, "index.txt"), "");
        // The first bit of the serial number is set, which every list of numbers must survive.
        fs.writeFileSync(path.join(folder, "serial"), "F1\n");
        fs.writeFileSync(path.join(folder, "ca.cnf"), CONFIGURATION);
        openssl(
            ...["req", "-x509", ...KEY, "-extensions", "authority", "-days", "30", "-subj", "/CN=trial authority"],
            ...["-keyout", "authority.key", "-out", "authority.pem"],
        );
        for (const [name, { from = -1, until = 30 }] of Object.entries(wanted)) {
            openssl(
                ...["req", "-new", ...KEY, "-subj", `/CN=${commonNameOf(name).replace("/", "\\/")}`],
                ...["-keyout", `${name}.key`, "-out", `${name}.csr`],
            );
            openssl(
                ...["ca", "-batch", "-notext", "-config", "ca.cnf", "-extensions", "end", "-in", `${name}.csr`],
                ...["-out", `${name}.pem`, "-startdate", utc(from), "-enddate", utc(until)],
            );
        }
        const serial = (name: string): string =>
            openssl("x509", "-in", `${name}.pem`, "-noout", "-serial").trim().replace("serial=", "");
        const authority = { certificate: read("authority.pem"), privateKey: read("authority.key") };
        const serials = Object.keys(wanted).filter((name) => wanted[name]?.revoked === true);
        const revoked = revocationList(authority, serials.map(serial));
        return Object.fromEntries(
            Object.keys(wanted).map((name) => [
                name,
                {
                    commonName: commonNameOf(name),
                    authority: authority.certificate,
                    authorityKey: authority.privateKey,
                    certificate: read(`${name}.pem`),
                    serial: serial(name),
                    privateKey: read(`${name}.key`),
                    revoked,
                },
            ]),
        );
    } finally {
        fs.rmSync(folder, { recursive: true, force: true });
    }
}

const commonNameOf = (name: string): string => `${name}/1`;

/** Days from now as openssl writes times: "20261124000000Z". */
function utc(days: number): string {
    const digits = new Date(Date.now() + days * DAY).toISOString().replace(/[-:T]/g, "");
    return `${digits.slice(0, 14)}Z`;
}
