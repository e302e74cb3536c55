/** Whole numbers from `first` to `last`, both with them. */
export interface NumberRange {
    readonly first: number;
    readonly last: number;
}
