/** Wrong arguments, at least one for every check, and exactly what is said about them. */
import { overlaps, prefixes } from "./addresses";
import type { Fault } from "./fault";
import { names } from "./names";
import { ids, numbers } from "./numbers";
import { quotas } from "./quotas";
import { shape } from "./shape";

export const faults: readonly Fault[] = [...shape, ...names, ...numbers, ...ids, ...prefixes, ...overlaps, ...quotas];
