/** Every simulated package. */
import type { Package } from "./core/definition";
import { aws } from "./aws";

export const PACKAGES: readonly Package[] = [aws];
