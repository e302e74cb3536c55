/** Every simulated package. */
import type { Package } from "./core/definition";
import { aws } from "./aws";
import { azure } from "./azure";
import { gcp } from "./gcp";
import { random } from "./random";
import { tls } from "./tls";

export const PACKAGES: readonly Package[] = [aws, azure, gcp, random, tls];
