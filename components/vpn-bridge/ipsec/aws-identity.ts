/** How the ends of AWS call themselves where they have certificates. */
import { AWS_ENDPOINT_NAME } from "../../../facts/ipsec/certificates";

/** The part of AWS's document about a connection that is about one tunnel, and AWS's outside address in it. */
const TUNNEL = /<ipsec_tunnel>.*?<\/ipsec_tunnel>/gs;
const ADDRESS = /<vpn_gateway>\s*<tunnel_outside_address>\s*<ip_address>([^<]*)<\/ip_address>/;

/**
 * The identity of the end that is found at `address`. `configuration` is what AWS tells the owner of the device: its order is
 * not that of the program's tunnels. Throws where the address is not in it.
 */
export function awsIdentity(connection: string, configuration: string, address: string): string {
    const places = (configuration.match(TUNNEL) ?? []).map((tunnel) => ADDRESS.exec(tunnel)?.[1]);
    const place = places.indexOf(address);
    if (place < 0) throw new Error(`AWS's configuration of ${connection} has no tunnel to ${address}`);
    return (AWS_ENDPOINT_NAME.value ?? "").replace("<connection>", connection).replace("<place>", String(place));
}
