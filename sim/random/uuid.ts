/** Unique identifiers: sixteen plainly random bytes, and the versions 4 and 7 of RFC 9562. */
import * as crypto from "node:crypto";
import { str, type ResourceType } from "../core/definition";
import { stateless } from "../core/stateless";
import { keepers } from "./properties";

const FORM = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Without version bits: hashicorp/go-uuid, which makes these, sets none. */
export const randomUuid = uuid("random:index/randomUuid:RandomUuid", () => grouped(crypto.randomBytes(16)));

export const randomUuid4 = uuid("random:index/randomUuid4:RandomUuid4", () => crypto.randomUUID());

export const randomUuid7 = uuid("random:index/randomUuid7:RandomUuid7", (now) => {
    const bytes = crypto.randomBytes(16);
    bytes.writeUIntBE(now, 0, 6);
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    return grouped(bytes);
});

function uuid(token: string, generate: (now: number) => string): ResourceType {
    return stateless({
        token,
        noun: "random uuid",
        properties: { keepers, result: str({ output: true }) },
        make: (_, now) => {
            const result = generate(now);
            return { id: result, props: { result } };
        },
        adopt: (imported) => {
            if (!FORM.test(imported)) {
                throw new Error(
                    `Import Random UUID Error: There was an error during the parsing of the UUID '${imported}'`,
                );
            }
            const result = imported.toLowerCase();
            return { id: result, props: { result } };
        },
    });
}

function grouped(bytes: Buffer): string {
    const hex = bytes.toString("hex");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
