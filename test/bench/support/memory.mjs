/** How much memory a process of a tree had at most. Only Linux tells that of others' processes; elsewhere nobody knows. */
import * as fs from "node:fs";
import { clearInterval, setInterval } from "node:timers";

/** The kernel keeps the peak, so that only what a process takes in its very last moments is missed. */
const PAUSE_MS = 100;

/**
 * Follows the process tree below `pid`. The answer ends that, and has the megabytes of the largest process with that name;
 * undefined where there was none.
 */
export function watchPeak(pid, name) {
    let peak;
    const look = () => {
        for (const one of descendants(pid)) {
            const status = read(`/proc/${one}/status`);
            if (/^Name:\s*(\S+)/.exec(status)?.[1] !== name) continue;
            const megabytes = Number(/^VmHWM:\s*(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
            peak = Math.max(peak ?? 0, megabytes);
        }
    };
    const timer = setInterval(look, PAUSE_MS);
    return () => {
        clearInterval(timer);
        return peak;
    };
}

function descendants(pid) {
    const children = threads(pid)
        .flatMap((thread) => read(`/proc/${pid}/task/${thread}/children`).split(" "))
        .filter((child) => child !== "");
    return [...children, ...children.flatMap(descendants)];
}

/** Any thread of a process may have started another. */
function threads(pid) {
    try {
        return fs.readdirSync(`/proc/${pid}/task`);
    } catch {
        return [];
    }
}

/** Empty for what is not there, any more or at all. */
function read(file) {
    try {
        return fs.readFileSync(file, "utf8");
    } catch {
        return "";
    }
}
