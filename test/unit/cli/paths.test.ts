/** What the preflight says of ways between networks. */
import { pathFindings, type Path } from "../../../cli/preflight/paths";

const way = (from: string, to: string, mtu: number | undefined): Path => ({ from, to, mtu, latency: undefined });
const said = (paths: readonly Path[]): string[] =>
    pathFindings(paths, { packet: 1500, latencyMs: undefined }).map(
        ({ label, status, message }) => `${status} ${label}: ${message}`,
    );

test("a way that takes what hosts send is no finding", () => {
    expect(said([way("vpc/a", "vpc/b", 1500)])).toEqual([]);
});

test("one way is told by its two ends", () => {
    expect(said([way("vpc/a", "vpc/b", 1446), way("vpc/b", "vpc/c", undefined)])).toEqual([
        "fail vpc/a to vpc/b: the way takes packets up to 1446 bytes, and hosts send 1500",
        "undetermined vpc/b to vpc/c: the packet size of a link on the way is not known",
    ]);
});

test("many sites with one kind of tunnel are one finding, which names some of them", () => {
    const sites = ["d", "b", "e", "a", "c"].map((name) => `site/${name}`);
    expect(said(sites.map((site) => way(site, "vpc/shop", 1400)))).toEqual([
        "fail 5 places to vpc/shop: the way takes packets up to 1400 bytes, and hosts send 1500: " +
            "site/a, site/b, site/c and 2 more",
    ]);
    expect(said(sites.slice(0, 4).map((site) => way("vpc/shop", site, 1400)))).toEqual([
        "fail vpc/shop to 4 places: the way takes packets up to 1400 bytes, and hosts send 1500: " +
            "site/a, site/b, site/d, site/e",
    ]);
});

test("another size is another finding", () => {
    expect(
        said([way("site/a", "vpc/shop", 1400), way("site/b", "vpc/shop", 1400), way("site/c", "vpc/shop", 1446)]),
    ).toEqual([
        "fail 2 places to vpc/shop: the way takes packets up to 1400 bytes, and hosts send 1500: site/a, site/b",
        "fail site/c to vpc/shop: the way takes packets up to 1446 bytes, and hosts send 1500",
    ]);
});
