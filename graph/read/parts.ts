/** What a reader of a cloud, or a part of one, adds to the network. */
import type { Assumption, Host, Link, Place, Station } from "../network";

export interface Parts {
    readonly hosts: Host[];
    readonly stations: Station[];
    readonly links: Link[];
    readonly places: Place[];
    readonly assumptions: Assumption[];
    /** URNs of resources that were read, or that are known to change no answer. */
    readonly modelled: Set<string>;
}
