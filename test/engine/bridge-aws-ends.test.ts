/** What AWS has at Transit Gateways, on the real engine: a concentrator, and tunnels over Direct Connect. */
import { bridgeOverDirectConnect } from "../support/bridge-programs";
import { testComesAndGoes } from "../support/comes-and-goes";

testComesAndGoes("bridge-aws-ends", bridgeOverDirectConnect());
