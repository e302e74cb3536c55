#!/usr/bin/env node
"use strict";
const fs = require("node:fs");
const path = require("node:path");

const main = path.join(__dirname, "..", "dist", "cli", "index.js");
if (!fs.existsSync(main)) {
    process.stderr.write("causeway: this checkout is not built yet; run: npm install && npm run build\n");
    process.exit(1);
}
require("../dist/cli/index.js").main(process.argv);
