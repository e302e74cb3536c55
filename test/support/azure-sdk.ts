/** What the azure-native SDK says of a resource type, read from its generated JavaScript without loading it. */
import * as fs from "node:fs";
import * as path from "node:path";
import type { Package, Property } from "../../sim/core/definition";

export interface AzureSdkType {
    inputs: string[];
    outputs: string[];
    required: string[];
    /** What it marks secret by itself. */
    secrets: string[];
}

const ROOT = path.dirname(require.resolve("@pulumi/azure-native/package.json"));

/** `token` as in "azure-native:network:Subnet", whose file is network/subnet.js. */
export function azureSdkType(token: string): AzureSdkType {
    const [, module = "", name = ""] = token.split(":");
    const file = `${name.charAt(0).toLowerCase()}${name.slice(1)}.js`;
    const source = fs.readFileSync(path.join(ROOT, module, file), "utf8");
    const set = [...source.matchAll(/resourceInputs\["(\w+)"\] = (.*);/g)];
    const sorted = (names: (string | undefined)[]): string[] => [...new Set(names.map((n) => n ?? ""))].sort();
    const inputs = sorted(set.filter(([, , value]) => value !== "undefined /*out*/").map(([, input]) => input));
    const all = sorted(set.map(([, property]) => property));
    const secrets = /additionalSecretOutputs: (\[[^\]]*\])/.exec(source)?.[1] ?? "[]";
    return {
        inputs,
        outputs: all.filter((property) => !inputs.includes(property)),
        required: sorted([...source.matchAll(/args\?\.(\w+) === undefined && !opts\.urn/g)].map(([, input]) => input)),
        secrets: JSON.parse(secrets) as string[],
    };
}

/** The same of a simulated type. What is never shown is left out. */
export function modelledAzureType(pkg: Package, token: string): AzureSdkType {
    const shown = Object.entries(pkg.types.find((t) => t.token === token)?.properties ?? {}).filter(
        ([, p]) => !(p.output === true && p.writeOnly === true),
    );
    const where = (keep: (property: Property) => boolean): string[] =>
        shown
            .filter(([, p]) => keep(p))
            .map(([name]) => name)
            .sort();
    return {
        inputs: where((p) => p.output !== true),
        outputs: where((p) => p.output === true),
        required: where((p) => p.required === true),
        secrets: where((p) => p.secret === true),
    };
}
