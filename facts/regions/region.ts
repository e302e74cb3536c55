/** What every table of regions says of a place where a provider runs its machines. */
export interface Region {
    /** In the provider's words: "US East (N. Virginia)". */
    readonly name: string;
    /** The city or the area. */
    readonly place: string;
    /** ISO 3166-1 alpha-2. */
    readonly country: string;
    /** Degrees, north positive, of the city or area: good for distances of hundreds of kilometres, not for tens. */
    readonly latitude: number;
    /** Degrees, east positive. */
    readonly longitude: number;
}
