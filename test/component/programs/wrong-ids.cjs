// Builds a TransitHub for each of the arguments on standard input, with every text "later:x" as an Output of "x", and
// prints which of its resources were registered, and why the others were not.
const pulumi = require("@pulumi/pulumi");
const { TransitHub } = require("@causeway-iac/causeway/transit-hub");

// What the component reports about its outputs fails as well; Pulumi's runner ends the program with it.
process.on("unhandledRejection", () => {});

const revived = (json) =>
    JSON.parse(json, (_, value) =>
        typeof value === "string" && value.startsWith("later:") ? pulumi.output(value.slice(6)) : value,
    );

async function build(args) {
    const resources = [];
    const watch = ({ resource, name }) => void resources.push({ resource, name });
    new TransitHub("core", args, { transformations: [watch] });
    const registered = [];
    const refused = {};
    for (const { resource, name } of resources) {
        await resource.urn.promise().then(
            () => registered.push(name),
            (error) => (refused[name] = error.message),
        );
    }
    return { registered, refused };
}

async function main() {
    await pulumi.runtime.setMocks({
        newResource: ({ name, inputs }) => ({ id: name, state: inputs }),
        call: () => ({}),
    });
    const answers = [];
    for (const args of revived(require("node:fs").readFileSync(0, "utf8"))) answers.push(await build(args));
    console.log(JSON.stringify(answers));
}
main();
