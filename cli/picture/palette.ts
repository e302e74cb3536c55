/**
 * Colours and dashes, for light and for dark. Segments have the colours of Okabe and Ito ("Color Universal Design", 2008), which
 * people with any colour vision tell apart; the yellow one comes last, being faint on white. Links differ by dash and width first.
 */
import { LinkKind } from "../../graph/network";

const SEGMENTS = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#999999", "#f0e442"] as const;

/** After eight segments colours come again: their names always stand beside them. */
export function segmentClass(segments: readonly string[], segment: string): string {
    const index = segments.indexOf(segment);
    return index < 0 ? "cw-seg-none" : `cw-seg-${index % SEGMENTS.length}`;
}

interface LinkStyle {
    readonly light: string;
    readonly dark: string;
    readonly dash: string;
    readonly width: number;
}

const LINKS: Readonly<Record<LinkKind, LinkStyle>> = {
    [LinkKind.Attachment]: { light: "#4a5566", dark: "#b4c0cf", dash: "none", width: 1.6 },
    [LinkKind.HubPeering]: { light: "#0067a0", dark: "#62bdf0", dash: "none", width: 3 },
    [LinkKind.NetworkPeering]: { light: "#00765a", dark: "#35c79b", dash: "9 4", width: 2 },
    [LinkKind.Vpn]: { light: "#b34700", dark: "#ff9d57", dash: "2 4", width: 3 },
    [LinkKind.InternetGateway]: { light: "#8a3b73", dark: "#e69ad0", dash: "12 3 2 3", width: 1.8 },
    [LinkKind.EgressOnlyGateway]: { light: "#8a3b73", dark: "#e69ad0", dash: "4 3", width: 1.8 },
    [LinkKind.Nat]: { light: "#705a00", dark: "#e0c34a", dash: "12 3 2 3 2 3", width: 1.8 },
    [LinkKind.Endpoint]: { light: "#705a00", dark: "#e0c34a", dash: "4 3", width: 1.8 },
};

const rules = (mode: "light" | "dark"): string =>
    Object.entries(LINKS)
        .map(([kind, style]) => `.cw-k-${kind}{--link:${style[mode]}}`)
        .join("");

const LIGHT =
    ".cw-picture{--page:#ffffff;--cloud:#f5f7fa;--region:#e9edf3;--box:#ffffff;--edge:#8792a2;--faint:#c3cbd6;--text:#18202b;--soft:#515d6c}";
const DARK =
    ".cw-picture{--page:#12161c;--cloud:#181e26;--region:#202833;--box:#12171e;--edge:#6f7d8f;--faint:#3a4656;--text:#e9eef4;--soft:#a7b3c1}";

/** Of every picture. Colours are variables, so that dark mode and paper change nothing else. */
export const PICTURE_STYLE = [
    LIGHT + rules("light"),
    `@media (prefers-color-scheme:dark){${DARK}${rules("dark")}}`,
    `@media print{${LIGHT}${rules("light")}}`,
    ".cw-picture{font-family:system-ui,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;background:var(--page)}",
    ".cw-picture text{fill:var(--text);font-size:11px}",
    ".cw-picture .cw-name{font-size:13px;font-weight:600}.cw-picture .cw-place{font-size:12px;font-weight:600;fill:var(--soft)}",
    ".cw-picture .cw-soft{fill:var(--soft)}.cw-picture .cw-figures{font-size:10.5px;fill:var(--soft)}",
    ".cw-picture .cw-detail{font-variant-numeric:tabular-nums;fill:var(--soft)}",
    ".cw-frame{stroke-width:1}.cw-cloud>.cw-frame{fill:var(--cloud);stroke:var(--faint)}",
    ".cw-region>.cw-frame{fill:var(--region);stroke:var(--faint)}",
    ".cw-network>.cw-frame,.cw-hub>.cw-frame,.cw-site>.cw-frame,.cw-internet>.cw-frame{fill:var(--box);stroke:var(--edge)}",
    ".cw-hub>.cw-frame{stroke-width:2}.cw-site>.cw-frame,.cw-internet>.cw-frame{stroke-dasharray:5 3}",
    ".cw-chip{fill:var(--region);stroke:var(--faint)}.cw-rule{stroke:var(--faint)}",
    ".cw-line{fill:none;stroke:var(--link);stroke-linejoin:round}.cw-hit{fill:none;stroke:transparent;stroke-width:14}",
    ...Object.entries(LINKS).map(
        ([kind, { dash, width }]) => `.cw-k-${kind} .cw-line{stroke-width:${width};stroke-dasharray:${dash}}`,
    ),
    ".cw-lock{fill:none;stroke:var(--text);stroke-width:1.2}.cw-lock .cw-body{fill:var(--text)}.cw-open .cw-body{fill:none}",
    ...SEGMENTS.map((colour, i) => `.cw-seg-${i}{fill:${colour}}`),
    ".cw-seg-none{fill:var(--faint)}",
].join("\n");
