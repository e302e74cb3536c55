/** Gateways that are pods: of the one model that runs in a container, in a namespace and from an image that there can be. */
import { DEBIAN_STRONGSWAN } from "../../../facts/ipsec/strongswan";
import { oneOf, show, type Problem } from "../../../plan/problem";
import { join } from "../../../plan/shape";
import type { DeviceEndArgs, VpnBridgeArgs } from "../args";
import { Device, modelOf } from "../device/models";

export function checkClusters({ sites }: VpnBridgeArgs): Problem[] {
    return Object.entries(sites).flatMap(([key, { device }]) =>
        device?.cluster === undefined ? [] : checkCluster(device, `${join("sites", key)}.device`),
    );
}

function checkCluster(device: DeviceEndArgs, path: string): Problem[] {
    const { namespace, image } = device.cluster ?? {};
    const model = modelOf(device);
    return [
        ...(model === Device.Linux
            ? []
            : [
                  {
                      check: "cluster-model",
                      path: `${path}.cluster`,
                      got: `model ${show(model)}`,
                      allowed: 'model "linux"',
                      fix: "Remove it, or the model: an appliance does not run in a pod of Kubernetes.",
                  },
              ]),
        ...(namespace === undefined || LABEL.test(namespace)
            ? []
            : [
                  {
                      check: "cluster-namespace",
                      path: `${path}.cluster.namespace`,
                      got: show(namespace),
                      allowed: "lower-case letters, digits and inner hyphens, at most 63",
                      fix: "Kubernetes names a namespace so (RFC 1123, label).",
                  },
              ]),
        ...(image === undefined ? checkRelease(device, path) : checkImage(image, `${path}.cluster.image`)),
    ];
}

/** Kubernetes, Object Names and IDs: RFC 1123 label names. */
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** A reference without blanks: what else there is in it, the cluster's own registry knows. */
function checkImage(image: string, path: string): Problem[] {
    if (/^\S+$/.test(image)) return [];
    const allowed = "the reference of an image, such as registry.example.com/gateway:1";
    return [
        { check: "cluster-image", path, got: show(image), allowed, fix: "Give it without blanks, or leave it out." },
    ];
}

const RELEASES = Object.keys(DEBIAN_STRONGSWAN);

/** Debian's images are called by their release, and a number says none. What is neither, the planner refuses. */
function checkRelease({ strongSwanVersion: version }: DeviceEndArgs, path: string): Problem[] {
    if (version === undefined || !/^\d/.test(version)) return [];
    return [
        {
            check: "cluster-image",
            path: `${path}.cluster.image`,
            got: `nothing, with strongSwanVersion ${show(version)}`,
            allowed: `an image of yours, or one of ${oneOf(RELEASES)} as strongSwanVersion`,
            fix: "Name the image that has this strongSwan, or the release whose own image the pod starts from.",
        },
    ];
}
