/** The public half of a private key. */
import * as crypto from "node:crypto";
import { str, type InvokeType } from "../core/definition";
import { algorithmOf, parsePrivateKey, publicKeyId, publicKeyOutputs } from "./keys";
import { publicKeyOfFile } from "./openssh";
import { exactlyOne } from "./options";
import { firstBlock } from "./pem";

export const getPublicKey: InvokeType = {
    token: "tls:index/getPublicKey:getPublicKey",
    args: {
        privateKeyOpenssh: str({ secret: true }),
        privateKeyPem: str({ secret: true }),
    },
    result: {
        algorithm: str(),
        id: str(),
        privateKeyOpenssh: str({ secret: true }),
        privateKeyPem: str({ secret: true }),
        publicKeyFingerprintMd5: str(),
        publicKeyFingerprintSha256: str(),
        publicKeyOpenssh: str(),
        publicKeyPem: str(),
    },
    answer: (_, args) => {
        const [wrong] = exactlyOne(args, "privateKeyPem", "privateKeyOpenssh");
        if (wrong !== undefined) throw new Error(wrong.reason);
        const { privateKeyPem, privateKeyOpenssh } = args;
        const key =
            typeof privateKeyPem === "string"
                ? crypto.createPublicKey(parsePrivateKey(privateKeyPem, "Failed to parse private key PEM"))
                : publicHalf(privateKeyOpenssh as string);
        return { ...args, algorithm: algorithmOf(key) ?? "", id: publicKeyId(key), ...publicKeyOutputs(key) };
    },
};

/** Programs that read OpenSSH's format read the older ones as well, as OpenSSH wrote these itself once. */
function publicHalf(openssh: string): crypto.KeyObject {
    const doing = "Failed to parse private key OpenSSH PEM";
    const block = firstBlock(openssh);
    return block?.label === "OPENSSH PRIVATE KEY"
        ? publicKeyOfFile(block.der, doing)
        : crypto.createPublicKey(parsePrivateKey(openssh, doing));
}
