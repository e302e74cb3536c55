/** VpnBridge on the real engine, between three clouds and two devices: it comes up, stays, is repaired, and leaves nothing. */
import { bridgeProgram, EVERYTHING } from "../support/bridge-programs";
import { testComesAndGoes } from "../support/comes-and-goes";

testComesAndGoes("bridge-lifecycle", bridgeProgram(EVERYTHING));
