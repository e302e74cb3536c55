/** Properties that several random types share. */
import { refuseBelow } from "../core/bounds";
import { int, map, str, type Property } from "../core/definition";

/** Values of the user's own choice: when one changes, a new random value is made. */
export const keepers = map(str(), { immutable: true });

export const seed = str({ immutable: true });

/** A whole number, at least `least`, that cannot be changed in place. */
export const count = (name: string, least: number, options: Partial<Property> = {}): Property =>
    int({ immutable: true, refuse: refuseBelow(name, least), ...options });
