import { dedicated } from "./dedicated";
import { awsEnds } from "./aws-ends";
import { certificates } from "./certificates";
import type { Fault } from "./fault";
import { links } from "./links";
import { networks } from "./networks";
import { prefixes } from "./prefixes";
import { shapes } from "./shapes";
import { sites } from "./sites";

export const faults: readonly Fault[] = [
    ...shapes,
    ...sites,
    ...awsEnds,
    ...prefixes,
    ...links,
    ...dedicated,
    ...certificates,
    ...networks,
];
