/**
 * Which route table decides about packets from an attachment, and whose routes come into a table by themselves. Sources: VPC
 * Transit Gateway guide (an attachment is associated with one table and propagates to any number), EC2 API reference, Terraform
 * AWS provider (what its settings do for attachments of gateways that are shared by another account: nothing).
 */
import type { Element, Reason } from "../../../reason";
import { elementOf, labelOf, unknownValue, type References } from "../../references";
import type { Resource } from "../../resources";
import { inOneAccount } from "./accounts";
import { isExternal, mayJoin, type Attachment, type Attachments, type External } from "./attachments";
import type { Gateways, Role } from "./gateways";
import { ASSOCIATION, POLICY_ASSOCIATION, PROPAGATION, type Settled } from "./types";

export type Association =
    | { readonly is: "table"; readonly table: string }
    /** No table is associated: packets from the attachment are dropped. */
    | { readonly is: "none" | "unsure"; readonly reason: Reason };

/** An attachment whose routes a table takes. */
export interface Propagation {
    readonly attachment: Attachment | External;
    readonly element: Element;
}

/** What a resource says that joins an attachment and a table. */
interface Statement {
    readonly resource: Resource;
    readonly attachment: Settled<Attachment | External>;
    readonly table: Settled<string>;
}

const FLAGS = {
    association: "transitGatewayDefaultRouteTableAssociation",
    propagation: "transitGatewayDefaultRouteTablePropagation",
} as const;

export class Associations {
    private readonly associating: readonly Statement[];
    private readonly propagating: readonly Statement[];
    private readonly taken = new Map<string, Propagation[]>();
    private readonly answers = new Map<string, Association>();
    private readonly doubts = new Map<string, Reason[]>();

    constructor(
        private readonly references: References,
        private readonly gateways: Gateways,
        private readonly attachments: Attachments,
    ) {
        this.associating = this.statements(ASSOCIATION);
        this.propagating = this.statements(PROPAGATION);
        for (const statement of this.propagating) this.propagate(statement);
        for (const attachment of attachments.all()) this.propagateByDefault(attachment);
    }

    /** Whose routes a table takes, each attachment once. */
    propagations(table: string): readonly Propagation[] {
        return this.taken.get(table) ?? [];
    }

    /** Why a table may take routes of others. */
    unsure(table: string): readonly Reason[] {
        return this.doubts.get(table) ?? [];
    }

    /** Whether a resource joins the attachment to a table: AWS takes that only of attachments that were accepted. */
    isNamed(attachment: Attachment): boolean {
        return [...this.associating, ...this.propagating].some(
            (s) => "value" in s.attachment && s.attachment.value === attachment,
        );
    }

    /** The table that is associated with an attachment, of a peering on the side of `gateway`. */
    of(attachment: Attachment, gateway: string): Association {
        if (attachment.on !== undefined) return this.of(attachment.on, gateway);
        const key = `${attachment.urn} ${gateway}`;
        const association = this.answers.get(key) ?? this.read(attachment, gateway);
        this.answers.set(key, association);
        return association;
    }

    private read(attachment: Attachment, gateway: string): Association {
        const policy = this.references.ofType(POLICY_ASSOCIATION).find((resource) => {
            const meant = this.attachments.meant(resource);
            if (meant === undefined) return false;
            return "value" in meant ? meant.value === attachment : isAmong(attachment, meant.candidates);
        });
        if (policy !== undefined) {
            const detail = `${attachment.label} may be associated with a policy table, whose rules are not read`;
            return { is: "unsure", reason: unknownValue(policy, detail) };
        }
        const said = this.associating.filter((s) => "value" in s.attachment && s.attachment.value === attachment);
        const sure = said.filter((s) => "value" in s.table && this.isOf(s.table.value, gateway, attachment));
        const first = this.chosen(sure);
        if (first === null) {
            const names = sure.map((s) => labelOf(s.resource)).join(", ");
            return {
                is: "unsure",
                reason: unknownValue(attachment.resource, `${names} each associate a table with it`),
            };
        }
        if (first !== undefined) return { is: "table", table: first };
        const open = this.associating.flatMap((s) => this.doubt(s, attachment, gateway) ?? []);
        const [reason] = open;
        return reason === undefined ? this.byDefault(attachment, gateway) : { is: "unsure", reason };
    }

    private statements(type: string): readonly Statement[] {
        return this.references.ofType(type).map((resource) => {
            const table = this.gateways.tableMeant(resource);
            const gateway = "value" in table ? this.gateways.ofTable(table.value) : undefined;
            const attachment = this.attachments.meant(resource, undefined, gateway) ?? {
                reason: unknownValue(resource, "its attachment is not known"),
                candidates: [],
            };
            return { resource, attachment, table };
        });
    }

    /** Of the tables that are associated the only one; of several the one that takes the place of what was there, null where none does. */
    private chosen(sure: readonly Statement[]): string | null | undefined {
        const tables = (of: readonly Statement[]): readonly string[] => [
            ...new Set(of.flatMap((s) => ("value" in s.table ? [s.table.value] : []))),
        ];
        const [all, replacing] = [
            tables(sure),
            tables(sure.filter(({ resource }) => resource.props["replaceExistingAssociation"] === true)),
        ];
        if (all.length <= 1) return all[0];
        return replacing.length === 1 ? replacing[0] : null;
    }

    /** Why a statement may associate a table with this side of the attachment, though nothing says so for certain. */
    private doubt(
        { attachment: meant, table }: Statement,
        attachment: Attachment,
        gateway: string,
    ): Reason | undefined {
        const tables = "value" in table ? [table.value] : table.candidates;
        const isHere = tables.length === 0 || tables.some((id) => this.isOf(id, gateway, attachment));
        if (!isHere) return undefined;
        if ("value" in meant) return meant.value === attachment && "reason" in table ? table.reason : undefined;
        return isAmong(attachment, meant.candidates) ? meant.reason : undefined;
    }

    /** A table of which only the id is known is one of the attachment's gateway: AWS refuses others. */
    private isOf(table: string, gateway: string, { gateways }: Attachment): boolean {
        const own = this.gateways.ofTable(table);
        return own === undefined ? gateways.length === 1 : own === gateway;
    }

    private byDefault(attachment: Attachment, gateway: string): Association {
        const none: Association = {
            is: "none",
            reason: {
                code: "WRONG_TABLE",
                element: elementOf(attachment.resource),
                detail: `no route table of ${this.gateways.gateway(gateway)?.element.label ?? gateway} is associated with ${attachment.label}`,
            },
        };
        const isWanted = this.wantsDefault(attachment, gateway, "association");
        if (isWanted === false) return none;
        const table = this.gateways.defaultTable(gateway, "association");
        if ("reason" in table) return { is: "unsure", reason: table.reason };
        if (table.value === undefined) return none;
        if (isWanted !== true) return { is: "unsure", reason: isWanted };
        return { is: "table", table: table.value };
    }

    /** Whether an attachment takes part in a gateway's default table; the reason where that is not known. */
    private wantsDefault(attachment: Attachment, gateway: string, role: Role): boolean | Reason {
        const flag = FLAGS[role];
        const { resource } = attachment;
        const value = this.attachments.setting(attachment, flag);
        if (value === undefined || value === null || value === true) return true;
        if (value !== false) return unknownValue(resource, `${flag} is not known before the deployment`);
        // The owner of the gateway decides; in another account the setting of the attachment does nothing.
        const owner = this.gateways.gateway(gateway)?.resource;
        if (attachment.accepters.length > 0 || owner === undefined) return false;
        const isOwn = inOneAccount(this.references, resource, owner);
        if (isOwn === undefined)
            return unknownValue(resource, `whether its account is that of ${labelOf(owner)} is not known`);
        return !isOwn;
    }

    private propagate({ resource, attachment, table }: Statement): void {
        if ("reason" in table) {
            const gateways = "value" in attachment && !isExternal(attachment.value) ? attachment.value : undefined;
            const all = this.gateways.tables().filter(({ id }) => {
                const own = this.gateways.ofTable(id);
                return gateways === undefined || own === undefined || mayJoin(gateways, own);
            });
            const candidates = table.candidates.length > 0 ? table.candidates : all.map(({ id }) => id);
            for (const id of candidates) this.doubtTable(id, table.reason);
            return;
        }
        if ("reason" in attachment) this.doubtTable(table.value, attachment.reason);
        else this.take(table.value, { attachment: attachment.value, element: elementOf(resource) });
    }

    private propagateByDefault(attachment: Attachment): void {
        // A peering has static routes only, and a concentrator brings the routes of its connections.
        if (attachment.kind === "peering" || attachment.on !== undefined) return;
        for (const gateway of attachment.gateways) {
            const isSure = "value" in gateway;
            // Where nothing says which gateway it joins, it may be any.
            const open = isSure || gateway.candidates.length > 0 ? [] : this.gateways.all().map(({ id }) => id);
            for (const id of isSure ? [gateway.value] : [...gateway.candidates, ...open]) {
                const isWanted = this.wantsDefault(attachment, id, "propagation");
                if (isWanted === false) continue;
                const table = this.gateways.defaultTable(id, "propagation");
                const tables = "value" in table ? (table.value === undefined ? [] : [table.value]) : table.candidates;
                const reason = !isSure ? gateway.reason : "reason" in table ? table.reason : isWanted;
                for (const at of tables.filter((t) => t !== undefined)) {
                    if (reason === true) this.take(at, { attachment, element: elementOf(attachment.resource) });
                    else this.doubtTable(at, reason);
                }
            }
        }
    }

    private take(table: string, propagation: Propagation): void {
        const taken = this.taken.get(table) ?? [];
        const isThere = taken.some(({ attachment }) => keyOf(attachment) === keyOf(propagation.attachment));
        if (!isThere) this.taken.set(table, [...taken, propagation]);
    }

    private doubtTable(table: string, reason: Reason): void {
        this.doubts.set(table, [...(this.doubts.get(table) ?? []), reason]);
    }
}

function isAmong(attachment: Attachment, candidates: readonly (Attachment | External)[]): boolean {
    return candidates.length === 0 || candidates.includes(attachment);
}

function keyOf(attachment: Attachment | External): string {
    return isExternal(attachment) ? attachment.external : attachment.urn;
}
