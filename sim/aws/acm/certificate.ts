/**
 * A certificate, requested of ACM or imported. Private authorities are not modelled. Sources: ACM API reference
 * (RequestCertificate, ImportCertificate, DeleteCertificate, errors), ACM quotas, Terraform AWS provider (which arguments
 * exclude each other, what is replaced, what is imported again in place).
 */
import * as crypto from "node:crypto";
import { conflicts, exactlyOneOf } from "../../core/combine";
import {
    bool,
    CloudError,
    list,
    obj,
    set,
    str,
    type CheckFailure,
    type Context,
    type ResourceType,
} from "../../core/definition";
import { isEmpty, text, UNKNOWN, type Props, type Value } from "../../core/values";
import type { CloudObject } from "../../core/world";
import { arn, region, tagging } from "../place";
import { CERTIFICATE, noSuchCertificate } from "./codes";
import { describeImported } from "./imported";
import { describeRequested } from "./requested";

const FROM_ELSEWHERE = ["certificateBody", "certificateChain", "privateKey"];

function refuseName(value: Value): string | undefined {
    return (value as string).endsWith(".") ? "cannot end with a period" : undefined;
}

export const certificate: ResourceType = {
    token: CERTIFICATE,
    noun: "ACM Certificate",
    id: () => "",
    properties: {
        region,
        ...tagging,
        domainName: str({ computed: true, imported: true, immutable: true, refuse: refuseName }),
        subjectAlternativeNames: set(str({ refuse: refuseName }), { computed: true, imported: true, immutable: true }),
        validationMethod: str({ computed: true, imported: true, immutable: true, oneOf: ["DNS", "EMAIL"] }),
        validationOptions: set(
            obj({ domainName: str({ required: true }), validationDomain: str({ required: true }) }),
            { immutable: true },
        ),
        keyAlgorithm: str({
            computed: true,
            immutable: true,
            oneOf: ["RSA_2048", "EC_prime256v1", "EC_secp384r1"],
        }),
        options: obj(
            {
                certificateTransparencyLoggingPreference: str({ oneOf: ["ENABLED", "DISABLED"] }),
                export: str({ oneOf: ["ENABLED", "DISABLED"] }),
            },
            { computed: true },
        ),
        certificateBody: str(),
        certificateChain: str(),
        privateKey: str({ secret: true }),
        arn: str({ output: true }),
        domainValidationOptions: list(
            obj({
                domainName: str(),
                resourceRecordName: str(),
                resourceRecordType: str(),
                resourceRecordValue: str(),
            }),
            { output: true },
        ),
        notAfter: str({ output: true }),
        notBefore: str({ output: true }),
        pendingRenewal: bool({ output: true }),
        renewalEligibility: str({ output: true }),
        renewalSummaries: list(obj({ renewalStatus: str(), renewalStatusReason: str(), updatedAt: str() }), {
            output: true,
        }),
        status: str({ output: true }),
        type: str({ output: true }),
        validationEmails: list(str(), { output: true }),
    },
    check: (inputs) => [
        ...exactlyOneOf(inputs, ["domainName", "privateKey"]),
        ...["domainName", "subjectAlternativeNames", "validationMethod", "validationOptions", "keyAlgorithm"].flatMap(
            (name) => conflicts(inputs, name, FROM_ELSEWHERE),
        ),
        ...checkKey(inputs),
    ],
    canonical: withOwnName,
    quota: {
        name: "certificates-per-region",
        limit: 2500,
        exceeded: (limit) =>
            new CloudError("LimitExceededException", `Error: you have reached your limit of ${limit} certificates.`),
    },
    create: (context, draft) => {
        const made = arn(draft, "acm", `certificate/${crypto.randomUUID()}`);
        draft.id = made;
        const standard = text(draft.props, "privateKey") === undefined ? "ENABLED" : "DISABLED";
        Object.assign(draft.props, {
            arn: made,
            domainValidationOptions: [],
            validationEmails: [],
            pendingRenewal: false,
            renewalEligibility: "INELIGIBLE",
            renewalSummaries: [],
            options: {
                certificateTransparencyLoggingPreference: standard,
                export: "DISABLED",
                ...(draft.props.options as Props | undefined),
            },
            validationMethod: draft.props.validationMethod ?? "NONE",
            ...describe(context, draft),
        });
    },
    update: (context, object, old) => {
        object.props.options = { ...(old.options as Props), ...(object.props.options as Props) };
        if (FROM_ELSEWHERE.every((name) => object.props[name] === old[name])) return;
        Object.assign(object.props, describeImported(object.props, context.now));
    },
    inUse: (object) =>
        new CloudError("ResourceInUseException", `Certificate ${object.id} in account ${object.account} is in use.`),
    gone: noSuchCertificate,
    seconds: { create: 5, update: 1, delete: 2 },
    onTimeout: "partial",
};

function describe(context: Context, draft: CloudObject): Props {
    if (text(draft.props, "privateKey") !== undefined) return describeImported(draft.props, context.now);
    const { validationMethod, ...rest } = draft.props;
    const asked = validationMethod === "NONE" ? rest : draft.props;
    return describeRequested(context.world, { ...draft, props: asked });
}

/** A body without its key. */
function checkKey(inputs: Props): CheckFailure[] {
    const given = (name: string): boolean => inputs[name] === UNKNOWN || !isEmpty(inputs[name]);
    if (!given("certificateBody") || given("privateKey")) return [];
    const reason = '"certificate_body": all of `certificate_body,private_key` must be specified';
    return [{ property: "certificateBody", reason: `Missing required argument: ${reason}` }];
}

/** ACM counts the certificate's own name among the alternatives. */
function withOwnName(inputs: Props): Props {
    const { domainName, subjectAlternativeNames: names } = inputs;
    if (typeof domainName !== "string" || !Array.isArray(names) || names.includes(domainName)) return inputs;
    return { ...inputs, subjectAlternativeNames: [domainName, ...names] };
}
