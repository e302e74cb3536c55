/** The types of Elastic Load Balancing that are modelled: load balancers, listeners, target groups and targets. */
import type { ResourceType } from "../../core/definition";
import { listener } from "./listener";
import { loadBalancer } from "./load-balancer";
import { targetGroup } from "./target-group";
import { targetGroupAttachment } from "./target-group-attachment";

export const lbTypes: readonly ResourceType[] = [loadBalancer, targetGroup, targetGroupAttachment, listener];
