/** What the files of all clouds need of one bridge while it is built: its plan, its keys, and where its ends are found. */
import * as pulumi from "@pulumi/pulumi";
import { planAsns } from "../../plan/asns";
import { preSharedKey, type KeyLabel } from "../../plan/keys";
import { join } from "../../plan/shape";
import { ENDS } from "../../plan/tunnels/network";
import { checkedWhenKnown, problemsError } from "../shared/errors";
import type { VpnBridgeArgs } from "./args";
import { checkPublicAddress } from "./checks/sites";
import { END_KINDS, type SiteKind } from "./network";
import type { BridgeTunnelPlan, LinkPlan, SitePlan, TunnelEndPlan, VpnBridgePlan } from "./plan";

/** A tunnel as one of its ends sees it. */
export interface End {
    readonly site: string;
    readonly peer: string;
    readonly link: LinkPlan;
    readonly tunnel: BridgeTunnelPlan;
    readonly own: TunnelEndPlan;
    readonly other: TunnelEndPlan;
}

export class Bridge {
    /** By "site/gate", and of AWS by "site/peer/gate/slot": where others find a managed end. Filled as it becomes known. */
    readonly addresses = new Map<string, pulumi.Input<string>>();

    /** By the same keys: how an end of AWS with a certificate calls itself in IKE. */
    readonly identities = new Map<string, pulumi.Input<string>>();

    constructor(
        readonly name: string,
        readonly args: VpnBridgeArgs,
        readonly plan: VpnBridgePlan,
        readonly parent: pulumi.Resource,
        /** What all keys follow from; secret. */
        readonly secret: pulumi.Output<string>,
    ) {
        for (const [site, { device }] of Object.entries(args.sites)) {
            device?.publicAddresses.forEach((address, i) => {
                const path = `${join("sites", site)}.device.publicAddresses[${i}]`;
                const check = (known: string) => checkPublicAddress(known, path);
                this.addresses.set(`${site}/${i}`, checkedWhenKnown(this.subject, address, check));
            });
        }
    }

    get subject(): string {
        return `VpnBridge ${JSON.stringify(this.name)}`;
    }

    /** The sites of a kind, by key, with the arguments of that kind. */
    sitesOf<K extends SiteKind>(kind: K): { site: string; end: NonNullable<VpnBridgeArgs["sites"][string][K]> }[] {
        return Object.keys(this.args.sites)
            .sort()
            .flatMap((site) => {
                const end = this.args.sites[site]?.[kind];
                return end === undefined ? [] : [{ site, end }];
            });
    }

    site(site: string): SitePlan {
        return demand(this.plan.sites[site], site);
    }

    /** Every tunnel that ends at a site, link by link. */
    endsOf(site: string): End[] {
        return this.plan.links.flatMap((link) => {
            const [a, b] = link.ends;
            if (a !== site && b !== site) return [];
            const peer = a === site ? b : a;
            return link.tunnels.map((tunnel) => ({
                site,
                peer,
                link,
                tunnel,
                own: demand(tunnel.ends[site], `${tunnel.key} ${site}`),
                other: demand(tunnel.ends[peer], `${tunnel.key} ${peer}`),
            }));
        });
    }

    /** Where the far end of a tunnel is found. */
    peerAddress(end: End): pulumi.Input<string> {
        const key = placeOfPeer(end);
        return demand(this.addresses.get(key), key);
    }

    /** How the far end of a tunnel calls itself in IKE, where that is AWS and has a certificate. */
    peerIdentity(end: End): pulumi.Input<string> | undefined {
        return this.identities.get(placeOfPeer(end));
    }

    /** A number that was an Output is checked against all others once it is known. */
    asn(site: string): pulumi.Input<number> {
        const planned = this.site(site).asn;
        if (planned !== undefined) return planned;
        const given = demand(this.args.sites[site]?.aws?.asn ?? this.args.sites[site]?.device?.asn, site);
        return pulumi.output(given).apply((asn) => {
            const path = `${join("sites", site)}.${this.site(site).kind}.asn`;
            const range = planAsns({ [site]: { holder: ENDS[END_KINDS[this.site(site).kind]].holder, asn } }).problems;
            const found = range.map((p) => ({ ...p, path }));
            if (found.length > 0) throw problemsError(this.subject, found);
            const same = Object.entries(this.plan.sites).find(([key, other]) => key !== site && other.asn === asn);
            if (same === undefined) return asn;
            const fix = "Give one of the two another number: BGP drops routes that carry one's own.";
            const got = `${asn}, which site '${same[0]}' has`;
            const allowed = "an ASN of its own for every site";
            throw problemsError(this.subject, [{ check: "asn-duplicate", path, got, allowed, fix }]);
        });
    }

    preSharedKey(tunnel: BridgeTunnelPlan): pulumi.Output<string> {
        return pulumi.secret(this.secret.apply((secret) => preSharedKey(secret, this.label(tunnel))));
    }

    /** What the keys of a tunnel are derived for. */
    label({ keysOf, generation }: BridgeTunnelPlan): KeyLabel {
        return { owner: this.name, tunnel: keysOf, generation };
    }

    child(options: pulumi.CustomResourceOptions = {}): pulumi.CustomResourceOptions {
        return { parent: this.parent, ...options };
    }

    /** For what has a name of its own in its cloud: its replacement can only be made after the old one is gone. */
    named(options: pulumi.CustomResourceOptions = {}): pulumi.CustomResourceOptions {
        return { parent: this.parent, deleteBeforeReplace: true, ...options };
    }

    tags(resourceName: string): Record<string, string> {
        return { ...this.args.tags, Name: resourceName };
    }
}

function placeOfPeer({ site, peer, other }: End): string {
    return other.slot === undefined ? `${peer}/${other.gate}` : `${peer}/${site}/${other.gate}/${other.slot}`;
}

/** A plan names only what it contains. */
export function demand<T>(value: T | undefined, key: string): T {
    if (value === undefined) throw new Error(`the plan names '${key}', which it does not contain`);
    return value;
}

/** By key, in the order in which keys first appear. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
    const groups = new Map<string, T[]>();
    for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
    return groups;
}
