/** The engine that is built where none is installed; the same version stands in go/go.mod (a test compares them). */
export const ENGINE_VERSION = "3.250.0";
