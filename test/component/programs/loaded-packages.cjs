// Prints which Pulumi packages are loaded: after importing the component, after planning, and after building one.
const pulumi = require("@pulumi/pulumi");

const loaded = () => {
    const files = Object.keys(require.cache).map((file) => file.replaceAll("\\", "/"));
    const inside = files.map((file) => /node_modules\/(@pulumi\/(?!pulumi\/).*)/.exec(file)?.[1]);
    return inside.filter((file) => file !== undefined);
};

const args = { segments: { main: {} }, aws: { hubs: { a: { region: "us-east-1" } } } };
const entries = {
    "the package": () => require("@causeway-iac/causeway"),
    "the component alone": () => require("@causeway-iac/causeway/transit-hub"),
};
const main = async (entry) => {
    const { TransitHub, planTransitHub } = entries[entry]();
    const imported = loaded();
    planTransitHub(args);
    const planned = loaded();
    await pulumi.runtime.setMocks({ newResource: ({ name }) => ({ id: name, state: {} }), call: () => ({}) });
    new TransitHub("core", args);
    console.log(JSON.stringify({ imported, planned, built: loaded() }));
};
main(process.argv[2]);
