/** What the package exports: the components, their arguments, and their planners. */
export * from "./components/transit-hub";
