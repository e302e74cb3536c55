/**
 * Property tests draw the same examples for every mutant and on every run, so that the score changes with the code alone;
 * and the first failure is enough, without a search for the smallest.
 */
const fc = require("fast-check");

fc.configureGlobal({ seed: 20260101, endOnFailure: true });
