/** References between the parts of a virtual WAN. */
import { refTo } from "../../refusals";
import { VIRTUAL_HUB, VIRTUAL_WAN, VPN_SITE } from "../codes";

export const toWan = refTo(VIRTUAL_WAN);
export const toHub = refTo(VIRTUAL_HUB);
export const toSite = refTo(VPN_SITE);
