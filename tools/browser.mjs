/**
 * A headless Chromium for the test of the report's page, from Debian's packages where none is installed and that is allowed;
 * elsewhere it says what is missing. CAUSEWAY_CHROMIUM names one that is not on the path.
 */
import { spawnSync } from "node:child_process";
import { say } from "./house.mjs";

const PACKAGE = "chromium-headless-shell";
const NAMES = [PACKAGE, "chromium", "chromium-browser", "google-chrome"];

const isThere = (command) => spawnSync("sh", ["-c", `command -v ${command}`], { stdio: "ignore" }).status === 0;
const hasBrowser = () => process.env.CAUSEWAY_CHROMIUM !== undefined || NAMES.some(isThere);

if (hasBrowser()) {
    say("a browser is there");
} else if (process.getuid?.() === 0 && isThere("apt-get")) {
    // Lists of packages may be missing or old on a fresh machine.
    spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit" });
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", PACKAGE], { stdio: "inherit" });
}
if (!hasBrowser()) {
    process.stderr.write(`no Chromium: install ${PACKAGE}, or name one in CAUSEWAY_CHROMIUM\n`);
    process.exitCode = 1;
}
