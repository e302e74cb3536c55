/** The table of examples/branches-40: a measured project has the example's own file in this place. */
export interface Branch {
    number: number;
    prefix: string;
    addresses: string[];
}
export declare const allBranches: string;
export declare const branches: Record<string, Branch>;
