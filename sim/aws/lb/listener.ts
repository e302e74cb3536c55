/**
 * A listener. Mutual TLS and changed headers are not modelled. Sources: Elastic Load Balancing API reference
 * (CreateListener, ModifyListener, errors), its user guides (protocols, security policies, quotas), Terraform AWS provider
 * (arguments, what it assumes for application load balancers).
 */
import { CloudError, int, str, type ResourceType } from "../../core/definition";
import { text, type Props } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import { between, refuseArn } from "../bounds";
import { CERTIFICATE } from "../acm/codes";
import { arn, region, tagging } from "../place";
import { actionsProperty, canonicalActions, checkActions, demandActions } from "./actions";
import { LISTENER, LOAD_BALANCER, suffix, toListenerCertificate, toLoadBalancer, validationError } from "./codes";
import { POLICIES, STANDARD_POLICY } from "./security-policies";

/** Protocols of listeners by type of load balancer, each with those of the target groups that it goes with. */
const PROTOCOLS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
    application: { HTTP: ["HTTP", "HTTPS"], HTTPS: ["HTTP", "HTTPS"] },
    network: { TCP: ["TCP", "TCP_UDP"], TLS: ["TCP", "TLS"], UDP: ["UDP", "TCP_UDP"], TCP_UDP: ["TCP_UDP"] },
    gateway: { "": ["GENEVE"] },
};
const SECURE = ["HTTPS", "TLS"];
const STANDARD_IDLE_SECONDS = 350;

export const listener: ResourceType = {
    token: LISTENER,
    noun: "ELBv2 Listener",
    id: () => "",
    properties: {
        region,
        ...tagging,
        loadBalancerArn: str({
            required: true,
            immutable: true,
            ref: { ...toLoadBalancer, part: true },
            refuse: refuseArn("load_balancer_arn"),
        }),
        port: int({ refuse: between("port", 1, 65_535) }),
        protocol: str({ computed: true, imported: true, oneOf: ["HTTP", "HTTPS", "TCP", "TLS", "UDP", "TCP_UDP"] }),
        certificateArn: str({ ref: toListenerCertificate, refuse: refuseArn("certificate_arn") }),
        sslPolicy: str({ computed: true }),
        alpnPolicy: str({ oneOf: ["HTTP1Only", "HTTP2Only", "HTTP2Optional", "HTTP2Preferred", "None"] }),
        defaultActions: actionsProperty,
        tcpIdleTimeoutSeconds: int({ computed: true, refuse: between("tcp_idle_timeout_seconds", 60, 6000) }),
        arn: str({ output: true }),
    },
    check: (inputs) => checkActions(inputs.defaultActions),
    canonical: (inputs) => {
        const actions = canonicalActions(inputs.defaultActions);
        return actions === undefined ? inputs : { ...inputs, defaultActions: actions };
    },
    quota: {
        name: "listeners-per-load-balancer",
        limit: 50,
        per: "loadBalancerArn",
        exceeded: () => new CloudError("TooManyListeners", "The maximum number of listeners has been reached"),
    },
    create: ({ world }, draft) => {
        const balancer = balancerOf(world, draft);
        if (balancer === undefined) return;
        draft.id = arn(
            draft,
            "elasticloadbalancing",
            `listener/${text(balancer.props, "arnSuffix") ?? ""}/${suffix()}`,
        );
        draft.props.arn = draft.id;
        demandValid(world, draft, balancer, draft.props);
    },
    update: ({ world }, object, _, { asked }) => {
        const balancer = balancerOf(world, object);
        if (balancer !== undefined) demandValid(world, object, balancer, asked);
    },
    gone: () => new CloudError("ListenerNotFound", "One or more listeners not found"),
    seconds: { create: 1, update: 1, delete: 1 },
    onTimeout: "bare",
};

function balancerOf(world: World, object: CloudObject): CloudObject | undefined {
    return world.get(LOAD_BALANCER, object, text(object.props, "loadBalancerArn") ?? "");
}

function demandValid(world: World, object: CloudObject, balancer: CloudObject, asked: Props): void {
    const { props } = object;
    const type = text(balancer.props, "loadBalancerType") ?? "";
    const protocols = PROTOCOLS[type] ?? {};
    // The provider asks for HTTP where an application load balancer is given no protocol.
    const protocol = text(props, "protocol") ?? (type === "application" ? "HTTP" : "");
    props.protocol = protocol;
    const serves = protocols[protocol];
    if (type === "gateway" && (protocol !== "" || asked.port !== undefined)) {
        throw validationError("A port and a protocol can not be specified for listeners of gateway load balancers");
    }
    if (serves === undefined) {
        const known = Object.keys(protocols).join(", ");
        throw validationError(
            protocol === ""
                ? "A listener protocol must be specified"
                : `Listener protocol '${protocol}' must be one of '${known}'`,
        );
    }
    if (type !== "gateway" && asked.port === undefined) throw validationError("A listener port must be specified");
    const others = world.referrers(balancer, LISTENER).filter((other) => other.id !== object.id);
    if (others.some((other) => (other.props.port ?? 0) === (props.port ?? 0))) {
        throw new CloudError(
            "DuplicateListener",
            `A listener already exists on this port for this load balancer '${balancer.id}'`,
        );
    }
    demandSecurity(world, object, asked, protocol);
    const idles = protocol === "TCP" || type === "gateway";
    if (!idles && asked.tcpIdleTimeoutSeconds !== undefined) {
        throw validationError(`TCP idle timeout is not supported for listeners with protocol '${protocol}'`);
    }
    props.tcpIdleTimeoutSeconds = idles ? (props.tcpIdleTimeoutSeconds ?? STANDARD_IDLE_SECONDS) : 0;
    demandActions(world, object, balancer, serves);
}

/** Certificate, security policy and ALPN policy: of listeners that end TLS, and only of them. */
function demandSecurity(world: World, object: CloudObject, asked: Props, protocol: string): void {
    const { props } = object;
    const [certificate, policy] = [text(asked, "certificateArn"), text(asked, "sslPolicy")];
    if (protocol !== "TLS" && text(asked, "alpnPolicy") !== undefined) {
        throw new CloudError("ALPNPolicyNotSupported", "ALPN policies are supported on TLS listeners only");
    }
    if (!SECURE.includes(protocol)) {
        const given = certificate !== undefined ? "A certificate" : policy !== undefined ? "An SSL policy" : undefined;
        if (given !== undefined) throw validationError(`${given} cannot be specified for ${protocol} listeners`);
        props.sslPolicy = "";
        return;
    }
    if (certificate === undefined) throw validationError(`A certificate must be specified for ${protocol} listeners`);
    if (policy !== undefined && !POLICIES.has(policy)) {
        throw new CloudError("SSLPolicyNotFound", `SSL policy '${policy}' not found`);
    }
    props.sslPolicy = text(props, "sslPolicy") ?? STANDARD_POLICY;
    if (world.get(CERTIFICATE, object, certificate)?.props.status === "ISSUED") return;
    throw new CloudError(
        "UnsupportedCertificate",
        `The certificate '${certificate}' must have a fully-qualified domain name, a supported signature, and a supported key size.`,
    );
}
