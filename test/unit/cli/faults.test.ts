/** The checklist tells of routes that nobody can want. */
import { faultFindings } from "../../../cli/preflight/faults";
import { faultsOf } from "../../../graph/faults";
import { matrix } from "../../../graph/matrix";
import type { Network } from "../../../graph/network";
import { aws, id } from "../../support/graph";
import { network, packetsOf, TWO_REGIONS, vpc } from "../../support/joined-networks";

const found = (of: Network): readonly unknown[] =>
    faultFindings(of, faultsOf(of, matrix(of, packetsOf()))).map(({ rule, severity, status, label, message }) => [
        ...[rule, severity, status, label],
        message.split("; ").at(-1),
    ]);
const LOOP = ["virginia us-east-1", "ireland eu-west-1"].map((text) => {
    const [on = "", region = ""] = text.split(" ");
    return aws("ec2transitgateway/route:Route", `loop at ${on}`, {
        ...{ region, transitGatewayAttachmentId: id("virginia and ireland") },
        ...{ transitGatewayRouteTableId: id(`${on}-table`), destinationCidrBlock: "10.99.0.0/16" },
    });
});

test("a loop is one finding, at the table that packets come back to, with who meets it", () => {
    expect(found(network(TWO_REGIONS, LOOP, vpc("lost", 99)))).toEqual([
        [
            ...["preflight-loop", "high", "fail", "route table virginia-table"],
            "met by vpc/desk to vpc/lost, vpc/shop to vpc/lost",
        ],
    ]);
});

test("networks that are well joined have none", () => {
    expect(found(network(TWO_REGIONS))).toEqual([]);
});
