/** VpnBridge: encrypted tunnels between any two networks, planned as one. */
import * as pulumi from "@pulumi/pulumi";
import { withoutNulls } from "../../plan/shape";
import { checkedWhenKnown, problemsError } from "../shared/errors";
import type { BridgeSiteArgs, VpnBridgeArgs } from "./args";
import { Bridge } from "./bridge";
import { checkSecret } from "./checks/links";
import type { VpnBridgePlan } from "./plan";
import { vpnBridgeShape } from "./shape";
import { validateVpnBridge } from "./validate";

export * from "./args";
export { Device } from "./device/models";
export type * from "./plan";

/**
 * What a VpnBridge with these arguments will build, without building anything: tunnels with their inside addresses, suites,
 * MTU and latency, ASNs, cost per month, and warnings. Holds no secret.
 *
 * Throws `pulumi.InputPropertiesError` with everything that is wrong with the arguments.
 */
export function planVpnBridge(args: VpnBridgeArgs, name = "plan"): VpnBridgePlan {
    const validated = validateVpnBridge(args);
    if ("problems" in validated) throw problemsError(`VpnBridge ${JSON.stringify(name)}`, validated.problems);
    return validated.plan;
}

/**
 * Joins networks of AWS, Azure, Google Cloud and devices of your own with encrypted tunnels: every link has as many as its
 * two ends can do, each with one suite, a key of its own and inside addresses that follow from the names of its ends. BGP
 * tells every side what lies behind the others, and nothing that was not declared.
 *
 * Creates the VPN gateways of Azure and Google Cloud; of AWS it takes a Transit Gateway or virtual private gateway that is
 * there. For devices it renders their whole configuration, as a secret.
 *
 * Nothing is protected unless you say so: give the component `{ protect: true }` and every part of it is.
 *
 * Cost: each VPN connection of AWS, each gateway of Azure and each tunnel of Google by the hour, and what leaves a cloud by
 * the gigabyte; `planVpnBridge(args).cost` has the sum.
 *
 * Throws `pulumi.InputPropertiesError`, before anything is created, with everything that is wrong with the arguments.
 */
export class VpnBridge extends pulumi.ComponentResource {
    public static readonly __pulumiType = "causeway:index:VpnBridge";

    /** ASN of each site. */
    public readonly asns: Record<string, pulumi.Output<number>>;
    /** VPN connection ids of AWS by "site/peer/number". */
    public readonly vpnConnectionIds: Record<string, pulumi.Output<string>>;
    /**
     * Ids of their Transit Gateway attachments, by the same keys: what HubAttachment takes. All connections on a concentrator have
     * one attachment, by "site/concentrator"; that of a concentrator that exists is not among them.
     */
    public readonly attachmentIds: Record<string, pulumi.Output<string>>;
    /** Public addresses of the gateways of Azure and Google by "site/number", and of AWS by "site/peer/connection/tunnel". */
    public readonly gatewayAddresses: Record<string, pulumi.Output<string>>;
    /** The largest packet of each link in bytes, by "site/site". */
    public readonly mtus: Record<string, pulumi.Output<number>>;
    /**
     * Configuration of each device by "site/number", secret: files by path, complete and ready to use. For models without a
     * form of their own, and beside every other: sheet.json and sheet.md.
     */
    public readonly deviceFiles: Record<string, pulumi.Output<Record<string, string>>>;
    /** Of machines of model "linux", by "site/number", secret: user data that sets up a fresh Debian. */
    public readonly cloudInit: Record<string, pulumi.Output<string>>;
    /** Of gateways in a cluster, by "site/number", secret: YAML for Kubernetes. A site's first one holds what both share. */
    public readonly manifests: Record<string, pulumi.Output<string>>;
    /**
     * When the certificate of each device that has one runs out, by "site/number": RFC 3339. A deployment in its last month
     * renews what this component issued.
     */
    public readonly certificateExpiry: Record<string, pulumi.Output<string>>;
    /** What all that is planned costs per month, in US dollars; without what the plan has no price for. */
    public readonly monthlyCost: pulumi.Output<number>;
    /** What has no known price, and so is not in that sum: give it with `prices`. */
    public readonly unpriced: pulumi.Output<string[]>;

    constructor(name: string, args: VpnBridgeArgs, opts?: pulumi.ComponentResourceOptions) {
        const plan = planVpnBridge(args, name);
        const given = withoutNulls(vpnBridgeShape, args);
        super(VpnBridge.__pulumiType, name, withSecrets(given), opts);

        const bridge = new Bridge(name, given, plan, this, secretOf(name, given, this));
        const { build } = require("./build") as typeof import("./build");
        const built = build(bridge);
        this.asns = built.asns;
        this.vpnConnectionIds = built.vpnConnectionIds;
        this.attachmentIds = built.attachmentIds;
        this.gatewayAddresses = built.gatewayAddresses;
        this.mtus = built.mtus;
        this.deviceFiles = built.deviceFiles;
        this.cloudInit = built.cloudInit;
        this.manifests = built.manifests;
        this.certificateExpiry = built.certificateExpiry;
        this.monthlyCost = built.monthlyCost;
        this.unpriced = built.unpriced;
        // Configurations hold every key of every device, and are long: they are in the state only where a program exports
        // them.
        const { deviceFiles: _, cloudInit: __, manifests: ___, ...kept } = built;
        this.registerOutputs(kept);
    }
}

/** What the state keeps of the arguments: every key in it is a secret. */
function withSecrets(args: VpnBridgeArgs): pulumi.Inputs {
    const { keys, sites } = args;
    return {
        ...args,
        sites: Object.fromEntries(Object.entries(sites).map(([key, site]) => [key, withSecretKeys(site)])),
        ...(keys === undefined
            ? {}
            : {
                  keys: {
                      ...keys,
                      ...(keys.secret === undefined ? {} : { secret: pulumi.secret(keys.secret) }),
                      ...(keys.authority === undefined ? {} : { authority: withSecretKey(keys.authority) }),
                  },
              }),
    };
}

function withSecretKeys(site: BridgeSiteArgs): pulumi.Inputs {
    const certificates = site.device?.certificates;
    if (certificates === undefined) return { ...site };
    return { ...site, device: { ...site.device, certificates: certificates.map(withSecretKey) } };
}

const withSecretKey = (holder: { privateKey: pulumi.Input<string> }): pulumi.Inputs => ({
    ...holder,
    privateKey: pulumi.secret(holder.privateKey),
});

/** The user's, or 32 random bytes that the stack keeps as a secret. */
function secretOf(name: string, { keys }: VpnBridgeArgs, parent: pulumi.Resource): pulumi.Output<string> {
    if (keys?.secret !== undefined) {
        return pulumi.secret(checkedWhenKnown(`VpnBridge ${JSON.stringify(name)}`, keys.secret, checkSecret));
    }
    // Loaded here, so that nobody needs the SDK who has a secret.
    const { randomSecret } = require("./secret") as typeof import("./secret");
    return randomSecret(name, parent);
}
