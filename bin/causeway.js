#!/usr/bin/env node
"use strict";
console.log("hi from causeway", process.cwd());
