/** TransitHub on the real engine: it comes up, stays, is repaired, and leaves nothing. */
import { testComesAndGoes } from "../support/comes-and-goes";
import { hubProgram } from "../support/programs";

testComesAndGoes("lifecycle", hubProgram());
