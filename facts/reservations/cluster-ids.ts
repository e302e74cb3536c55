/**
 * Cluster ids of a Cilium Cluster Mesh. An id rides in a packet's mark, and where the datapath needs bit 7 of the mark for
 * itself, ids with that bit are refused by chart and agent.
 */
import { fact, type Known, type Source } from "../fact";
import type { NumberRange } from "../number-range";

const CLUSTER_MESH: Source = {
    document: "Cilium 1.20 Helm reference: cluster.id, clustermesh.maxConnectedClusters",
    date: "2026-11",
    certainty: "read",
};
const BIT_7: Source = { document: "cilium/cilium#35349, #21330", date: "2026-11", certainty: "read" };

const ids = (source: Source, ...pairs: [number, number][]): Known<readonly NumberRange[]> =>
    fact(
        pairs.map(([first, last]) => ({ first, last })),
        "cluster id",
        source,
    );

/** Largest mesh, chosen when the first cluster is installed and the same everywhere. */
export const MESH_SIZES = fact([255, 511] as const, "clusters", CLUSTER_MESH);
export type MeshSize = (typeof MESH_SIZES.value)[number];

/** By size of the mesh: ids of any cluster, and of one whose datapath keeps bit 7 for itself. */
export const CLUSTER_IDS: Readonly<
    Record<MeshSize, { any: Known<readonly NumberRange[]>; withoutBit7: Known<readonly NumberRange[]> }>
> = {
    255: { any: ids(CLUSTER_MESH, [1, 255]), withoutBit7: ids(BIT_7, [1, 127]) },
    511: { any: ids(CLUSTER_MESH, [1, 511]), withoutBit7: ids(BIT_7, [1, 127], [256, 383]) },
};

/** Datapaths that keep bit 7: IPAM modes and chaining modes of Cilium, by the chart's own words. */
export const BIT_7_DATAPATHS = fact(
    { ipam: ["eni", "alibabacloud"], chaining: ["aws-cni"] } as const,
    "Helm values",
    BIT_7,
);
