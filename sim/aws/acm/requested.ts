/**
 * A public certificate that ACM issues once the domains are proven. Sources: ACM API reference (RequestCertificate: names,
 * lengths, validation options), ACM user guide (DNS and email validation, quotas, validity of 198 days).
 */
import * as crypto from "node:crypto";
import { CloudError } from "../../core/definition";
import { isObject, text, texts, type Props } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import { CERTIFICATE, invalid } from "./codes";
import { inSeconds } from "./imported";

const DOMAIN = /^(\*\.)?((?!-)[A-Za-z0-9-]{0,62}[A-Za-z0-9]\.)+(?!-)[A-Za-z0-9-]{1,62}[A-Za-z0-9]$/;
const LONGEST_FIRST = 64;
const NAMES = { quota: "names-per-certificate", limit: 10 };
const DAYS_VALID = 198;
const DAY = 86_400_000;

/** Mailboxes that ACM writes to. */
const MAILBOXES = ["administrator", "hostmaster", "postmaster", "webmaster", "admin"];

export function describeRequested(world: World, draft: CloudObject): Props {
    const { props } = draft;
    const domain = text(props, "domainName") ?? "";
    const names = [...new Set([domain, ...texts(props, "subjectAlternativeNames")])];
    const method = text(props, "validationMethod");
    // The provider's own words.
    if (method === undefined) {
        throw new Error(
            "`certificate_authority_arn` or `validation_method` must be set when creating an ACM certificate",
        );
    }
    demandNames(world, names);
    const proven = validationDomains(props);
    for (const [name, proof] of proven) {
        if (name === proof || name.endsWith(`.${proof}`)) continue;
        throw new CloudError(
            "InvalidDomainValidationOptionsException",
            `The validation domain ${proof} is not the domain ${name} or a superdomain of it.`,
        );
    }
    return {
        subjectAlternativeNames: names,
        domainValidationOptions: method === "DNS" ? names.map((name) => recordFor(draft, name)) : [],
        validationEmails:
            method === "EMAIL"
                ? names.flatMap((name) => MAILBOXES.map((box) => `${box}@${proven.get(name) ?? bare(name)}`))
                : [],
        keyAlgorithm: props.keyAlgorithm ?? "RSA_2048",
        notBefore: "",
        notAfter: "",
        status: "PENDING_VALIDATION",
        type: "AMAZON_ISSUED",
    };
}

/** ACM has seen the proof: the certificate is issued. */
export function issue(world: World, certificate: CloudObject, now: number): void {
    if (certificate.props.status === "ISSUED") return;
    const validity = { notBefore: inSeconds(now), notAfter: inSeconds(now + DAYS_VALID * DAY) };
    world.put({ ...certificate, props: { ...certificate.props, ...validity, status: "ISSUED" } });
}

export function certificateAt(world: World, object: CloudObject): CloudObject | undefined {
    return world.get(CERTIFICATE, object, text(object.props, "certificateArn") ?? "");
}

function demandNames(world: World, names: string[]): void {
    const [first = ""] = names;
    if (first.length > LONGEST_FIRST) {
        throw invalid("The first domain name can be no longer than 64 characters.");
    }
    for (const [i, name] of names.entries()) {
        if (DOMAIN.test(name) && name.length <= 253) continue;
        const member = i === 0 ? "domainName" : "subjectAlternativeNames";
        throw invalid(
            `1 validation error detected: Value '${name}' at '${member}' failed to satisfy constraint: ` +
                `Member must satisfy regular expression pattern: ${DOMAIN.source}`,
        );
    }
    const limit = world.quota(NAMES.quota, NAMES.limit);
    if (names.length <= limit) return;
    throw new CloudError(
        "LimitExceededException",
        `The number of domain names (${names.length}) exceeds the limit of ${limit} for a certificate.`,
    );
}

/** Where the mails of a domain go, by domain. */
function validationDomains(props: Props): Map<string, string> {
    const options = Array.isArray(props.validationOptions) ? props.validationOptions.filter(isObject) : [];
    return new Map(options.map((o) => [text(o, "domainName") ?? "", text(o, "validationDomain") ?? ""]));
}

/** Without the asterisk: a wildcard is proven together with the domain that it is in. */
function bare(name: string): string {
    return name.replace(/^\*\./, "");
}

/** The record is the same in every certificate of the account, so that one record serves all. */
function recordFor({ account }: CloudObject, name: string): Props {
    const digest = (what: string): string =>
        crypto
            .createHash("sha256")
            .update(`${account} ${bare(name)} ${what}`)
            .digest("hex")
            .slice(0, 32);
    const zone = digest("zone")
        .replace(/[0-9]/g, (digit) => String.fromCharCode(103 + Number(digit)))
        .slice(0, 10);
    return {
        domainName: name,
        resourceRecordName: `_${digest("name")}.${bare(name)}.`,
        resourceRecordType: "CNAME",
        resourceRecordValue: `_${digest("value")}.${zone}.acm-validations.aws.`,
    };
}
