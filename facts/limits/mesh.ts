/** Limits of meshes and of the policies in them. */
import type { Source } from "../fact";
import { fixed, raisable, type Limit } from "./limit";

const read = (document: string, certainty: Source["certainty"] = "read"): Source => ({
    document,
    date: "2026-09",
    certainty,
});

const CILIUM = read("Cilium 1.20 documentation, Cluster Mesh");
const BIT_7 = read("cilium/cilium#35349, cilium/cilium#21330", "derived");

export const MESH_LIMITS = {
    ciliumClusterNameLength: fixed({
        value: 32,
        unit: "characters",
        what: "length of a Cilium cluster name",
        scope: "cluster",
        source: CILIUM,
        fix: "Use a shorter name",
    }),
    /** Also the highest cluster id. Chosen when Cilium is installed, the same in every cluster. */
    ciliumClusters: raisable("install every cluster with maxConnectedClusters 511", {
        value: 255,
        unit: "clusters",
        what: "clusters of a Cilium mesh",
        scope: "mesh",
        source: CILIUM,
        fix: "Split the mesh",
        ceiling: 511,
    }),
    /** On ENI or AlibabaCloud IPAM and with aws-cni chaining, ids with bit 7 set are refused: 1–127 is left. */
    ciliumClustersOnEni: raisable("install every cluster with maxConnectedClusters 511", {
        value: 127,
        unit: "clusters",
        what: "cluster ids of a Cilium mesh on ENI or AlibabaCloud addresses or chained to aws-cni",
        scope: "mesh",
        source: BIT_7,
        fix: "Use Cilium's own address management",
        ceiling: 255,
    }),
    ciliumIdentitiesPerCluster: fixed({
        value: 65_535,
        unit: "identities",
        what: "identities of a cluster in a mesh of up to 255 clusters",
        scope: "cluster",
        source: CILIUM,
        fix: "Leave labels that vary out of the identity",
    }),
    ciliumIdentitiesPerClusterOf511: fixed({
        value: 32_767,
        unit: "identities",
        what: "identities of a cluster in a mesh of up to 511 clusters",
        scope: "cluster",
        source: CILIUM,
        fix: "Leave labels that vary out of the identity",
    }),
    weavePeers: raisable("set CONN_LIMIT", {
        value: 200,
        unit: "peers",
        what: "connections of a Weave Net peer",
        scope: "peer",
        source: read("rajch/weave 2.9.0, manifest"),
        fix: "Split the mesh",
    }),
    calicoRulesPerPolicy: fixed({
        value: 1_024,
        unit: "rules",
        what: "rules of a Calico policy",
        scope: "policy",
        source: read("Calico 3.32, API types"),
        fix: "Split the policy",
    }),
    clusterNetworkPolicyRules: fixed({
        value: 25,
        unit: "rules",
        what: "rules per direction of a ClusterNetworkPolicy",
        scope: "policy",
        source: read("network-policy-api 0.2.0, ClusterNetworkPolicy"),
        fix: "Split the policy",
    }),
    /** The highest number; the lowest wins. */
    clusterNetworkPolicyPriority: fixed({
        value: 1_000,
        unit: "",
        what: "priority of a ClusterNetworkPolicy",
        scope: "policy",
        source: read("network-policy-api 0.2.0, ClusterNetworkPolicy"),
        fix: "Choose a priority from 0 to 1000",
    }),
    /** A slice of 242.0.0.0/8 per cluster. */
    submarinerEgressAddresses: raisable("set numberOfIPs of the ClusterGlobalEgressIP", {
        value: 8,
        unit: "addresses",
        what: "egress addresses of a cluster with Submariner Globalnet",
        scope: "cluster",
        source: read("Submariner documentation, Globalnet"),
        fix: "Use address ranges that do not overlap, without Globalnet",
    }),
} as const satisfies Record<string, Limit>;
