/** Private authorities and what they issue, made by openssl: an implementation that is none of Causeway's. */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/** PEM throughout. */
export interface Made {
    readonly certificate: string;
    readonly privateKey: string;
}

export interface Wanted {
    /** Subject as openssl takes it: "/C=DE/CN=plant". */
    readonly subject: string;
    /** Bits of an RSA key; 0 for a key of P-256. Default 3072. */
    readonly bits?: number;
    /** Default: it signs itself. */
    readonly by?: Made;
    /** True for an authority, which by default may sign certificates and lists. Default false. */
    readonly isAuthority?: boolean;
    /** Default: what an authority or an end needs. */
    readonly keyUsage?: string;
    /** "20300101000000Z". Default: a month from now. */
    readonly until?: string;
}

const MONTH = 30 * 86_400_000;

const configuration = ({ isAuthority = false, keyUsage }: Wanted): string => `
[ca]
default_ca = it
[it]
database = index.txt
new_certs_dir = .
default_md = sha256
policy = any
rand_serial = yes
copy_extensions = none
unique_subject = no
[any]
countryName = optional
organizationName = optional
commonName = supplied
[made]
basicConstraints = critical,CA:${isAuthority}
keyUsage = critical,${keyUsage ?? (isAuthority ? "keyCertSign,cRLSign" : "digitalSignature,keyEncipherment")}
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[req]
distinguished_name = any_name
[any_name]
`;

export function make(wanted: Wanted): Made {
    const { subject, bits = 3072, by, until } = wanted;
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "causeway-authority-"));
    const openssl = (...args: string[]): string =>
        execFileSync("openssl", args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"], encoding: "utf8" });
    const write = (file: string, text: string): void => fs.writeFileSync(path.join(folder, file), text);
    try {
        write("index.txt", "");
        write("ca.cnf", configuration(wanted));
        const key = bits === 0 ? ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"] : [`rsa:${bits}`];
        openssl(
            ...["req", "-new", "-newkey", ...key, "-nodes", "-config", "ca.cnf", "-subj", subject],
            ...["-keyout", "own.key", "-out", "own.csr"],
        );
        if (by !== undefined) {
            write("by.pem", by.certificate);
            write("by.key", by.privateKey);
        }
        const signer =
            by === undefined ? ["-selfsign", "-keyfile", "own.key"] : ["-cert", "by.pem", "-keyfile", "by.key"];
        const end = until ?? `${new Date(Date.now() + MONTH).toISOString().replace(/[-:T]/g, "").slice(0, 14)}Z`;
        openssl(
            ...["ca", "-batch", "-notext", "-preserveDN", "-config", "ca.cnf", "-extensions", "made", ...signer],
            ...["-in", "own.csr", "-out", "own.pem", "-startdate", "20200101000000Z", "-enddate", end],
        );
        const read = (file: string): string => fs.readFileSync(path.join(folder, file), "utf8");
        return { certificate: read("own.pem"), privateKey: read("own.key") };
    } finally {
        fs.rmSync(folder, { recursive: true, force: true });
    }
}
