/** Names that the provider makes up where only a prefix is given. */
import type { Context } from "../core/definition";
import { text } from "../core/values";
import type { CloudObject } from "../core/world";

/** As the Terraform plugin SDK makes unique names: the prefix, the time, and a counter; 26 characters behind the prefix. */
export function uniqueName(context: Context, draft: CloudObject, prefix: string): string {
    const time = new Date(context.now).toISOString().replace(/\D/g, "").padEnd(18, "0");
    return `${prefix}${time}${draft.serial.toString(16).padStart(8, "0")}`;
}

/** `name` as given, else made from `namePrefix`. */
export function nameOf(context: Context, draft: CloudObject): string {
    return text(draft.props, "name") ?? uniqueName(context, draft, text(draft.props, "namePrefix") ?? "");
}
