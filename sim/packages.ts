/** Every simulated package. */
import type { Package } from "./core/definition";
import { aws } from "./aws";
import { random } from "./random";
import { tls } from "./tls";

export const PACKAGES: readonly Package[] = [aws, random, tls];
