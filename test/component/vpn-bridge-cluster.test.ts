/** Gateways in clusters: what the component gives a program for Kubernetes, and what the other end is told of them. */
import * as pulumi from "@pulumi/pulumi";
import { parseAllDocuments } from "yaml";
import { VpnBridge, type BridgeSiteArgs, type DeviceEndArgs } from "../../components/vpn-bridge";
import { depot, plant } from "../unit/vpn-bridge/sites";
import { build, known, startMocks } from "./children";

const isSecret = (output: pulumi.Output<unknown>): Promise<boolean> => pulumi.isSecret(output);

const site = (of: BridgeSiteArgs, more: Partial<DeviceEndArgs>): BridgeSiteArgs => ({
    ...of,
    device: { ...of.device!, ...more },
});

async function bridge(name: string, sites: Record<string, BridgeSiteArgs>): Promise<VpnBridge> {
    const keys = { secret: "a secret of this test, long enough to be one" };
    return (await build((options) => new VpnBridge(name, { sites, keys }, options))).component;
}

interface Manifest {
    readonly kind: string;
    readonly metadata: { readonly name: string; readonly namespace?: string };
    readonly spec: {
        readonly template: { readonly spec: { readonly containers: readonly { image: string; ports: unknown[] }[] } };
    };
}

async function manifests(of: VpnBridge, gateway: string): Promise<Manifest[]> {
    return parseAllDocuments(await known(of.manifests[gateway]!)).map((one) => one.toJS() as Manifest);
}

async function container(of: VpnBridge, gateway: string): Promise<{ image: string; ports: unknown[] }> {
    const deployment = (await manifests(of, gateway)).find(({ kind }) => kind === "Deployment");
    return deployment!.spec.template.spec.containers[0]!;
}

beforeAll(async () => {
    await startMocks({});
});

describe("a site in a cluster and a machine", () => {
    let both: VpnBridge;
    beforeAll(async () => {
        both = await bridge("both", {
            depot,
            plant: site(plant, { publicAddresses: ["203.0.113.7", "203.0.113.8"], cluster: {} }),
        });
    });

    test("has manifests for each of its gateways instead of user data, as a secret", async () => {
        expect(Object.keys(both.manifests)).toEqual(["plant/1", "plant/2"]);
        expect(Object.keys(both.cloudInit)).toEqual(["depot/1"]);
        expect(await isSecret(both.manifests["plant/1"]!)).toBe(true);
    });

    test("starts in the namespace and from the image that are documented as defaults", async () => {
        const [namespace, ...others] = await manifests(both, "plant/1");
        expect(namespace!.metadata.name).toBe("causeway");
        expect(new Set(others.map(({ metadata }) => metadata.namespace))).toEqual(new Set(["causeway"]));
        expect((await container(both, "plant/1")).image).toBe("docker.io/library/debian:bookworm-slim");
    });

    test("calls the machine for BGP and takes no calls itself, and the machine waits", async () => {
        const [pod, machine] = [await known(both.deviceFiles["plant/1"]!), await known(both.deviceFiles["depot/1"]!)];
        expect(pod["/etc/frr/daemons"]).toContain(" -p 0");
        expect(machine["/etc/frr/daemons"]).not.toContain(" -p 0");
        const passive = (frr = ""): number => frr.split(" passive\n").length - 1;
        expect([passive(pod["/etc/frr/frr.conf"]), passive(machine["/etc/frr/frr.conf"])]).toEqual([0, 2]);
    });
});

test("of two sites in clusters one takes calls for BGP, on a port that the manifests claim, and only the other calls", async () => {
    const pods = await bridge("pods", { depot: site(depot, { cluster: {} }), plant: site(plant, { cluster: {} }) });
    const [called, caller] = [await known(pods.deviceFiles["depot/1"]!), await known(pods.deviceFiles["plant/1"]!)];
    expect(called["/etc/frr/daemons"]).not.toContain(" -p 0");
    expect(called["/etc/frr/frr.conf"]).toContain(" passive\n");
    expect(caller["/etc/frr/daemons"]).toContain(" -p 0");
    expect(caller["/etc/frr/frr.conf"]).not.toContain(" passive\n");
    const bgp = { name: "bgp", containerPort: 179, hostPort: 179, protocol: "TCP" };
    expect((await container(pods, "depot/1")).ports).toContainEqual(bgp);
    expect((await container(pods, "plant/1")).ports).not.toContainEqual(bgp);
});

test("an image and a namespace of one's own are taken as they are, and nothing is installed", async () => {
    const cluster = { namespace: "network", image: "registry.example.com/gateway:1" };
    const own = await bridge("own", { depot, plant: site(plant, { cluster }) });
    expect((await container(own, "plant/1")).image).toBe("registry.example.com/gateway:1");
    expect((await manifests(own, "plant/1"))[0]!.metadata.name).toBe("network");
    expect((await known(own.deviceFiles["plant/1"]!))["/etc/causeway/own-gateway"]).not.toContain("apt-get");
});

test("the release that strongSwan is said to come from is the image's", async () => {
    const trixie = site(plant, { strongSwanVersion: "trixie", cluster: {} });
    const newer = await bridge("newer", { depot, plant: trixie });
    expect((await container(newer, "plant/1")).image).toBe("docker.io/library/debian:trixie-slim");
});
