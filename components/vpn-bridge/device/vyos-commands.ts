/** "set" commands of VyOS. */

/** A value in quotes; VyOS knows no escape in them, and no value of a sheet holds one. */
export function set(path: string, value?: string | number): string {
    return value === undefined ? `set ${path}` : `set ${path} '${String(value).replace(/'/g, "")}'`;
}

/** Several settings below one path. Undefined leaves a setting out, true stands for one without a value. */
export function below(path: string, settings: Readonly<Record<string, string | number | true | undefined>>): string[] {
    return Object.entries(settings).flatMap(([name, value]) => {
        if (value === undefined) return [];
        return [value === true ? set(`${path} ${name}`) : set(`${path} ${name}`, value)];
    });
}
