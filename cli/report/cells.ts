/** The matrix of the graph as the report shows it: of each pair one way there and one back. */
import { Verdict, type RoundTrip, type Way } from "../../graph/answer";
import type { Cell, Matrix } from "../../graph/matrix";
import type { Network } from "../../graph/network";
import type { Reason } from "../../graph/reason";
import { encryptionOf, latencyOf, mtuOf, waysOf } from "../../graph/path";
import type { ReachCell, ReachTable, Route } from "./model";

export function reachTable(network: Network, matrix: Matrix): ReachTable {
    const names = matrix.groups.map(({ name, place }) => ({ id: place, label: name }));
    return {
        ...{ traffic: matrix.traffic, rows: names, columns: names },
        cells: matrix.cells.map((row) => row.map((cell) => (cell.isAsked ? reachCell(network, cell) : undefined))),
    };
}

/** Which trip is drawn: one that works, and where none does the one whose reason is told. */
function reachCell(network: Network, cell: Cell): ReachCell {
    const { verdict, reason, trips } = cell;
    const told = trips.find((trip) => isSame(trip.reason, reason)) ?? trips[0];
    const works = trips.find((trip) => trip.verdict === Verdict.Reachable);
    const drawn = works ?? told;
    const known = drawn === undefined || verdict === Verdict.Denied ? {} : figures(network, drawn);
    return {
        verdict,
        ...(reason === undefined ? {} : { code: reason.code, reason: reason.detail }),
        out: route(network, drawn?.out),
        back: route(network, drawn?.back[0]),
        ...known,
    };
}

/** Reasons of several trips are told as one: its words are about all of their packets. */
function isSame(a: Reason | undefined, b: Reason | undefined): boolean {
    return a?.code === b?.code && a?.element.urn === b?.element.urn && a?.element.label === b?.element.label;
}

function figures(network: Network, trip: RoundTrip): Pick<ReachCell, "mtu" | "encryption" | "latencyMs"> {
    const ways = waysOf([trip]);
    const mtu = mtuOf(network, ways)?.mtu;
    const { isEncrypted, links } = encryptionOf(network, ways);
    const latency = latencyOf(network, trip.out);
    const words = new Set(
        links.map(({ encryption }) => encryption).filter((word) => word !== undefined && word !== ""),
    );
    return {
        ...(mtu === undefined ? {} : { mtu }),
        ...(links.length === 0
            ? {}
            : {
                  encryption:
                      isEncrypted === true
                          ? [...words].join(", ")
                          : isEncrypted === false
                            ? "not on every link"
                            : "not known",
              }),
        ...(latency === undefined ? {} : { latencyMs: latency.estimateMs }),
    };
}

function route(network: Network, way: Way | undefined): Route {
    if (way === undefined) return { hops: [], passes: [] };
    const { end } = way;
    const passes = [
        way.from.place,
        ...way.steps.flatMap(({ station, link }) => [
            ...(station === undefined ? [] : [network.stations.get(station)?.place]),
            link,
        ]),
        // A resource that ends the way, where it has a part in the picture.
        end.is === "delivered" ? end.host.place : end.reason.element.urn,
    ].filter((id) => id !== undefined);
    return {
        // A way that arrives says so in its last step.
        hops: [
            ...way.steps.map(({ element, text }) => ({ label: element.label, text })),
            ...(end.is === "delivered" ? [] : [{ label: end.reason.element.label, text: end.reason.detail }]),
        ],
        passes: passes.filter((id, i) => id !== passes[i - 1]),
    };
}
