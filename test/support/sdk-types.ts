/** What a Pulumi SDK says of its resource types, read from its generated JavaScript without loading it. */
import * as fs from "node:fs";
import * as path from "node:path";
import type { Package, Property } from "../../sim/core/definition";

export interface SdkType {
    token: string;
    inputs: string[];
    outputs: string[];
    secrets: string[];
}

export function sdkVersion(pkg: string): string {
    return (JSON.parse(fs.readFileSync(path.join(folder(pkg), "package.json"), "utf8")) as { version: string }).version;
}

/** Every resource type whose file lies at the top of the package, or of one of its modules, sorted by token. */
export function sdkTypes(pkg: string, module = ""): SdkType[] {
    const files = path.join(folder(pkg), module);
    return fs
        .readdirSync(files)
        .filter((file) => file.endsWith(".js"))
        .map((file) => fs.readFileSync(path.join(files, file), "utf8"))
        .flatMap(typeIn)
        .sort(byToken);
}

/** The same of a simulated package, to compare. */
export function modelledTypes(pkg: Package): SdkType[] {
    return pkg.types
        .map(({ token, properties }) => {
            const where = (keep: (property: Property) => boolean): string[] =>
                Object.keys(properties)
                    .filter((name) => keep(properties[name] as Property))
                    .sort();
            return {
                token,
                inputs: where((p) => p.output !== true),
                outputs: where((p) => p.output === true),
                secrets: where((p) => p.secret === true),
            };
        })
        .sort(byToken);
}

/** Inputs of a type that have a value in the end whether they are given or not: the provider or its cloud decides. */
export function decidedInputs(pkg: string, type: SdkType): string[] {
    const [, module = ""] = type.token.split(":");
    // A file is named by the token, but not always in the same case.
    const [file] = fs
        .readdirSync(path.join(folder(pkg), path.dirname(module)))
        .filter((name) => name.toLowerCase() === `${path.basename(module)}.d.ts`.toLowerCase());
    const source = fs.readFileSync(path.join(folder(pkg), path.dirname(module), file ?? ""), "utf8");
    const [declared = ""] = source.slice(source.indexOf("export declare class")).split("export interface");
    const [, args = ""] = source.split(/export interface \w+Args \{/);
    const decided = (name: string): boolean =>
        new RegExp(`\\b${name}\\?: `).test(args) &&
        !new RegExp(`readonly ${name}: pulumi\\.Output<[^;]*(\\{[^}]*\\}[^;]*)?\\| undefined>;`).test(declared);
    return type.inputs.filter(decided);
}

function byToken(one: SdkType, other: SdkType): number {
    return one.token < other.token ? -1 : 1;
}

function typeIn(source: string): SdkType[] {
    const token = /__pulumiType = '([^']+)'/.exec(source)?.[1];
    if (token === undefined || !token.includes("/")) return [];
    const set = [...source.matchAll(/resourceInputs\["(\w+)"\] = (.*);/g)].map(
        ([, name, value]) => [name, value] as const,
    );
    const outputs = names(set.filter(([, value]) => value === "undefined /*out*/"));
    const secrets = /additionalSecretOutputs: (\[[^\]]*\])/.exec(source)?.[1] ?? "[]";
    return [
        {
            token,
            inputs: names(set.filter(([name]) => !outputs.includes(name ?? ""))),
            outputs,
            secrets: (JSON.parse(secrets) as string[]).sort(),
        },
    ];
}

function names(set: (readonly [string | undefined, string | undefined])[]): string[] {
    return [...new Set(set.map(([name]) => name ?? ""))].sort();
}

function folder(pkg: string): string {
    return path.dirname(require.resolve(`@pulumi/${pkg}/package.json`));
}
