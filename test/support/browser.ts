/** A headless Chromium, driven over its debugging protocol: two pipes, no package and no port. */
import { spawn, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { Readable, Writable } from "node:stream";

const NAMES = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

/** The browser of this machine, or CAUSEWAY_CHROMIUM; undefined where there is none. */
export function findChromium(): string | undefined {
    const folders = (process.env.PATH ?? "").split(path.delimiter);
    const found = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
    return [process.env.CAUSEWAY_CHROMIUM ?? "", ...found].find((file) => file !== "" && fs.existsSync(file));
}

type Message = Record<string, unknown> & { id?: number; method?: string; params?: Record<string, unknown> };
interface Waiting {
    readonly resolve: (result: Record<string, unknown>) => void;
    readonly reject: (error: Error) => void;
}

export interface View {
    readonly width: number;
    readonly height: number;
    readonly dark?: boolean;
    /** "print" as paper shows it. */
    readonly media?: "screen" | "print";
}

export class Browser {
    readonly #waiting = new Map<number, Waiting>();
    readonly #listeners: ((message: Message) => void)[] = [];
    #next = 0;
    #rest = "";

    private constructor(
        private readonly child: ChildProcess,
        private readonly folder: string,
    ) {
        // Messages are JSON with a zero byte behind each.
        (child.stdio[4] as Readable).setEncoding("utf8").on("data", (chunk: string) => {
            const parts = (this.#rest + chunk).split("\0");
            this.#rest = parts.pop() ?? "";
            for (const part of parts) this.#take(JSON.parse(part) as Message);
        });
        child.once("exit", () => {
            for (const { reject } of this.#waiting.values()) reject(new Error("the browser ended"));
        });
    }

    static async start(file: string): Promise<Browser> {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "causeway-browser-"));
        const flags = ["--headless", "--remote-debugging-pipe", "--no-first-run", "--disable-gpu", "--hide-scrollbars"];
        // Chromium's own sandbox refuses to run as root; what it shows here is made by this test.
        const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
        const child = spawn(file, [...flags, ...sandbox, `--user-data-dir=${folder}`, "about:blank"], {
            stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
            // A group of its own: Debian's command is a script that starts the browser.
            detached: true,
        });
        await new Promise((resolve, reject) => child.once("spawn", resolve).once("error", reject));
        return new Browser(child, folder);
    }

    async open(text: string, view: View, ending = "html"): Promise<Page> {
        const file = path.join(this.folder, `page-${this.#next}.${ending}`);
        fs.writeFileSync(file, text);
        const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
        const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
        const page = new Page(this, String(sessionId));
        await page.load(`file://${file}`, view);
        return page;
    }

    async send(method: string, params: object = {}, sessionId?: string): Promise<Record<string, unknown>> {
        const id = ++this.#next;
        return await new Promise((resolve, reject) => {
            this.#waiting.set(id, { resolve, reject });
            (this.child.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
        });
    }

    listen(listener: (message: Message) => void): void {
        this.#listeners.push(listener);
    }

    async close(): Promise<void> {
        const { pid, exitCode } = this.child;
        if (pid !== undefined && exitCode === null) {
            const ended = new Promise((resolve) => this.child.once("close", resolve));
            process.kill(-pid, "SIGKILL");
            await ended;
        }
        fs.rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
    }

    #take(message: Message): void {
        const waiting = message.id === undefined ? undefined : this.#waiting.get(message.id);
        if (message.id !== undefined) this.#waiting.delete(message.id);
        const error = message.error as { message: string } | undefined;
        if (error !== undefined) waiting?.reject(new Error(error.message));
        else waiting?.resolve((message.result ?? {}) as Record<string, unknown>);
        for (const listener of this.#listeners) listener(message);
    }
}

export class Page {
    /** What the page asked the network for, besides itself. */
    readonly requests: string[] = [];
    /** What the browser complained about: exceptions, refused styles and scripts. */
    readonly complaints: string[] = [];
    #loaded: (() => void) | undefined;

    constructor(
        private readonly browser: Browser,
        private readonly session: string,
    ) {
        browser.listen(({ method, params, sessionId }) => {
            if (sessionId !== session) return;
            if (method === "Page.loadEventFired") this.#loaded?.();
            if (method === "Network.requestWillBeSent") {
                this.requests.push((params?.request as { url: string }).url);
            }
            if (method === "Runtime.exceptionThrown" || method === "Log.entryAdded") {
                this.complaints.push(JSON.stringify(params));
            }
        });
    }

    async load(url: string, view: View): Promise<void> {
        for (const domain of ["Page", "Network", "Runtime", "Log", "Accessibility"])
            await this.#send(`${domain}.enable`);
        await this.show(view);
        const loaded = new Promise<void>((resolve) => {
            this.#loaded = resolve;
        });
        await this.#send("Page.navigate", { url });
        await loaded;
        this.requests.splice(0, this.requests.length, ...this.requests.filter((asked) => asked !== url));
    }

    async show({ width, height, dark = false, media = "screen" }: View): Promise<void> {
        await this.#send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
        const features = [{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }];
        await this.#send("Emulation.setEmulatedMedia", { media, features });
    }

    /** The value of an expression in the page, as JSON has it. */
    async eval<T>(expression: string): Promise<T> {
        const { result, exceptionDetails } = (await this.#send("Runtime.evaluate", {
            expression,
            returnByValue: true,
            awaitPromise: true,
        })) as { result: { value: T }; exceptionDetails?: { exception: { description: string } } };
        if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception.description);
        return result.value;
    }

    /** A key as a person presses it: "Tab", "ArrowDown", "Enter", "Escape". */
    async press(key: string): Promise<void> {
        const code = {
            Enter: 13,
            Escape: 27,
            Tab: 9,
            ArrowLeft: 37,
            ArrowUp: 38,
            ArrowRight: 39,
            ArrowDown: 40,
            Home: 36,
        }[key];
        const event = { key, code: key, windowsVirtualKeyCode: code ?? 0, ...(key === "Enter" ? { text: "\r" } : {}) };
        await this.#send("Input.dispatchKeyEvent", { type: key === "Enter" ? "keyDown" : "rawKeyDown", ...event });
        await this.#send("Input.dispatchKeyEvent", { type: "keyUp", ...event });
    }

    async type(text: string): Promise<void> {
        await this.#send("Input.insertText", { text });
    }

    /** PNG of the whole page, or of what is in view. */
    async screenshot(whole = true): Promise<Buffer> {
        const { data } = await this.#send("Page.captureScreenshot", { captureBeyondViewport: whole });
        return Buffer.from(String(data), "base64");
    }

    async #send(method: string, params: object = {}): Promise<Record<string, unknown>> {
        return await this.browser.send(method, params, this.session);
    }
}
