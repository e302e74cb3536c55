/** What the package exports: the components, their arguments, and their planners. */
export * from "./components/hub-attachment";
export * from "./components/transit-hub";
export * from "./components/vpn-bridge";
