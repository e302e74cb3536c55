/**
 * Property tests draw the same few examples for every mutant and on every run, so that the score changes with the code alone
 * and comes in time; and the first failure is enough, without a search for the smallest.
 */
const fc = require("fast-check");

const MOST_EXAMPLES = 15;
const { assert } = fc;

fc.configureGlobal({ seed: 20260101, endOnFailure: true, numRuns: MOST_EXAMPLES });
fc.assert = (property, parameters = {}) =>
    assert(property, { ...parameters, numRuns: Math.min(parameters.numRuns ?? MOST_EXAMPLES, MOST_EXAMPLES) });
