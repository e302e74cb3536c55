/** What a Cloud Router or one of its peers announces. Sources: Compute Engine REST reference (routers), Cloud Router documentation. */
import { list, obj, str, type Property } from "../../../core/definition";
import { networkOf, parsePrefix } from "../../../core/prefix";
import { isEmpty, texts, type Props } from "../../../core/values";
import { invalid } from "../../errors";
import { objectsAt, said } from "../../said";
import { refuseRange } from "../network/ranges";

const MODES = ["DEFAULT", "CUSTOM"];

/** Cloud Router documentation, "Quotas and limits": custom prefixes of a session. */
const MOST_RANGES = 200;

/** `groups`: those that the API takes in this place. */
export const advertising = (): Record<string, Property> => ({
    advertiseMode: str({ default: "DEFAULT", oneOf: MODES }),
    advertisedGroups: list(str()),
    advertisedIpRanges: list(obj({ range: str({ required: true, refuse: refuseRange }), description: str() })),
});

/** `field` is the path of the object that holds the three, "bgp" or "bgpPeers[0]". */
export function demandAdvertising(field: string, props: Props): void {
    const [groups, ranges] = [texts(props, "advertisedGroups"), objectsAt(props, "advertisedIpRanges")];
    if (props.advertiseMode !== "CUSTOM") {
        const stray = ["advertisedGroups", "advertisedIpRanges"].find((name) => !isEmpty(props[name]));
        if (stray === undefined) return;
        throw invalid(`${field}.${stray}`, "", "It can only be populated if advertiseMode is CUSTOM.");
    }
    const wrong = groups.find((group) => group !== "ALL_SUBNETS");
    if (wrong !== undefined) throw invalid(`${field}.advertisedGroups`, wrong, "The only group is ALL_SUBNETS.");
    if (ranges.length > MOST_RANGES) {
        throw invalid(`${field}.advertisedIpRanges`, "", `At most ${MOST_RANGES} ranges can be advertised.`);
    }
    demandRanges(`${field}.advertisedIpRanges`, ranges);
}

/** Prefixes without host bits, each of them once. */
export function demandRanges(field: string, ranges: readonly Props[]): void {
    const seen = new Set<string>();
    ranges.forEach((one, i) => {
        const range = said(one, "range");
        const prefix = parsePrefix(range);
        if (prefix === undefined || networkOf(range) !== `${prefix[0].toString()}/${prefix[1]}`) {
            throw invalid(`${field}[${i}].range`, range, "The value must be a CIDR range without host bits.");
        }
        if (seen.has(range)) throw invalid(`${field}[${i}].range`, range, "The range is there twice.");
        seen.add(range);
    });
}
