/** Ids of the clusters of a mesh, each from its explicit id or its key, as its datapath can carry them. */
import { BIT_7_DATAPATHS, CLUSTER_IDS, type MeshSize } from "../facts/reservations/cluster-ids";
import { allocate, originOf, type Claim, type IdLine, type Pool } from "./identity";
import type { Problem } from "./problem";
import type { Reasoning } from "./reasoning";
import { join } from "./shape";

export interface IdentifiedCluster {
    /** The cluster id itself. It is in every identity of the cluster: changing it restarts every workload. */
    readonly id?: number;
    /** Cilium's IPAM mode, as in the chart: "eni", "cluster-pool" … */
    readonly ipam?: string;
    /** Cilium's chaining mode, as in the chart: "aws-cni" … */
    readonly chaining?: string;
}

export interface ClusterIdPlan {
    /** By cluster; undefined where there are problems. */
    readonly ids: ReadonlyMap<string, number> | undefined;
    readonly problems: readonly Problem[];
    /** The id lines that end all collisions in one edit. */
    readonly lines: readonly IdLine[];
    readonly reasoning: Reasoning;
}

/**
 * One id per cluster. `size` is the mesh's `maxConnectedClusters` (default 255). A cluster whose datapath keeps bit 7 of the
 * id for itself gets 1–127 (and 256–383 of 511). Problems: those of `allocate`.
 */
export function planClusterIds(
    clusters: Readonly<Record<string, IdentifiedCluster>>,
    size: MeshSize = 255,
    path = "clusters",
): ClusterIdPlan {
    const pools = poolsOf(size);
    const claims = Object.fromEntries(
        Object.entries(clusters).map(([cluster, c]): [string, Claim] => [
            cluster,
            {
                pool: keepsBit7(c) ? pools.withoutBit7 : pools.any,
                path: join(path, cluster),
                ...(c.id === undefined ? {} : { id: c.id }),
            },
        ]),
    );
    const result = allocate(claims);
    if (result.numbers === undefined) {
        return { ids: undefined, problems: result.problems, lines: result.lines, reasoning: [] };
    }
    const reasoning = [...result.numbers].map(([cluster, id]) => ({
        what: `cluster id of '${cluster}'`,
        figure: String(id),
        because: originOf(cluster, claims[cluster] as Claim),
    }));
    return { ids: result.numbers, problems: [], lines: [], reasoning };
}

function poolsOf(size: MeshSize): { any: Pool; withoutBit7: Pool } {
    const { any, withoutBit7 } = CLUSTER_IDS[size];
    const note = `bit 7 of the id belongs to its datapath: ${withoutBit7.source.document}`;
    return {
        any: { what: "cluster id", ranges: any.value },
        withoutBit7: { what: "cluster id", ranges: withoutBit7.value, note },
    };
}

function keepsBit7({ ipam = "", chaining = "" }: IdentifiedCluster): boolean {
    const datapaths: { ipam: readonly string[]; chaining: readonly string[] } = BIT_7_DATAPATHS.value;
    return datapaths.ipam.includes(ipam) || datapaths.chaining.includes(chaining);
}
