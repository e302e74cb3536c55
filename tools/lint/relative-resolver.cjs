"use strict";
/**
 * Tells the direction rules which file an import means, without asking whether it exists: an import of a file that is
 * still to be written has a direction too. A compiled file counts as its source, so `dist/` is no way round.
 * Packages are left to the rules by name (path null).
 */
const fs = require("node:fs");
const path = require("node:path");

const ROOT = path.resolve(__dirname, "../..");
const DIST = path.join(ROOT, "dist");

function resolve(source, importer) {
    if (!/^\.{0,2}(\/|$)/.test(source)) return { found: true, path: null };
    const target = path.resolve(path.dirname(importer), source);
    const written = isInside(DIST, target) ? path.join(ROOT, path.relative(DIST, target)) : target;
    const bare = written.replace(/\.(d\.ts|[cm]?js)$/, "");
    const candidates = [written, `${written}.ts`, `${bare}.ts`];
    return { found: true, path: candidates.find(isFile) ?? path.join(bare, "index.ts") };
}

function isInside(folder, file) {
    return file === folder || file.startsWith(folder + path.sep);
}

function isFile(file) {
    return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

module.exports = { interfaceVersion: 2, resolve };
