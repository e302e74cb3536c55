/** Property values as resource types see them, and their form on the wire (google.protobuf.Struct). */
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** A value that the engine will only know after something has been created. It never reaches the store. */
export const UNKNOWN = Symbol("unknown");

export type Value = null | boolean | number | string | typeof UNKNOWN | Value[] | { [key: string]: Value };
export type Props = Record<string, Value>;

/** How Pulumi's wire format writes an unknown value of any type. */
const UNKNOWN_ON_THE_WIRE = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** How it marks a secret: an object with this member, and the value beside it. */
const SECRET_KEY = "4dabf18193072939515e22adb298388d";
const SECRET_MARK = "1b47061264138c4ac30d75fd1eb44270";

/** The value marked secret for the wire. Nothing in here handles marked values: `fromStruct` takes the mark off. */
export function secret(value: Value): Value {
    return { [SECRET_KEY]: SECRET_MARK, value };
}

export function isMarkedSecret(value: { [key: string]: Value }): boolean {
    return value[SECRET_KEY] === SECRET_MARK;
}

export function fromStruct(struct: Struct | undefined): Props {
    return (decode(struct?.toJavaScript() ?? {}) ?? {}) as Props;
}

export function toStruct(props: Props): Struct {
    return Struct.fromJavaScript(encode(props) as Record<string, never>);
}

function decode(value: Value): Value {
    if (value === UNKNOWN_ON_THE_WIRE) return UNKNOWN;
    if (isObject(value) && isMarkedSecret(value)) return decode(value.value ?? null);
    return mapChildren(value, decode);
}

function encode(value: Value): Value {
    if (value === UNKNOWN) return UNKNOWN_ON_THE_WIRE;
    return mapChildren(value, encode);
}

function mapChildren(value: Value, f: (child: Value) => Value): Value {
    if (Array.isArray(value)) return value.map(f);
    if (!isObject(value)) return value;
    const entries = Object.entries(value).filter(([, child]) => child !== undefined);
    return Object.fromEntries(entries.map(([key, child]) => [key, f(child)]));
}

export function isObject(value: Value | undefined): value is { [key: string]: Value } {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True when the value is unknown or holds an unknown anywhere. */
export function hasUnknown(value: Value | undefined): boolean {
    if (value === UNKNOWN) return true;
    if (Array.isArray(value)) return value.some(hasUnknown);
    return isObject(value) && Object.values(value).some(hasUnknown);
}

/** Null, absent, and an empty string, list or map say the same thing to a cloud API: nothing was given. */
export function isEmpty(value: Value | undefined): boolean {
    if (value === undefined || value === null || value === "") return true;
    if (Array.isArray(value)) return value.length === 0;
    return isObject(value) && Object.keys(value).length === 0;
}

/** The string at `key`, when it is one (not unknown, not absent). */
export function text(props: Props, key: string): string | undefined {
    const value = props[key];
    return typeof value === "string" && value !== "" ? value : undefined;
}

/** The strings of the list at `key`; unknown elements are left out. */
export function texts(props: Props, key: string): string[] {
    const value = props[key];
    return Array.isArray(value) ? value.filter((v): v is string => typeof v === "string") : [];
}

/** The string map at `key`, as tags are. */
export function textMap(props: Props, key: string): Record<string, string> {
    const value = props[key];
    if (!isObject(value)) return {};
    return Object.fromEntries(Object.entries(value).filter((e): e is [string, string] => typeof e[1] === "string"));
}
