/**
 * Resources that stand for what AWS made by itself along with a VPC: its default ACL, group and route table. They make
 * nothing and delete nothing; what they say is kept in the object that they stand for, and read from it. Source: Terraform
 * AWS provider ("adopts it into management", and on deletion "does not delete it, only removes it from state").
 */
import type { Context } from "../../core/definition";
import type { Props } from "../../core/values";
import type { CloudObject } from "../../core/world";

/** What of the object stands for itself in the resource too. */
export function readBack(target: CloudObject, names: readonly string[]): Props {
    return Object.fromEntries(
        [...names, "tags", "tagsAll", "arn", "ownerId"].flatMap((name) => {
            const value = target.props[name];
            return value === undefined ? [] : [[name, value]];
        }),
    );
}

/** The object with the tags that the resource asks for. */
export function tagged(target: CloudObject, asked: Props): CloudObject {
    return { ...target, props: { ...target.props, tags: asked.tags ?? {}, tagsAll: asked.tagsAll ?? {} } };
}

/** For `importId`: the resource need not have existed before. Its id is that of the object. */
export function importAdopted(
    { world }: Context,
    type: string,
    target: CloudObject | undefined,
    props: Props,
): string | undefined {
    if (target === undefined) return undefined;
    const { account, region, id } = target;
    if (world.get(type, target, id) === undefined) {
        world.put({ type, account, region, id, serial: world.nextSerial(), props: { region, ...props } });
    }
    return id;
}
