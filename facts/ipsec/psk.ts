/** Pre-shared keys: one alphabet that every gateway takes. */
import { fact, type Source } from "../fact";

const AWS: Source = { document: "@pulumi/aws 7.48.0, tunnel1PresharedKey", date: "2026-11", certainty: "read" };
const AZURE: Source = { document: "Azure VPN Gateway FAQ", date: "2026-11", certainty: "read" };

/** Characters are given as the inside of a regular expression's brackets. */
export const PSK_ALPHABET = {
    first: fact("A-Za-z1-9", "characters", AWS),
    rest: fact("A-Za-z0-9._", "characters", AWS),
    length: fact({ min: 8, max: 64 }, "characters", AWS),
    advisedLength: fact({ min: 48, max: 64 }, "characters", { ...AWS, certainty: "derived" }),
} as const;

/** Who narrows the alphabet, and how a key outside it fails. */
export const PSK_RULES: readonly { readonly rule: string; readonly source: Source }[] = [
    { rule: "AWS takes letters, digits, period and underscore, and no leading zero", source: AWS },
    { rule: "Azure refuses space, hyphen and tilde", source: AZURE },
    {
        rule: "AWS refused keys from Google's own generator, which uses + and /",
        source: { document: "GoogleCloudPlatform/pbmm-on-gcp-onboarding#299", date: "2026-11", certainty: "read" },
    },
    {
        rule: "Google's Terraform module makes one base64url secret for all tunnels: it may hold a hyphen, and it is shared",
        source: { document: "terraform-google-modules/terraform-google-vpn", date: "2026-11", certainty: "read" },
    },
    {
        rule: "The two tunnels of an AWS connection need keys of their own: the provider tells them apart by the key",
        source: { document: "hashicorp/terraform-provider-aws#5809", date: "2026-11", certainty: "read" },
    },
];
