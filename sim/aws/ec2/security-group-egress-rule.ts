/** A rule that lets traffic to one peer out of a security group; see `single-rule.ts`. */
import { singleRule } from "./single-rule";

export const securityGroupEgressRule = singleRule("egress");
