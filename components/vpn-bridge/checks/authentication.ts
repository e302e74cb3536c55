/** How the ends of links know each other: where certificates work, and which must be there for it. */
import { CERTIFICATE_MODELS, CERTIFICATES_OF_CLOUDS } from "../../../facts/ipsec/certificates";
import { oneOf, show, type Problem } from "../../../plan/problem";
import { join, own } from "../../../plan/shape";
import {
    BridgeAuthentication,
    BridgeEngine,
    type BridgeLinkArgs,
    type DeviceEndArgs,
    type VpnBridgeArgs,
} from "../args";
import { Device, modelOf } from "../device/models";
import type { VpnBridgePlan } from "../plan";
import { checkAuthority, checkCertificateArn, checkDeviceCertificate, plainTexts } from "./certificates";

/** Of arguments whose sites and keys of links are in order. */
export function checkAuthentication(args: VpnBridgeArgs): Problem[] {
    const known = Object.entries(args.links ?? {}).filter(([key]) =>
        endsOf(key).every((site) => own(args.sites, site)),
    );
    return [
        ...known.flatMap(([key, link]) => (link.elsewhere === true ? [] : checkLink(args, key, link))),
        ...Object.entries(args.sites).flatMap(([site, { device }]) =>
            device === undefined ? [] : checkDevice(args, site, device),
        ),
        ...checkOwnAuthority(args),
    ];
}

const MANAGED = Object.keys(CERTIFICATES_OF_CLOUDS) as (keyof typeof CERTIFICATES_OF_CLOUDS)[];

const endsOf = (key: string): string[] => key.split("/");

function checkLink(args: VpnBridgeArgs, key: string, link: BridgeLinkArgs): Problem[] {
    const { engine = BridgeEngine.Ipsec, authentication } = link;
    const path = `${join("links", key)}.authentication`;
    if (authentication === undefined) return [];
    if (engine !== BridgeEngine.Ipsec) {
        return [
            {
                check: "authentication-engine",
                path,
                got: `${show(authentication)}, with the engine ${show(engine)}`,
                allowed: `nothing, but with the engine "ipsec"`,
                fix:
                    engine === BridgeEngine.OpenVpn
                        ? "Remove it: OpenVPN has certificates always."
                        : "Remove it: WireGuard knows peers by their public keys, and nothing else.",
            },
        ];
    }
    if (authentication !== BridgeAuthentication.Certificate) return [];
    return endsOf(key).flatMap((site) => checkEnd(args, site, path));
}

/** Whether the end of a link with certificates can have one. */
function checkEnd({ sites }: VpnBridgeArgs, site: string, path: string): Problem[] {
    const { device } = sites[site] ?? {};
    const unfit = (got: string, allowed: string, fix: string): Problem[] => [
        { check: "certificate-end", path, got: `"certificate", ${got}`, allowed, fix },
    ];
    if (device !== undefined) {
        const model = modelOf(device);
        if (CERTIFICATE_MODELS.includes(model)) return [];
        return unfit(
            `at a device of model ${show(model)}`,
            `"certificate" at devices of model ${oneOf(CERTIFICATE_MODELS.map(show))}`,
            `Remove it; or give '${site}' the model ${show(Device.Other)} with its offers, and enter what sheet.md says.`,
        );
    }
    const kind = MANAGED.find((name) => sites[site]?.[name] !== undefined);
    if (kind === undefined) return [];
    const { works, reason } = CERTIFICATES_OF_CLOUDS[kind];
    if (works) return [];
    return unfit(
        `at site '${site}' of kind ${kind}`,
        '"certificate" between two devices, or a device and AWS',
        `Remove it: ${reason}.`,
    );
}

function checkDevice(args: VpnBridgeArgs, site: string, device: DeviceEndArgs): Problem[] {
    const path = `${join("sites", site)}.device.certificates`;
    const { certificates, publicAddresses } = device;
    const regions = awsRegions(args, site);
    if (certificates === undefined) return checkNeeded(regions, path);
    const uses = certifiedLinks(args).some((key) => endsOf(key).includes(site));
    return [
        ...(uses
            ? []
            : [
                  {
                      check: "unused-argument",
                      path,
                      got: show(certificates),
                      allowed: `nothing, without a link of this site with authentication: "certificate"`,
                      fix: "Remove it, or say so of the link; OpenVPN has certificates of the bridge's authority.",
                  },
              ]),
        ...(certificates.length === publicAddresses.length
            ? []
            : [
                  {
                      check: "certificate-count",
                      path,
                      got: show(certificates),
                      allowed: `one for each of the ${publicAddresses.length} addresses`,
                      fix: "Give each device its own: whoever has the key of one passes for it.",
                  },
              ]),
        ...certificates.flatMap((one, i) => {
            const at = `${path}[${i}]`;
            const { arns = {}, ...texts } = one;
            return [
                ...checkDeviceCertificate(plainTexts(texts), at),
                ...Object.entries(arns).flatMap(([region, arn]) =>
                    typeof arn === "string" ? checkCertificateArn(arn, region, `${at}.arns`) : [],
                ),
                ...[...regions].filter((region) => own(arns, region) === undefined).map((region) => noArn(at, region)),
                ...Object.keys(arns)
                    .filter((region) => !regions.has(region))
                    .map((region) => foreignArn(at, region, regions)),
            ];
        }),
    ];
}

function checkNeeded(regions: ReadonlySet<string>, path: string): Problem[] {
    if (regions.size === 0) return [];
    const fix = "Issue one for each device with AWS Private CA: AWS believes no other authority.";
    const allowed = "the device's certificates, as a link with AWS has certificates";
    return [{ check: "certificate-missing", path, got: "nothing", allowed, fix }];
}

function noArn(path: string, region: string): Problem {
    const fix = "Issue it there, or copy it there: a customer gateway takes a certificate of its own region.";
    const allowed = `the ARN of the certificate in ${region}`;
    return { check: "certificate-missing", path: join(`${path}.arns`, region), got: "nothing", allowed, fix };
}

function foreignArn(path: string, region: string, regions: ReadonlySet<string>): Problem {
    const allowed = regions.size === 0 ? "nothing, without a link with AWS that has certificates" : oneOf([...regions]);
    const fix = "Remove it: no link with certificates leads there.";
    return { check: "unused-argument", path: join(`${path}.arns`, region), got: show(region), allowed, fix };
}

/** Of what is linked: AWS knows a device by one customer gateway in a region, which has a certificate or has none. */
export function checkMixed({ sites }: VpnBridgeArgs, { links }: VpnBridgePlan): Problem[] {
    const certified = new Map<string, string>();
    const towards = links.flatMap(({ key, ends, authentication }) => {
        const region = ends.flatMap((end) => sites[end]?.aws?.region ?? [])[0];
        const device = ends.find((end) => sites[end]?.device !== undefined);
        if (region === undefined || device === undefined) return [];
        const gateway = `${device} ${region}`;
        if (authentication === BridgeAuthentication.Certificate) certified.set(gateway, key);
        return [{ key, gateway, authentication }];
    });
    return towards.flatMap(({ key, gateway, authentication }) => {
        const other = certified.get(gateway);
        if (other === undefined || authentication === BridgeAuthentication.Certificate) return [];
        return [
            {
                check: "authentication-mixed",
                path: `${join("links", key)}.authentication`,
                got: `"pre-shared-key", and "certificate" of the link '${other}' in the same region`,
                allowed: "one of the two for all links of a device with a region of AWS",
                fix: "Say the same of both: AWS knows the device by one customer gateway there.",
            },
        ];
    });
}

function certifiedLinks({ links = {} }: VpnBridgeArgs): string[] {
    return Object.keys(links).filter(
        (key) => links[key]?.authentication === BridgeAuthentication.Certificate && links[key]?.elsewhere !== true,
    );
}

/** Regions of AWS that a device has links with certificates to. */
function awsRegions(args: VpnBridgeArgs, site: string): ReadonlySet<string> {
    const peers = certifiedLinks(args)
        .map(endsOf)
        .filter((ends) => ends.includes(site))
        .flatMap((ends) => ends.filter((end) => end !== site));
    return new Set(peers.flatMap((peer) => args.sites[peer]?.aws?.region ?? []));
}

/** True where the bridge's own authority issues something. */
export function hasOwnCertificates(args: VpnBridgeArgs): boolean {
    const isOpenVpn = Object.values(args.links ?? {}).some(({ engine }) => engine === BridgeEngine.OpenVpn);
    const bare = (site: string): boolean => {
        const device = args.sites[site]?.device;
        return device !== undefined && device.certificates === undefined;
    };
    return isOpenVpn || certifiedLinks(args).some((key) => endsOf(key).some(bare));
}

function checkOwnAuthority(args: VpnBridgeArgs): Problem[] {
    const { authority } = args.keys ?? {};
    if (authority === undefined) return [];
    const problems = checkAuthority(plainTexts(authority), "keys.authority");
    if (hasOwnCertificates(args)) return problems;
    return [
        ...problems,
        {
            check: "unused-argument",
            path: "keys.authority",
            got: show(authority),
            allowed: 'nothing, without a link of engine "openvpn" or authentication "certificate" that it issues for',
            fix: "Remove it: devices with 'certificates' of their own have another authority.",
        },
    ];
}
