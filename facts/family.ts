/** Of an address or a packet: the version of the Internet Protocol. */
export type Family = 4 | 6;
