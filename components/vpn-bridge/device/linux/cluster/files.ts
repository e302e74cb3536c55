/** The files of a gateway as objects of Kubernetes: Secrets for what holds a key, ConfigMaps for what does not. */
import type { RenderedFiles } from "../../sheet";

/** Folders whose files hold no key. Whatever is new elsewhere is taken for one that does. */
const WITHOUT_KEYS = ["/etc/causeway/", "/etc/frr/", "/etc/nftables.d/", "/etc/strongswan.d/", "/etc/sysctl.d/"];

/** Bytes of one object: Kubernetes takes 1 MiB (ConfigMap, Secret), and a file may be a little beyond the rest. */
const MOST = 512 * 1024;

export interface FileObject {
    readonly kind: "ConfigMap" | "Secret";
    readonly name: string;
    /** By path. */
    readonly files: RenderedFiles;
}

/** As many objects as it takes, the first of each kind called by `name` alone. */
export function fileObjects(name: string, files: RenderedFiles): FileObject[] {
    const isOpen = (file: string): boolean => WITHOUT_KEYS.some((folder) => file.startsWith(folder));
    const paths = Object.keys(files).sort();
    const parts = (kind: FileObject["kind"], of: readonly string[]): FileObject[] =>
        filled(of, files).map((part, i) => ({
            kind,
            name: i === 0 ? name : `${name}-${i + 1}`,
            files: Object.fromEntries(part.map((file) => [file, files[file] ?? ""])),
        }));
    return [
        ...parts("ConfigMap", paths.filter(isOpen)),
        ...parts(
            "Secret",
            paths.filter((file) => !isOpen(file)),
        ),
    ];
}

function filled(paths: readonly string[], files: RenderedFiles): string[][] {
    const parts: string[][] = [];
    let size = Infinity;
    for (const file of paths) {
        const bytes = Buffer.byteLength(files[file] ?? "");
        if (size + bytes > MOST) {
            parts.push([]);
            size = 0;
        }
        parts[parts.length - 1]?.push(file);
        size += bytes;
    }
    return parts;
}

/** Keys have no "/" (Kubernetes, Secret: data), and no path has a "_". */
const keyOf = (file: string): string => file.slice(1).replace(/\//g, "_");

/**
 * The data of the object. A Secret's is in base64: what is given as text is never removed again by an apply (Kubernetes,
 * Secret: stringData is merged into data).
 */
export function dataOf({ kind, files }: FileObject): Record<string, string> {
    const text = (content: string): string => (kind === "Secret" ? Buffer.from(content).toString("base64") : content);
    return Object.fromEntries(Object.entries(files).map(([file, content]) => [keyOf(file), text(content)]));
}

/** What a projected volume takes of the object: every file at its own path below the mount. */
export function sourceOf({ kind, name, files }: FileObject): Record<string, unknown> {
    const items = Object.keys(files).map((file) => ({ key: keyOf(file), path: file.slice(1) }));
    return { [kind === "Secret" ? "secret" : "configMap"]: { name, items } };
}
