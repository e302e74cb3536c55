/** A fault in the arguments of a bridge, and short ways to write small wrong arguments. */
import { aws, azure, depot, gcp, plant } from "../sites";

export interface Fault {
    readonly check: string;
    /** What is wrong, in the words of a test's title. */
    readonly is: string;
    readonly args: unknown;
    /** Every problem that is told, and no other. */
    readonly says: readonly string[];
}

export type Some = Readonly<Record<string, unknown>>;

/** AWS and a plant, with something else about one of them or about the whole. */
export const withAws = (more: Some, whole: Some = {}) => ({
    sites: { aws: { ...aws, aws: { ...aws.aws, ...more } }, plant },
    ...whole,
});
export const withAzure = (more: Some, whole: Some = {}) => ({
    sites: { azure: { ...azure, azure: { ...azure.azure, ...more } }, plant },
    ...whole,
});
export const withGcp = (more: Some, whole: Some = {}) => ({
    sites: { gcp: { ...gcp, gcp: { ...gcp.gcp, ...more } }, plant },
    ...whole,
});
export const withPlant = (more: Some, whole: Some = {}) => ({
    sites: { aws, plant: { ...plant, device: { ...plant.device, ...more } } },
    ...whole,
});
/** AWS and a plant, with something else about the plant as a site. */
export const withSite = (more: Some, whole: Some = {}) => ({ sites: { aws, plant: { ...plant, ...more } }, ...whole });
export const withCidrs = (cidrs: readonly unknown[], whole: Some = {}) => withSite({ cidrs }, whole);
/** AWS, a depot and a plant in a full mesh. */
export const three = (whole: Some) => ({ sites: { aws, depot, plant }, ...whole });
/** A depot and a plant: two devices. */
export const two = (more: Some, whole: Some = {}) => ({
    sites: { depot, plant: { ...plant, device: { ...plant.device, ...more } } },
    ...whole,
});
export const withLink = (key: string, link: Some, whole: Some = {}) => three({ links: { [key]: link }, ...whole });
