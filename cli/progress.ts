/** Says that long work goes on: on standard error, where no pipe reads it. */

const FIRST_MS = 5_000;
const EVERY_MS = 30_000;

/** Runs the work. A terminal shows a line with the seconds so far, a log a line now and then. */
export async function duringLongWork<T>(what: string, work: () => Promise<T>): Promise<T> {
    const isTerminal = process.stderr.isTTY;
    const began = Date.now();
    const seconds = (): string => `${Math.round((Date.now() - began) / 1000)} s`;
    const show = (): void =>
        void process.stderr.write(isTerminal ? `\r${what} … ${seconds()} ` : `${what} … ${seconds()}\n`);
    if (isTerminal) show();
    let clock = isTerminal ? setInterval(show, 1_000) : setTimeout(repeat, FIRST_MS);
    function repeat(): void {
        show();
        clock = setInterval(show, EVERY_MS);
    }
    try {
        return await work();
    } finally {
        // One function clears either kind of clock (HTML standard, timers).
        clearInterval(clock);
        if (isTerminal) process.stderr.write("\r\u001b[K");
    }
}
