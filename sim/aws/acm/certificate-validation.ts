/**
 * Waits until a certificate is issued; there is no such thing in AWS itself. Records in DNS and mails are not modelled: the
 * proof is taken as given, as soon as somebody waits for it. Source: Terraform AWS provider (arguments, its own refusals,
 * id; it cannot be imported, and deletes nothing).
 */
import { set, str, type ResourceType } from "../../core/definition";
import { isObject, text, texts, type Value } from "../../core/values";
import type { CloudObject } from "../../core/world";
import { region } from "../place";
import { CERTIFICATE_VALIDATION, noSuchCertificate, toCertificate } from "./codes";
import { certificateAt, issue } from "./requested";

export const certificateValidation: ResourceType = {
    token: CERTIFICATE_VALIDATION,
    noun: "ACM Certificate Validation",
    id: () => "",
    properties: {
        region,
        certificateArn: str({ required: true, immutable: true, ref: toCertificate }),
        validationRecordFqdns: set(str(), { immutable: true }),
    },
    create: (context, draft) => {
        const certificate = certificateAt(context.world, draft);
        if (certificate === undefined) return;
        if (certificate.props.type !== "AMAZON_ISSUED") {
            throw new Error(
                `certificate (${certificate.id}) has type ${text(certificate.props, "type") ?? ""}, no validation necessary`,
            );
        }
        demandRecords(certificate, draft.props.validationRecordFqdns);
        issue(context.world, certificate, context.now);
        // The time of issue, as Go prints times; its fractions tell apart those of one moment.
        const [day = "", time = ""] = new Date(context.now).toISOString().replace("Z", "").split("T");
        draft.id = `${day} ${time}${String(draft.serial).padStart(6, "0")} +0000 UTC`;
    },
    view: ({ world }, object) => (certificateAt(world, object)?.props.status === "ISSUED" ? {} : undefined),
    gone: noSuchCertificate,
    importId: () => undefined,
    seconds: { create: 90 },
    onTimeout: "bare",
};

/** Where names are given, they are all that ACM asks for. */
function demandRecords(certificate: CloudObject, given: Value | undefined): void {
    if (!Array.isArray(given) || given.length === 0) return;
    if (certificate.props.validationMethod !== "DNS") {
        throw new Error(
            `validation_record_fqdns is not valid for ${text(certificate.props, "validationMethod") ?? ""} validation`,
        );
    }
    const names = new Set(texts({ given }, "given").map((name) => name.replace(/\.$/, "")));
    const options = certificate.props.domainValidationOptions;
    for (const option of Array.isArray(options) ? options.filter(isObject) : []) {
        const name = text(option, "resourceRecordName")?.replace(/\.$/, "") ?? "";
        if (names.has(name)) continue;
        throw new Error(`missing ${text(option, "domainName") ?? ""} DNS validation record: ${name}`);
    }
}
