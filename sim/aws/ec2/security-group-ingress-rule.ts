/** A rule that lets traffic from one peer into a security group; see `single-rule.ts`. */
import { singleRule } from "./single-rule";

export const securityGroupIngressRule = singleRule("ingress");
