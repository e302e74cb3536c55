/** Properties read as plain text, number or objects, for rules that look at several. */
import { isObject, text, type Props } from "../core/values";

/** The string at `name`, or "". */
export function said(props: Props, name: string): string {
    return text(props, name) ?? "";
}

/** The number at `name`; undefined where there is none, or it is not known yet. */
export function numberAt(props: Props, name: string): number | undefined {
    const value = props[name];
    return typeof value === "number" ? value : undefined;
}

/** The object at `name`; {} where there is none. */
export function objectAt(props: Props, name: string): Props {
    const value = props[name];
    return isObject(value) ? value : {};
}

/** The objects of the list at `name`. */
export function objectsAt(props: Props, name: string): Props[] {
    const value = props[name];
    return Array.isArray(value) ? value.filter(isObject) : [];
}
