/**
 * A custom IPsec/IKE policy. Sources: VPN Gateway documentation ("About cryptographic requirements", "Configure custom
 * IPsec/IKE connection policies": all parameters are given, GCM in IPsec is both encryption and integrity, least lifetimes),
 * Network REST API (enumerations) and its open issue on IkeIntegrity, of which the service takes no GCM.
 */
import { int, list, obj, str, type Property } from "../../../core/definition";
import { text, type Props, type Value } from "../../../core/values";
import { invalid } from "../../refusals";

const oneOf = (...names: string[]): Property => str({ required: true, oneOf: names });

const atLeast =
    (least: number) =>
    (value: Value): string | undefined =>
        (value as number) < least ? `${value as number}; Azure allows no less than ${least}` : undefined;

/** With all eight fields, as Azure demands. */
export const ipsecPolicies: Property = list(
    obj({
        dhGroup: oneOf("None", "DHGroup1", "DHGroup2", "DHGroup14", "DHGroup2048", "ECP256", "ECP384", "DHGroup24"),
        ikeEncryption: oneOf("DES", "DES3", "AES128", "AES192", "AES256", "GCMAES256", "GCMAES128"),
        ikeIntegrity: oneOf("MD5", "SHA1", "SHA256", "SHA384", "GCMAES256", "GCMAES128"),
        ipsecEncryption: oneOf(
            "None",
            "DES",
            "DES3",
            "AES128",
            "AES192",
            "AES256",
            "GCMAES128",
            "GCMAES192",
            "GCMAES256",
        ),
        ipsecIntegrity: oneOf("MD5", "SHA1", "SHA256", "GCMAES128", "GCMAES192", "GCMAES256"),
        pfsGroup: oneOf("None", "PFS1", "PFS2", "PFS2048", "ECP256", "ECP384", "PFS24", "PFS14", "PFSMM"),
        saDataSizeKilobytes: int({ required: true, refuse: atLeast(1024) }),
        saLifeTimeSeconds: int({ required: true, refuse: atLeast(300) }),
    }),
);

const isGcm = (name: string | undefined): boolean => name?.startsWith("GCM") === true;

/** At most one policy for each connection, of algorithms that go together. */
export function demandPolicies(policies: readonly Props[], connection: string): void {
    if (policies.length > 1) {
        throw invalid(`Connection ${connection} has ${policies.length} IPsec policies; only one is supported.`);
    }
    for (const policy of policies) {
        const [encryption, integrity] = [text(policy, "ipsecEncryption"), text(policy, "ipsecIntegrity")];
        if ((isGcm(encryption) || isGcm(integrity)) && encryption !== integrity) {
            throw invalid(
                `IpsecEncryption ${encryption ?? ""} and IpsecIntegrity ${integrity ?? ""} of ${connection} must be the same GCMAES algorithm.`,
            );
        }
        if (isGcm(text(policy, "ikeIntegrity"))) {
            throw invalid(`IkeIntegrity ${text(policy, "ikeIntegrity") ?? ""} of ${connection} is not supported.`);
        }
    }
}
