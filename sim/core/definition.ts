/**
 * What a simulated resource type is made of. A definition says what the cloud demands, computes, refuses and forbids to
 * delete; `check.ts`, `diff.ts` and `lifecycle.ts` carry it out for every type in the same way.
 */
import type { Props, Value } from "./values";
import type { CloudObject, Place, World } from "./world";

export type Shape = "string" | "boolean" | "integer" | "number" | "list" | "map" | "object" | "any";

export interface Property {
    shape: Shape;
    /** The element of a list or map. */
    of?: Property;
    /** The members of an object. */
    members?: Record<string, Property>;
    /** Must be given. */
    required?: boolean;
    /** Set by the cloud only: giving it is refused as an unknown property. */
    output?: boolean;
    /** May be given; where it is not, the cloud decides (so its absence is never a difference). */
    computed?: boolean;
    /** Although it is computed, an import reports it as an input: a program without it would mean something else. */
    imported?: boolean;
    /** What the provider assumes where nothing is given. */
    default?: Value;
    /** A change cannot be made in place: the resource is replaced. */
    immutable?: boolean;
    /** The same for some changes only: true for those, from the value that is there to the value wanted. */
    replacedWhen?: (have: Value | undefined, want: Value | undefined, state: Props) => boolean;
    /** A list whose order means nothing. */
    unordered?: boolean;
    /** An object in which the cloud fills in nothing: a member that is no longer given is a difference. */
    exact?: boolean;
    /** The only values allowed. */
    oneOf?: readonly (string | number)[];
    /** What is wrong with a known value, as a sentence; undefined when nothing is. */
    refuse?: (value: Value) => string | undefined;
    /** The value names another object. Lists: each element does. */
    ref?: Reference;
    /** Never shown: Pulumi marks it secret, and no message prints it. */
    secret?: boolean;
    /** The cloud never tells it again: reading it leaves what the state has, so an import knows nothing of it. */
    unread?: boolean;
    /** Used once and forgotten: never among the outputs, and so never a difference. */
    writeOnly?: boolean;
}

export interface Reference {
    /** Tokens of the types it may name. */
    to: readonly string[];
    /** The error code and message when nothing of that kind is there. */
    missing: (id: string) => CloudError;
    /**
     * Where the target must be: in the same account and region (default), or in any region of the same account, or anywhere
     * (another account's shared object too).
     */
    within?: "region" | "account" | "anywhere";
    /** False: the target may be deleted while this reference stands. Default true. */
    holds?: boolean;
    /** This object is a part of the target: the cloud deletes it along with the target, so it holds nothing. */
    part?: boolean;
    /** Words in the place of an id that name no object ("local"). */
    except?: readonly string[];
    /** The id that the value means, where the cloud takes a name or an address too. `from`: where the reference stands. */
    idOf?: (named: string, from: Place) => string;
}

/** One thing wrong with the inputs, found before any cloud is called. */
export interface CheckFailure {
    /** Property path; empty for the resource as a whole. */
    property: string;
    reason: string;
}

/** What the cloud answers when it refuses: its own error code, and a message. */
export class CloudError extends Error {
    constructor(
        readonly code: string,
        message: string,
    ) {
        super(message);
    }
}

/** Who calls, and where: known from the provider's configuration and the resource's own `region`. */
export interface Caller {
    account: string;
    region: string;
    /** Tags that the provider adds to every taggable resource. */
    defaultTags: Record<string, string>;
    /** Where the provider puts what names no location, in a cloud whose ids are the same everywhere. */
    location?: string;
    /** True once nobody waits for the answer any more. */
    hasLeft?: () => boolean;
}

/** What the hooks of a type may use: everything happens inside one transaction of the world. */
export interface Context extends Caller {
    world: World;
    /** Milliseconds since the epoch. */
    now: number;
}

export interface ResourceType {
    /** Pulumi type token, "aws:ec2/vpc:Vpc". */
    token: string;
    /** How error texts name the thing: "EC2 VPC". */
    noun: string;
    properties: Record<string, Property>;
    /** Prefix of ids in the cloud's own format ("vpc" gives vpc-0123456789abcdef0), or an id composed of the inputs. */
    id: string | ((inputs: Props) => string);
    /**
     * Where the object is, when its id and properties say so (a project and a region in its path). Absent: in the caller's
     * account, in the region that it names or in the caller's. `from`: where the caller or a reference to it stands.
     */
    placeOf?: (id: string, props: Props, from: Place) => Place;
    /** The provider makes a physical name from the resource's name where this property is not given, nor `unless`. */
    autoName?: AutoName;
    /** A replacement that the provider asks for deletes the old one first, unless it made up the name: two of a name cannot be. */
    deletesFirst?: boolean;
    /** Rules over several properties that the provider checks itself. Unknown values must pass. */
    check?: (inputs: Props, caller: Caller) => CheckFailure[];
    /** What it refers to by more than one of its properties, as a path made of names does. Found missing before others. */
    relates?: (object: CloudObject) => { target: string; reference: Reference }[];
    /** An update of one that is gone makes it anew: the cloud knows no other call than "let there be". */
    upserts?: boolean;
    /** What the provider assumes for inputs that are not given, where that depends on other inputs. */
    assume?: (inputs: Props, caller: Caller) => Props;
    /** The inputs as the cloud writes them down ("TCP" is "tcp"): a difference in spelling is none. Unknown values stay. */
    canonical?: (inputs: Props, caller: Caller) => Props;
    /** What the cloud refuses and computes on creation. Throws `CloudError`. `draft.props` holds the inputs and defaults. */
    create?: (context: Context, draft: CloudObject) => void;
    /**
     * The same for a change in place. `object.props` already holds the new values, `old` the ones before. `request.asked`
     * are the new inputs and defaults alone, `request.seen` the outputs as the engine last saw them.
     */
    update?: (context: Context, object: CloudObject, old: Props, request: { asked: Props; seen: Props }) => void;
    /** True when the provider, asked for the deletion, only forgets it: the cloud keeps it. */
    outlives?: (object: CloudObject) => boolean;
    /** What the provider undoes of its own accord before it asks for the deletion. */
    release?: (context: Context, object: CloudObject) => void;
    /** Last word before deletion: throws `CloudError`, or removes what the cloud removes along with it. */
    remove?: (context: Context, object: CloudObject) => void;
    /**
     * Outputs that depend on the state of other objects now (a route whose target is gone is a blackhole). Undefined: what
     * the object stands for is no longer there.
     */
    view?: (context: Context, object: CloudObject) => Props | undefined;
    /** The answer to a change of one that is no longer there. */
    gone?: (id: string) => CloudError;
    /** The answer when something still refers to it. Absent: the cloud deletes it all the same. */
    inUse?: (object: CloudObject, holders: CloudObject[]) => CloudError;
    quota?: Quota;
    /** How long the cloud takes in seconds of real time; the simulation runs faster by its speed factor. */
    seconds?: { create?: number; update?: number; delete?: number };
    /**
     * For how long, in seconds of real time, the provider repeats a deletion that the cloud refuses with one of these codes:
     * what stands in the way may be on its way out.
     */
    repeatedDelete?: { codes: readonly string[]; seconds: number };
    /**
     * What the real provider reports when it times out after the change was made: "partial" (id and state so far, kept by
     * Pulumi) where it sets the id before it waits, "bare" (only an error) where it does not.
     */
    onTimeout: "partial" | "bare";
    /**
     * The id of what an import names, where the provider imports by another form than the id. Undefined: there is no such
     * thing. Throws an Error whose message the user reads when the form is wrong.
     */
    importId?: (context: Context, named: string) => string | undefined;
    /** Lives in Pulumi's state only: none of the hooks above is called. Made by `stateless` in `stateless.ts`. */
    stateless?: Stateless;
}

/** A name made of the resource's name, a separator (default "-") and hexadecimal digits (default 7; 0 for a mere copy). */
export interface AutoName {
    property: string;
    maxLength: number;
    unless?: string;
    separator?: string;
    digits?: number;
}

/** How many the cloud allows per region, or per value of `per`. */
export interface Quota {
    /** The key of `causeway sim quota`. */
    name: string;
    limit: number;
    per?: string;
    /** Those count too that the cloud made by itself. */
    implicit?: boolean;
    /** How many there are already, where that is not the number of objects. */
    used?: (world: World, draft: CloudObject) => number;
    exceeded: (limit: number) => CloudError;
}

/** How a resource works that no cloud knows of, as those of `random` and `tls`: Pulumi's state is all there is of it. */
export interface Stateless {
    /** Makes it: its id and what it adds to the inputs, which hold the defaults. Throws an Error that the user reads. */
    make: (inputs: Props, now: number) => Made | Promise<Made>;
    /** What an imported id says. Absent: it cannot be imported. */
    adopt?: (id: string) => Made | Promise<Made>;
    /** The output that turns true when the time of `props` has run out; the resource is replaced then. */
    expired?: (props: Props, now: number) => string | undefined;
}

export interface Made {
    id: string;
    props: Props;
}

export interface InvokeType {
    token: string;
    /** Arguments, each as a property; an unknown argument is refused. */
    args: Record<string, Property>;
    /** Shape of the answer, for the schema. */
    result: Record<string, Property>;
    answer: (context: Context, args: Props) => Props;
}

/** One Pulumi package, as one simulated provider serves it. */
export interface Package {
    name: string;
    /** Version reported to the engine; that of the real provider whose behaviour is modelled. */
    version: string;
    types: readonly ResourceType[];
    invokes: readonly InvokeType[];
    /** Arguments of the provider resource. */
    config: Record<string, Property>;
    /** Rules over the provider's arguments. */
    checkConfig?: (config: Props) => CheckFailure[];
    /** Who calls, from the provider's arguments. Throws an Error whose message the user reads. */
    caller: (config: Props) => Caller;
    /** How the provider writes down what the cloud refuses. Default: as the AWS SDK does, "api error CODE: message". */
    refusal?: (error: CloudError) => string;
}

type Options = Omit<Property, "shape" | "of" | "members">;

export const str = (options: Options = {}): Property => ({ shape: "string", ...options });
export const bool = (options: Options = {}): Property => ({ shape: "boolean", ...options });
export const int = (options: Options = {}): Property => ({ shape: "integer", ...options });
export const num = (options: Options = {}): Property => ({ shape: "number", ...options });
export const list = (of: Property, options: Options = {}): Property => ({ shape: "list", of, ...options });
export const set = (of: Property, options: Options = {}): Property => list(of, { unordered: true, ...options });
export const map = (of: Property, options: Options = {}): Property => ({ shape: "map", of, ...options });
export const obj = (members: Record<string, Property>, options: Options = {}): Property => ({
    shape: "object",
    members,
    ...options,
});
export const any = (options: Options = {}): Property => ({ shape: "any", ...options });
