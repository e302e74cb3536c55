/** Numbers, lengths and ARNs that the provider refuses by itself, in the words of the Terraform plugin SDK's validators. */
import type { Value } from "../core/values";

type Refuse = (value: Value) => string | undefined;

export const between =
    (name: string, least: number, most: number): Refuse =>
    (value) =>
        (value as number) < least || (value as number) > most
            ? `expected ${name} to be in the range (${least} - ${most}), got ${value as number}`
            : undefined;

export const lengthBetween =
    (name: string, least: number, most: number): Refuse =>
    (value) => {
        const { length } = value as string;
        if (length >= least && length <= most) return undefined;
        return `expected length of ${name} to be in the range (${least} - ${most}), got ${length}`;
    };

/** The first of the rules that has something against the value. */
export const firstOf =
    (...rules: Refuse[]): Refuse =>
    (value) => {
        for (const rule of rules) {
            const reason = rule(value);
            if (reason !== undefined) return reason;
        }
        return undefined;
    };

export const matching =
    (pattern: RegExp, reason: string): Refuse =>
    (value) =>
        pattern.test(value as string) ? undefined : reason;

const ARN = /^arn:(aws[a-z-]*):([^:]+):([^:]*):([^:]*):(.+)$/;

/** "arn:aws:iam::111122223333:role/web" in its parts; undefined for anything else. */
export function arnParts(
    value: string,
): { partition: string; service: string; region: string; account: string; resource: string } | undefined {
    const [, partition = "", service = "", region = "", account = "", resource = ""] = ARN.exec(value) ?? [];
    return resource === "" ? undefined : { partition, service, region, account, resource };
}

/** For `refuse`: an ARN. `name` is how the provider calls the argument. */
export const refuseArn =
    (name: string): Refuse =>
    (value) =>
        value === "" || arnParts(value as string) !== undefined
            ? undefined
            : `"${name}" (${value as string}) is an invalid ARN: arn: invalid prefix or not enough sections`;
