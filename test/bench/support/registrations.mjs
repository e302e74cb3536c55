/** What a program registered, read from a preview: the same text for the same resource, whoever is its parent. */

/**
 * Type, name, inputs, and what each input and the resource as a whole depend on. Ids are unknown in a preview: there, only
 * the dependencies tell one network from another. Inputs are what the program gave: what a provider adds, such as a name with
 * random letters, is in no one's hands.
 */
export function registrations(previewJson) {
    const { steps } = JSON.parse(previewJson);
    return steps
        .map(({ newState }) => newState)
        .filter(({ custom, type }) => custom && !type.startsWith("pulumi:providers:"))
        .map(({ urn, type, inputs, dependencies = [], propertyDependencies = {} }) =>
            JSON.stringify({
                type,
                name: nameOf(urn),
                inputs: Object.fromEntries(Object.entries(inputs).filter(([key]) => key in propertyDependencies)),
                dependencies: names(dependencies),
                propertyDependencies: Object.fromEntries(
                    Object.entries(propertyDependencies).map(([property, urns]) => [property, names(urns)]),
                ),
            }),
        )
        .sort();
}

/** What one has and the other has not, as often as it has it. */
export function missingFrom(theirs, ours) {
    const left = [...ours];
    return theirs.filter((registration) => {
        const at = left.indexOf(registration);
        if (at >= 0) left.splice(at, 1);
        return at < 0;
    });
}

function names(urns) {
    return urns.map((urn) => `${typeOf(urn)} ${nameOf(urn)}`).sort();
}

function nameOf(urn) {
    return urn.split("::").slice(3).join("::");
}

/** Without the types of the parents. */
function typeOf(urn) {
    return urn.split("::")[2].split("$").at(-1);
}
