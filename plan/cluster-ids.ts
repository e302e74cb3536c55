/** Ids of the clusters of a mesh, each from its explicit id or its key, as its datapath can carry them. */
import { BIT_7_DATAPATHS, CLUSTER_IDS, type MeshSize } from "../facts/reservations/cluster-ids";
import { allocate, originOf, type Claim, type IdLine, type Pool } from "./identity";
import type { Problem } from "./problem";
import type { Reasoning } from "./reasoning";
import { checkShape, join, withoutNulls, type Shape } from "./shape";

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
    readonly ids: Readonly<Record<string, number>> | undefined;
    readonly problems: readonly Problem[];
    /** The lines that end all collisions in one edit. */
    readonly lines: readonly IdLine[];
    readonly reasoning: Reasoning;
}

const SIZE: Shape = { kind: "string", among: Object.keys(CLUSTER_IDS) };
const CLUSTERS: Shape = {
    kind: "map",
    required: true,
    of: {
        kind: "object",
        members: {
            id: { kind: "number" },
            ipam: { kind: "string" },
            chaining: { kind: "string" },
        },
    },
};

/**
 * One id per cluster. `size` is the mesh's `maxConnectedClusters` (default 255). A cluster whose datapath keeps bit 7 of the
 * id for itself gets 1–127 (and 256–383 of 511). Problems: those of a wrong shape and of `allocate`.
 */
export function planClusterIds(
    given: Readonly<Record<string, IdentifiedCluster>>,
    size: MeshSize = 255,
    path = "clusters",
): ClusterIdPlan {
    const clusters = withoutNulls(CLUSTERS, given);
    const shape = [...checkShape(SIZE, String(size), "size"), ...checkShape(CLUSTERS, clusters, path)];
    if (shape.length > 0) return { ids: undefined, problems: shape, lines: [], reasoning: [] };
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
    return { ids: Object.fromEntries(result.numbers), problems: [], lines: [], reasoning };
}

const POOL = { what: "cluster id", consequence: "restarts every workload of the cluster" } as const;
const LARGER = "Set maxConnectedClusters to 511 where it is 255.";
const APART = "Otherwise make several meshes.";

function poolsOf(size: MeshSize): { any: Pool; withoutBit7: Pool } {
    const { any, withoutBit7 } = CLUSTER_IDS[size];
    const note = `bit 7 of the id belongs to its datapath: ${withoutBit7.source.document}`;
    return {
        any: { ...POOL, ranges: any.value, whenFull: `${LARGER} ${APART}` },
        withoutBit7: {
            ...POOL,
            ranges: withoutBit7.value,
            note,
            whenFull: `${LARGER} Use another IPAM mode. ${APART}`,
        },
    };
}

function keepsBit7({ ipam = "", chaining = "" }: IdentifiedCluster): boolean {
    const datapaths: { ipam: readonly string[]; chaining: readonly string[] } = BIT_7_DATAPATHS.value;
    // The chart knows lower case only; who writes it otherwise means the same.
    return datapaths.ipam.includes(ipam.toLowerCase()) || datapaths.chaining.includes(chaining.toLowerCase());
}
