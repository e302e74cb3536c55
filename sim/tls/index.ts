/**
 * The package `tls`: it needs no cloud, so this is no simulation of it but the same work done here. Keys, requests and
 * certificates are real. Left out is what reads certificates from the network, and so the proxy to do it through.
 */
import type { Package } from "../core/definition";
import { certRequest } from "./cert-request";
import { locallySignedCert } from "./locally-signed-cert";
import { privateKey } from "./private-key";
import { getPublicKey } from "./public-key";
import { selfSignedCert } from "./self-signed-cert";

export const tls: Package = {
    name: "tls",
    version: "5.6.1",
    types: [certRequest, locallySignedCert, privateKey, selfSignedCert],
    invokes: [getPublicKey],
    config: {},
    caller: () => ({ account: "", region: "", defaultTags: {} }),
};
