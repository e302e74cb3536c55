import type { ResourceType } from "../../core/definition";
import { hub } from "./hub";
import { spoke } from "./spoke";

export const connectivityTypes: readonly ResourceType[] = [hub, spoke];
