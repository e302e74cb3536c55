/** What the files of all clouds need of one bridge while it is built: its plan, its keys, and where its ends are found. */
import * as pulumi from "@pulumi/pulumi";
import { preSharedKey, type KeyLabel } from "../../plan/keys";
import { join } from "../../plan/shape";
import { Underlay } from "../../plan/tunnels/network";
import { checkedWhenKnown, problemsError } from "../shared/errors";
import type { VpnBridgeArgs } from "./args";
import { checkKnownAsn } from "./checks/asns";
import { checkPrivateAddress } from "./checks/direct-connect";
import { checkPublicAddress } from "./checks/sites";
import { endsOf, lineOf, type End } from "./ends";
import type { SiteKind } from "./network";
import type { BridgeTunnelPlan, SitePlan, VpnBridgePlan } from "./plan";

export class Bridge {
    /**
     * By "site/gate", of AWS by "site/line/gate/slot", and of devices over Direct Connect by "site/gate/direct-connect": where
     * others find an end. Filled as it becomes known.
     */
    readonly addresses = new Map<string, pulumi.Input<string>>();
    private readonly ends: ReadonlyMap<string, readonly End[]>;

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
        this.ends = grouped(endsOf(plan), ({ site }) => site);
        for (const [site, { device }] of Object.entries(args.sites)) {
            const path = `${join("sites", site)}.device`;
            device?.publicAddresses.forEach((address, i) => {
                const check = (known: string) => checkPublicAddress(known, `${path}.publicAddresses[${i}]`);
                this.addresses.set(`${site}/${i}`, checkedWhenKnown(this.subject, address, check));
            });
            device?.directConnectAddresses?.forEach((address, i) => {
                const check = (known: string) => checkPrivateAddress(known, `${path}.directConnectAddresses[${i}]`);
                this.addresses.set(privately(`${site}/${i}`), checkedWhenKnown(this.subject, address, check));
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
    endsOf(site: string): readonly End[] {
        return this.ends.get(site) ?? [];
    }

    /** Where the far end of a tunnel is found. */
    peerAddress(end: End): pulumi.Input<string> {
        const key = placeOfPeer(end);
        const isPrivate = end.link.over === Underlay.DirectConnect && end.other.slot === undefined;
        return this.address(isPrivate ? privately(key) : key);
    }

    /** How the far end of a tunnel calls itself in IKE, where that is AWS and has a certificate. */
    peerIdentity(end: End): pulumi.Input<string> | undefined {
        return this.identities.get(placeOfPeer(end));
    }

    /** Where the far end of a tunnel finds a device, at this end of it. */
    deviceAddress({ site, link, own }: End): pulumi.Input<string> {
        const key = `${site}/${own.gate}`;
        return this.address(link.over === Underlay.DirectConnect ? privately(key) : key);
    }

    private address(key: string): pulumi.Input<string> {
        return demand(this.addresses.get(key), key);
    }

    /** A number that was an Output is checked against all others once it is known; of two the later key is told. */
    asn(site: string): pulumi.Input<number> {
        const planned = this.site(site).asn;
        if (planned !== undefined) return planned;
        const before = Object.keys(this.plan.sites).filter(
            (other) => other < site && this.site(other).asn === undefined,
        );
        const others = before.map((other) =>
            pulumi.output(this.givenAsn(other)).apply((asn) => ({ site: other, asn })),
        );
        return pulumi.all([this.givenAsn(site), pulumi.all(others)]).apply(([asn, deferred]) => {
            const planned = Object.entries(this.plan.sites).map(([key, other]) => ({ site: key, asn: other.asn }));
            const found = checkKnownAsn(this.args, { site, kind: this.site(site).kind, asn }, [
                ...planned,
                ...deferred,
            ]);
            if (found.length > 0) throw problemsError(this.subject, found);
            return asn;
        });
    }

    private givenAsn(site: string): pulumi.Input<number> {
        return demand(this.args.sites[site]?.aws?.asn ?? this.args.sites[site]?.device?.asn, site);
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

const privately = (address: string): string => `${address}/${Underlay.DirectConnect}`;

function placeOfPeer({ site, peer, link, other }: End): string {
    const gate = `${peer}/${other.gate}`;
    return other.slot === undefined ? gate : `${peer}/${lineOf(site, link)}/${other.gate}/${other.slot}`;
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
