/**
 * A gateway as objects of Kubernetes: a pod on its node's network, whose public address is the gateway's. Fields: Kubernetes
 * API reference, v1.29.
 */
import { createHash } from "node:crypto";
import { stringify } from "yaml";
import { physicalName } from "../../../names";
import type { DeviceSheet, RenderedFiles, SheetCluster } from "../../sheet";
import { renderLinux } from "../index";
import { dataOf, fileObjects, sourceOf, type FileObject } from "./files";
import { containersOf, volumesOf } from "./pod";

type Manifest = Readonly<Record<string, unknown>>;

/** What marks the node of a gateway, and everything that is a gateway's. */
const GATEWAY = "causeway.dev/gateway";
const SITE = "causeway.dev/site";

/**
 * YAML for `kubectl apply`, secret. What the gateways of a site share is in the first one's: the namespace, leave for critical
 * pods, and the rule that only one may go at a time. Throws where the sheet is of a machine.
 */
export function clusterManifests(sheet: DeviceSheet): string {
    if (sheet.cluster === undefined) throw new Error(`gateway ${sheet.device} of ${sheet.site} is in no cluster`);
    const gateway = gatewayOf(sheet, sheet.cluster);
    const manifests = [
        ...(sheet.device === 1 ? sharedManifests(gateway) : []),
        ...gateway.objects.map((object) => fileManifest(gateway, object)),
        deployment(gateway),
    ];
    // Kubernetes reads YAML 1.1, where "no" without quotes is false.
    return manifests
        .map((one) => stringify(one, { lineWidth: 0, version: "1.1", aliasDuplicateObjects: false }))
        .join("---\n");
}

interface Gateway {
    readonly sheet: DeviceSheet;
    readonly cluster: SheetCluster;
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly files: RenderedFiles;
    readonly objects: readonly FileObject[];
}

function gatewayOf(sheet: DeviceSheet, cluster: SheetCluster): Gateway {
    const { bridge, site, device } = sheet;
    const name = physicalName(`${bridge}-gateway-${site}/${device}`);
    const files = renderLinux(sheet);
    return {
        sheet,
        cluster,
        name,
        labels: {
            "app.kubernetes.io/name": "causeway-gateway",
            "app.kubernetes.io/instance": name,
            [SITE]: site,
            [GATEWAY]: `${site}-${device}`,
        },
        files,
        objects: fileObjects(name, files),
    };
}

function sharedManifests({ sheet, cluster }: Gateway): Manifest[] {
    const { namespace, gateways } = cluster;
    const labels = { "app.kubernetes.io/name": "causeway-gateway", [SITE]: sheet.site };
    const name = physicalName(`${sheet.bridge}-gateway-${sheet.site}`);
    return [
        {
            apiVersion: "v1",
            kind: "Namespace",
            // Pods on the node's network, and with privilege, are allowed by no narrower standard (Pod Security Standards).
            metadata: { name: namespace, labels: { "pod-security.kubernetes.io/enforce": "privileged" } },
        },
        {
            apiVersion: "v1",
            kind: "ResourceQuota",
            metadata: { name: "causeway-critical-pods", namespace },
            // GKE has critical pods only where a quota speaks of them (Kubernetes, Limit Priority Class consumption); this one
            // limits nothing.
            spec: {
                hard: { pods: "1G" },
                scopeSelector: {
                    matchExpressions: [{ scopeName: "PriorityClass", operator: "In", values: [PRIORITY] }],
                },
            },
        },
        ...(gateways === 1
            ? []
            : [
                  {
                      apiVersion: "policy/v1",
                      kind: "PodDisruptionBudget",
                      metadata: { name, namespace, labels },
                      spec: {
                          maxUnavailable: 1,
                          // A gateway that carries nothing holds up nobody.
                          unhealthyPodEvictionPolicy: "AlwaysAllow",
                          selector: { matchLabels: labels },
                      },
                  },
              ]),
    ];
}

const PRIORITY = "system-node-critical";

function fileManifest({ cluster, labels }: Gateway, object: FileObject): Manifest {
    const { kind, name } = object;
    const metadata = { name, namespace: cluster.namespace, labels };
    return { apiVersion: "v1", kind, metadata, ...(kind === "Secret" ? { type: "Opaque" } : {}), data: dataOf(object) };
}

function deployment({ sheet, cluster, name, labels, files, objects }: Gateway): Manifest {
    return {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name, namespace: cluster.namespace, labels },
        spec: {
            replicas: 1,
            // Two of them would ask for the same ports and interfaces of the node.
            strategy: { type: "Recreate" },
            selector: { matchLabels: { "app.kubernetes.io/instance": name } },
            template: {
                metadata: { labels, annotations: { "causeway.dev/files": digest(files) } },
                spec: {
                    hostNetwork: true,
                    // The node's own: a gateway must start before the cluster's DNS does.
                    dnsPolicy: "Default",
                    nodeSelector: { [GATEWAY]: `${sheet.site}-${sheet.device}` },
                    // The label has chosen the node; no taint is meant to keep the gateway from it.
                    tolerations: [{ operator: "Exists" }],
                    priorityClassName: PRIORITY,
                    automountServiceAccountToken: false,
                    enableServiceLinks: false,
                    terminationGracePeriodSeconds: 60,
                    containers: containersOf(sheet, cluster, files),
                    volumes: volumesOf(sheet, objects.map(sourceOf)),
                },
            },
        },
    };
}

/** The pod is made anew where a file changes. Every key in them follows from a secret that nobody can guess: it tells none. */
function digest(files: RenderedFiles): string {
    const sorted = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
    return createHash("sha256").update(JSON.stringify(sorted)).digest("hex");
}
