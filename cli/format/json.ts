/** What questions answer with, in the shape that `--json` documents (docs/cli.md): plain data, no sets and no big numbers. */
import type { Answer, RoundTrip, Step, Way } from "../../graph/answer";
import type { Network } from "../../graph/network";
import { describeEnds } from "../../graph/packets";
import type { Element, Reason } from "../../graph/reason";
import type { Finding } from "../../policy/finding";
import { fingerprints, sorted, type Checked } from "./checked";

export function answerJson(network: Network, answer: Answer): object {
    return {
        from: selectionJson(network, answer.from),
        to: selectionJson(network, answer.to),
        traffic: answer.traffic,
        verdict: answer.verdict,
        reasons: answer.reasons.map((reason) => reasonJson(network, reason)),
        trips: answer.trips.map((trip) => tripJson(network, trip)),
        caveats: answer.caveats,
    };
}

function selectionJson(network: Network, { text, hosts, leftOut }: Answer["from"]): object {
    return {
        text,
        hosts: hosts.map(({ element }) => elementJson(network, element)),
        leftOut: leftOut.map(({ host, why }) => ({ ...elementJson(network, host.element), why })),
    };
}

function tripJson(network: Network, { out, back, verdict, reason }: RoundTrip): object {
    return {
        verdict,
        ...(reason === undefined ? {} : { reason: reasonJson(network, reason) }),
        out: wayJson(network, out),
        back: back.map((way) => wayJson(network, way)),
    };
}

function wayJson(network: Network, { from, packets, steps, end }: Way): object {
    return {
        from: elementJson(network, from.element),
        packets: describeEnds(packets),
        steps: steps.map((step) => stepJson(network, step)),
        end:
            end.is === "delivered"
                ? { is: end.is, host: elementJson(network, end.host.element) }
                : { is: end.is, reason: reasonJson(network, end.reason) },
    };
}

function stepJson(network: Network, { element, text, link, zone }: Step): object {
    return {
        ...elementJson(network, element),
        text,
        ...(link === undefined ? {} : { link }),
        ...(zone === undefined ? {} : { zone }),
    };
}

export function reasonJson(network: Network, { code, element, detail, cause }: Reason): object {
    return {
        code,
        ...elementJson(network, element),
        detail,
        ...(cause === undefined ? {} : { cause: reasonJson(network, cause) }),
    };
}

export function elementJson(network: Network, { label, urn }: Element): object {
    const position = urn === undefined ? undefined : network.positions.get(urn);
    return {
        label,
        ...(urn === undefined ? {} : { urn }),
        ...(position === undefined ? {} : { position: { file: position.file, line: position.line } }),
    };
}

export function checkedJson(checked: Checked): object {
    const marks = fingerprints(checked.findings);
    const count = (status: Finding["status"]): number => checked.findings.filter((f) => f.status === status).length;
    return {
        rules: checked.rules.map(({ id }) => id).sort(),
        counts: {
            fail: count("fail"),
            undetermined: count("undetermined"),
            exempt: count("exempt"),
            error: count("error"),
        },
        findings: sorted(checked.findings).map((finding) => ({ ...finding, fingerprint: marks.get(finding) })),
    };
}
