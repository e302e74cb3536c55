/**
 * aws.acm.Certificate and CertificateValidation. Expected values: ACM API reference (RequestCertificate: a domain name of at
 * most 64 characters, 253 for others; ImportCertificate; DeleteCertificate: ResourceInUseException), ACM user guide (DNS
 * validation: one CNAME per domain, the same for a wildcard; email validation: five mailboxes; quotas: ten names;
 * prerequisites for importing), documentation of the provider's resources.
 */
import { aws as cloud } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import { tls } from "../../../sim/tls";
import { UNCHANGED } from "../../support/ec2";
import * as aws from "../../support/services";
import { useClouds, type Deployed } from "../../support/sim-client";
import { TlsMaker } from "../../support/tls";

const clouds = useClouds([cloud, tls]);
const east = clouds.client("aws", { region: "us-east-1" });
const maker = new TlsMaker(clouds.client("tls"));

const request = (inputs: Props = {}): Promise<Deployed> =>
    east.create(aws.CERTIFICATE, { domainName: "example.com", validationMethod: "DNS", ...inputs });
const wait = (certificate: Deployed, inputs: Props = {}): Promise<Deployed> =>
    east.create(aws.CERTIFICATE_VALIDATION, { certificateArn: certificate.id, ...inputs });
const records = (certificate: Deployed): Props[] => certificate.state.domainValidationOptions as Props[];

describe("requested", () => {
    test("is pending, has an ARN with a UUID, and names itself among its names", async () => {
        const { id, state } = await request();
        expect(id).toMatch(
            /^arn:aws:acm:us-east-1:111122223333:certificate\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
        );
        expect(state).toMatchObject({
            arn: id,
            status: "PENDING_VALIDATION",
            type: "AMAZON_ISSUED",
            keyAlgorithm: "RSA_2048",
            subjectAlternativeNames: ["example.com"],
            renewalEligibility: "INELIGIBLE",
            notAfter: "",
        });
    });

    test("is proven by a record for each domain", async () => {
        const made = await request({ subjectAlternativeNames: ["www.example.com"] });
        expect(records(made)).toEqual(
            ["example.com", "www.example.com"].map((domainName) => ({
                domainName,
                resourceRecordName: expect.stringMatching(new RegExp(`^_[0-9a-f]{32}\\.${domainName}\\.$`)) as unknown,
                resourceRecordType: "CNAME",
                resourceRecordValue: expect.stringMatching(
                    /^_[0-9a-f]{32}\.[a-z]{10}\.acm-validations\.aws\.$/,
                ) as unknown,
            })),
        );
    });

    test("has one record for a domain and its wildcard", async () => {
        const [plain, wild] = records(await request({ subjectAlternativeNames: ["*.example.com"] }));
        expect({ ...plain, domainName: "" }).toEqual({ ...wild, domainName: "" });
    });

    test("has the record of another certificate for the domain", async () => {
        expect(records(await request())).toEqual(records(await request()));
    });

    test("is proven by mail to five addresses of the domain, or of one above it", async () => {
        const made = await request({
            domainName: "www.example.com",
            validationMethod: "EMAIL",
            validationOptions: [{ domainName: "www.example.com", validationDomain: "example.com" }],
        });
        expect(records(made)).toEqual([]);
        expect((made.state.validationEmails as string[]).sort()).toEqual(
            ["admin", "administrator", "hostmaster", "postmaster", "webmaster"].map((box) => `${box}@example.com`),
        );
    });

    test("is not proven by mail to another domain", async () => {
        const validationOptions = [{ domainName: "example.com", validationDomain: "example.org" }];
        await expect(request({ validationMethod: "EMAIL", validationOptions })).rejects.toThrow(
            "creating ACM Certificate: api error InvalidDomainValidationOptionsException: ",
        );
    });

    test("is unchanged where its own name is left out of its names, or put into them", async () => {
        const made = await request({ subjectAlternativeNames: ["www.example.com"] });
        expect(await east.diff(made, made.inputs)).toEqual(UNCHANGED);
        const named = { ...made.inputs, subjectAlternativeNames: ["www.example.com", "example.com"] };
        expect(await east.diff(made, named)).toEqual(UNCHANGED);
    });

    test.each(["example", "-a.example.com", "a.*.example.com", "exa mple.com", `${"a".repeat(64)}.example.com`])(
        "is refused for %s",
        async (domainName) => {
            await expect(request({ domainName })).rejects.toThrow(
                "creating ACM Certificate: api error ValidationException: ",
            );
        },
    );

    test("has a long name only among the others", async () => {
        const long = `${"a".repeat(60)}.example.com`;
        await expect(request({ domainName: long })).rejects.toThrow(
            "ValidationException: The first domain name can be no longer than 64 characters.",
        );
        expect((await request({ subjectAlternativeNames: [long] })).state.subjectAlternativeNames).toContain(long);
    });

    test("has at most ten names", async () => {
        const subjectAlternativeNames = Array.from({ length: 10 }, (_, i) => `a${i}.example.com`);
        await expect(request({ subjectAlternativeNames })).rejects.toThrow("api error LimitExceededException: ");
        await request({ subjectAlternativeNames: subjectAlternativeNames.slice(1) });
    });

    test("says how it is proven", async () => {
        await expect(east.create(aws.CERTIFICATE, { domainName: "example.com" })).rejects.toThrow(
            "`certificate_authority_arn` or `validation_method` must be set when creating an ACM certificate",
        );
    });

    test.each<[string, Props, string]>([
        ["neither name nor key", {}, "one of `domainName,privateKey` must be specified"],
        [
            "a name and a key",
            { domainName: "a.com", privateKey: "x" },
            "only one of `domainName,privateKey` can be specified",
        ],
        [
            "a body without a key",
            { domainName: "a.com", certificateBody: "x" },
            "all of `certificate_body,private_key` must be specified",
        ],
        ["a name that ends with a period", { domainName: "a.com." }, "domainName: cannot end with a period"],
        ["a method beside a key", { privateKey: "x", validationMethod: "DNS" }, "conflicts with privateKey"],
    ])("cannot have %s", async (_, inputs, reason) => {
        expect((await east.check(aws.CERTIFICATE, inputs)).join("\n")).toContain(reason);
    });

    test("counts in a quota of the region", async () => {
        clouds.world.putSetting("quotas", { "certificates-per-region": 1 });
        await request();
        await expect(request()).rejects.toThrow("api error LimitExceededException: ");
    });
});

describe("validation", () => {
    test("waits until the certificate is issued", async () => {
        const made = await request();
        const validation = await wait(made);
        expect(validation.id).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+ \+0000 UTC$/);
        const { status, notBefore, notAfter } = (await east.read(made))!.state;
        expect(status).toBe("ISSUED");
        expect(Date.parse(notAfter as string) - Date.parse(notBefore as string)).toBe(198 * 86_400_000);
    });

    test("takes the names of the records, with a period at the end or without", async () => {
        const made = await request({ subjectAlternativeNames: ["www.example.com"] });
        const [one, other] = records(made).map((r) => r.resourceRecordName as string);
        const validationRecordFqdns = [one!, other!.replace(/\.$/, "")];
        expect((await wait(made, { validationRecordFqdns })).state.certificateArn).toBe(made.id);
    });

    test("names the record that is missing", async () => {
        const made = await request();
        const name = (records(made)[0]!.resourceRecordName as string).replace(/\.$/, "");
        await expect(wait(made, { validationRecordFqdns: ["x.example.com"] })).rejects.toThrow(
            `creating ACM Certificate Validation: missing example.com DNS validation record: ${name}`,
        );
    });

    test("has no records where mails prove", async () => {
        const made = await request({ validationMethod: "EMAIL" });
        await expect(wait(made, { validationRecordFqdns: ["x.example.com"] })).rejects.toThrow(
            "validation_record_fqdns is not valid for EMAIL validation",
        );
    });

    test("does not keep the certificate, and is gone with it", async () => {
        const made = await request();
        const validation = await wait(made);
        await east.delete(made);
        expect(await east.read(validation)).toBeUndefined();
    });
});

describe("imported", () => {
    const importing = "creating ACM Certificate: api error ValidationException:";

    async function identity(inputs: Props = {}): Promise<Props> {
        const key = await maker.key();
        const subject = { commonName: "shop.example.com" };
        const cert = await maker.selfSigned({ subject, dnsNames: ["shop.example.com"], ...inputs }, key);
        return { certificateBody: cert.state.certPem ?? "", privateKey: key };
    }

    test("is issued at once, with what it says of itself", async () => {
        const made = await east.create(aws.CERTIFICATE, await identity());
        expect(made.state).toMatchObject({
            status: "ISSUED",
            type: "IMPORTED",
            domainName: "shop.example.com",
            subjectAlternativeNames: ["shop.example.com"],
            keyAlgorithm: "EC_prime256v1",
            validationMethod: "NONE",
            domainValidationOptions: [],
        });
        expect(await east.diff(made, made.inputs)).toEqual(UNCHANGED);
    });

    test("is imported again in place", async () => {
        const made = await east.create(aws.CERTIFICATE, await identity());
        const wanted = await identity({ dnsNames: ["www.example.com"] });
        expect(await east.diff(made, wanted)).toEqual({ changed: ["certificateBody", "privateKey"], replaces: [] });
        const updated = await east.update(made, wanted);
        expect(updated.state.subjectAlternativeNames).toEqual(["www.example.com"]);
    });

    test("comes with a chain where another has signed it", async () => {
        const root = await maker.root();
        const { key, cert } = await maker.signed(root, {}, { subject: { commonName: "shop.example.com" } });
        const inputs: Props = { certificateBody: cert.state.certPem ?? "", privateKey: key };
        await expect(east.create(aws.CERTIFICATE, inputs)).rejects.toThrow(
            `${importing} The provided certificate is not a valid self signed.`,
        );
        const certificateChain = root.cert.state.certPem ?? "";
        expect((await east.create(aws.CERTIFICATE, { ...inputs, certificateChain })).state.status).toBe("ISSUED");
    });

    test("comes with the chain that has signed it", async () => {
        const { key, cert } = await maker.signed(
            await maker.root(),
            {},
            { subject: { commonName: "shop.example.com" } },
        );
        const certificateChain = (await maker.root()).cert.state.certPem ?? "";
        const inputs: Props = { certificateBody: cert.state.certPem ?? "", privateKey: key, certificateChain };
        await expect(east.create(aws.CERTIFICATE, inputs)).rejects.toThrow(
            `${importing} Unable to validate certificate chain.`,
        );
    });

    test("comes with its own key", async () => {
        await expect(
            east.create(aws.CERTIFICATE, { ...(await identity()), privateKey: await maker.key() }),
        ).rejects.toThrow(`${importing} The private key does not match the certificate.`);
    });

    test.each<[string, Props, string]>([
        ["no certificate", { certificateBody: "hello" }, "Unable to parse certificate."],
        ["no key", { privateKey: "hello" }, "The private key is not supported"],
    ])("is refused with %s", async (_, inputs, reason) => {
        await expect(east.create(aws.CERTIFICATE, { ...(await identity()), ...inputs })).rejects.toThrow(
            `${importing} ${reason}`,
        );
    });

    test("is one certificate, with the others in the chain", async () => {
        const { certificateBody, privateKey } = await identity();
        const twice = `${certificateBody as string}${certificateBody as string}`;
        await expect(
            east.create(aws.CERTIFICATE, { certificateBody: twice, privateKey: privateKey ?? "" }),
        ).rejects.toThrow(`${importing} The certificate field contains more than one certificate.`);
    });

    test("is not waited for", async () => {
        const made = await east.create(aws.CERTIFICATE, await identity());
        await expect(wait(made)).rejects.toThrow("has type IMPORTED, no validation necessary");
    });
});

test("is not deleted while a listener uses it", async () => {
    const network = await aws.network(east);
    const [balancer, group, certificate] = [
        await aws.balancer(east, network),
        await aws.targetGroup(east, network),
        await aws.issued(east),
    ];
    const listener = await aws.listener(east, balancer, group, {
        port: 443,
        protocol: "HTTPS",
        certificateArn: certificate.id,
    });
    await expect(east.delete(certificate)).rejects.toThrow(
        `api error ResourceInUseException: Certificate ${certificate.id} in account 111122223333 is in use.`,
    );
    await east.delete(listener);
    await east.delete(certificate);
    expect(await east.read(certificate)).toBeUndefined();
});
