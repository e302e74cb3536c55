/** Address prefixes as the clouds check them. Expected values: RFC 4632 (IPv4 prefixes), RFC 4291 and RFC 5952 (IPv6). */
import * as fc from "fast-check";
import {
    canonicalPrefix,
    covers,
    isIpv4,
    networkOf,
    overlaps,
    parsePrefix,
    refuseIpv4Prefix,
    refuseIpv6Prefix,
    sizeOf,
} from "../../../sim/core/prefix";

test.each([
    ["10.0.0.0/8", undefined],
    ["0.0.0.0/0", undefined],
    ["10.0.0.1/32", undefined],
    ["10.0.0.1/8", '"10.0.0.1/8" is not a valid CIDR block; did you mean "10.0.0.0/8"?'],
    ["10.0.0.0", '"10.0.0.0" is not a valid IPv4 CIDR block'],
    ["10.0.0.0/33", '"10.0.0.0/33" is not a valid IPv4 CIDR block'],
    ["10/8", '"10/8" is not a valid IPv4 CIDR block'],
    ["010.0.0.0/8", '"010.0.0.0/8" is not a valid IPv4 CIDR block'],
    ["0xa.0.0.0/8", '"0xa.0.0.0/8" is not a valid IPv4 CIDR block'],
    ["256.0.0.0/8", '"256.0.0.0/8" is not a valid IPv4 CIDR block'],
    ["::/0", '"::/0" is not a valid IPv4 CIDR block'],
    ["", '"" is not a valid IPv4 CIDR block'],
])("IPv4 %s: %s", (value, reason) => {
    expect(refuseIpv4Prefix(value)).toBe(reason);
});

test.each([
    ["::/0", undefined],
    ["2001:db8::/32", undefined],
    ["2001:0DB8:0::/32", undefined],
    ["2001:db8::1/32", '"2001:db8::1/32" is not a valid CIDR block; did you mean "2001:db8::/32"?'],
    ["2001:db8::", '"2001:db8::" is not a valid IPv6 CIDR block'],
    ["2001:db8::/129", '"2001:db8::/129" is not a valid IPv6 CIDR block'],
    ["fe80::%eth0/64", '"fe80::%eth0/64" is not a valid IPv6 CIDR block'],
    ["10.0.0.0/8", '"10.0.0.0/8" is not a valid IPv6 CIDR block'],
])("IPv6 %s: %s", (value, reason) => {
    expect(refuseIpv6Prefix(value)).toBe(reason);
});

test.each([
    ["10.0.0.0/8", "10.1.0.0/16", true, true],
    ["10.1.0.0/16", "10.0.0.0/8", false, true],
    ["10.0.0.0/8", "10.0.0.0/8", true, true],
    ["10.0.0.0/9", "10.128.0.0/9", false, false],
    ["0.0.0.0/0", "192.0.2.1/32", true, true],
    ["2001:db8::/32", "2001:db8:1::/48", true, true],
    ["2001:db8::/32", "2001:db9::/48", false, false],
    ["0.0.0.0/0", "::/0", false, false],
    ["10.0.0.0/8", "nonsense", false, false],
])("%s covers %s: %s; they overlap: %s", (outer, inner, covered, overlapping) => {
    expect(covers(outer, inner)).toBe(covered);
    expect(overlaps(outer, inner)).toBe(overlapping);
});

test.each([
    ["10.0.0.0/8", 8, true],
    ["0.0.0.0/0", 0, true],
    ["2001:db8::/32", 32, false],
    ["::ffff:10.0.0.0/104", 104, false],
])("the size of %s is %d; it is IPv4: %s", (cidr, bits, ipv4) => {
    expect([sizeOf(cidr), isIpv4(cidr)]).toEqual([bits, ipv4]);
});

test("what is no prefix has no size and no family, and is left as it is", () => {
    expect([parsePrefix("x"), sizeOf("x"), isIpv4("x"), networkOf("x"), canonicalPrefix("x")]).toEqual([
        undefined,
        -1,
        false,
        "x",
        "x",
    ]);
});

test("IPv6 is written in lower case and shortened", () => {
    expect(canonicalPrefix("2001:0DB8:0:0:0:0:0:0/32")).toBe("2001:db8::/32");
    expect(canonicalPrefix("10.0.0.1/8")).toBe("10.0.0.1/8");
});

const address = fc.nat(0xffffffff);
const size = fc.nat(32);
const dotted = (n: number): string => [24, 16, 8, 0].map((shift) => (n >>> shift) & 0xff).join(".");
const network = (n: number, bits: number): string => networkOf(`${dotted(n)}/${bits}`);

test("a prefix covers just what lies in its network", () => {
    fc.assert(
        fc.property(address, size, address, size, (a, m, b, n) => {
            const same = m <= n && network(a, m) === network(b, m);
            expect(covers(network(a, m), network(b, n))).toBe(same);
        }),
    );
});

test("two prefixes overlap when one holds the other, and not otherwise", () => {
    fc.assert(
        fc.property(address, size, address, size, (a, m, b, n) => {
            const [one, other] = [network(a, m), network(b, n)];
            expect(overlaps(one, other)).toBe(network(a, Math.min(m, n)) === network(b, Math.min(m, n)));
            expect(overlaps(one, other)).toBe(overlaps(other, one));
        }),
    );
});

test("a network is a valid prefix, and its own network", () => {
    fc.assert(
        fc.property(address, size, (a, m) => {
            expect(refuseIpv4Prefix(network(a, m))).toBeUndefined();
            expect(networkOf(network(a, m))).toBe(network(a, m));
        }),
    );
});
