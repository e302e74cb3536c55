/** Where things stand in the arguments, as error messages name them. */
import { join } from "../../plan/shape";
import type { AwsAttachmentArgs, TransitHubArgs } from "./args";

export function hubPath(hub: string): string {
    return join("aws.hubs", hub);
}

export function attachmentPath(hub: string, attachment: string): string {
    return join(`${hubPath(hub)}.attachments`, attachment);
}

export function eachAttachment<T>(
    args: TransitHubArgs,
    look: (a: AwsAttachmentArgs, path: string, hub: string, key: string) => T[],
): T[] {
    return Object.entries(args.aws.hubs).flatMap(([hub, h]) =>
        Object.entries(h.attachments ?? {}).flatMap(([key, a]) => look(a, attachmentPath(hub, key), hub, key)),
    );
}
