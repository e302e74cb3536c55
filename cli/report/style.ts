/** How the report looks: on a wide and on a narrow screen, in light and dark, and on paper. */
import { PICTURE_STYLE } from "../picture/palette";

const LIGHT = `--bg:#ffffff;--card:#f5f7fa;--line:#d3dae3;--ink:#18202b;--muted:#515d6c;--focus:#0067a0;--accent:#0067a0;
--yes:#d9ebf8;--yes-ink:#0b3d63;--no:#fbe1d4;--no-ink:#7a2a00;--part:#fbf0c4;--part-ink:#574300;--open:#e3e7ec;--open-ink:#343e4b;
--critical:#8a1c00;--high:#b34700;--medium:#705a00;--low:#515d6c;--on:#b34700`;
const DARK = `--bg:#12161c;--card:#1a2028;--line:#333e4c;--ink:#e9eef4;--muted:#a7b3c1;--focus:#7cc7f5;--accent:#7cc7f5;
--yes:#133a57;--yes-ink:#cfe8fa;--no:#5a2409;--no-ink:#ffdcc9;--part:#4c3d05;--part-ink:#fdeeb5;--open:#333c48;--open-ink:#e1e7ee;
--critical:#ff9a80;--high:#ffad75;--medium:#e6cb5c;--low:#a7b3c1;--on:#ff9d57`;

export const STYLE = `:root{color-scheme:light dark;${LIGHT}}
@media (prefers-color-scheme:dark){:root{${DARK}}}
*{box-sizing:border-box}
html{scroll-behavior:auto}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,'Segoe UI',Roboto,Helvetica,Arial,sans-serif}
header,main,footer{max-width:1420px;margin:0 auto;padding:0 24px}
header{display:flex;flex-wrap:wrap;gap:8px 32px;align-items:end;justify-content:space-between;padding-top:20px}
h1{font-size:26px;line-height:1.2;margin:0}h2{font-size:19px;margin:0 0 8px}h3{font-size:15px;margin:16px 0 4px}p{margin:4px 0}
h1 .soft,h2 .soft{font-weight:400}
section{margin:28px 0}
.soft{color:var(--muted)}.quiet{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
a{color:var(--accent)}nav{display:flex;flex-wrap:wrap;gap:4px 16px}
code{font:13px ui-monospace,SFMono-Regular,Consolas,monospace;overflow-wrap:anywhere}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-9999px}.skip:focus{left:8px;top:8px;z-index:9;background:var(--bg);padding:8px 12px;border:1px solid var(--line)}
.tiles{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(190px,1fr));gap:12px}
.tiles a{display:block;height:100%;padding:12px 16px;background:var(--card);border:1px solid var(--line);border-radius:8px;color:inherit;text-decoration:none}
.tiles a:hover{border-color:var(--accent)}
.tiles strong{display:block;font-size:28px;line-height:1.2;font-variant-numeric:tabular-nums}.tiles .of{font-size:16px;font-weight:400;color:var(--muted)}
.tiles .more{display:block;color:var(--muted);font-size:13.5px}
.canvas{overflow:auto;border:1px solid var(--line);border-radius:8px}
.canvas svg{display:block;max-width:100%;height:auto;margin:0 auto}.canvas svg.cw-wide{min-width:900px}
details{margin:8px 0}summary{cursor:pointer;color:var(--accent)}
.scroll{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;font-size:14px}
th,td{padding:6px 12px 6px 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
thead th{color:var(--muted);font-weight:600;white-space:nowrap}tbody th{font-weight:600}tfoot th,tfoot td{font-weight:700;border-bottom:0}
.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
section>.scroll>table{min-width:min(100%,640px)}
.matrix{border-collapse:separate;border-spacing:4px;margin-left:-4px}
.matrix th,.matrix td{border:0;padding:0;vertical-align:middle}
.matrix thead th,.matrix .corner{padding:4px 8px;color:var(--muted);font-size:13px;text-align:center;vertical-align:bottom}
.matrix .corner{text-align:left;white-space:nowrap}
.matrix tbody th{padding:4px 8px 4px 4px;white-space:nowrap;position:sticky;left:0;background:var(--bg)}
.matrix.many thead span{writing-mode:vertical-rl;transform:rotate(180deg);max-height:180px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.cell{display:block;width:100%;min-width:112px;padding:8px 10px;border:2px solid transparent;border-radius:6px;font:inherit;font-size:13px;font-weight:600;cursor:pointer;white-space:nowrap;text-align:left}
.matrix.many .cell{min-width:0;padding:5px 7px;font-size:12px}
.cell:hover{border-color:currentColor}.cell[aria-pressed=true]{border-color:currentColor;box-shadow:0 0 0 2px var(--bg),0 0 0 4px currentColor}
.none{text-align:center;color:var(--muted)}
.v-yes{background:var(--yes);color:var(--yes-ink)}.v-no{background:var(--no);color:var(--no-ink)}
.v-part{background:var(--part);color:var(--part-ink)}.v-open{background:var(--open);color:var(--open-ink)}
#path{font-size:14px;margin-top:16px;padding:14px 18px;background:var(--card);border:1px solid var(--line);border-radius:8px}
#path h3{margin:0 0 4px;font-size:17px}#path .verdict{display:inline-block;padding:1px 10px;border-radius:12px;font-weight:600;margin:0 10px 0 0}
#path .ways{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,380px),1fr));gap:8px 32px}
#path h4{margin:10px 0 2px;font-size:14px}#path ol{margin:0;padding-left:24px}#path li{margin:2px 0;overflow-wrap:anywhere}
#path dl{display:flex;flex-wrap:wrap;gap:2px 24px;margin:8px 0 0}#path dl div{display:flex;gap:8px}#path dt{color:var(--muted)}#path dd{margin:0;font-weight:600}
#path button{float:right;font:inherit;font-size:13px;padding:3px 12px;border:1px solid var(--line);border-radius:6px;background:var(--bg);color:var(--ink);cursor:pointer}
.filter{margin:0 0 12px}.filter[hidden]{display:none}
.filter input{font:inherit;padding:5px 10px;width:min(100%,280px);border:1px solid var(--muted);border-radius:6px;background:var(--bg);color:var(--ink)}
.findings{list-style:none;margin:0;padding:0;display:grid;gap:10px}
.finding{border:1px solid var(--line);border-left:6px solid var(--sev);border-radius:6px;padding:10px 14px;overflow-wrap:anywhere}.finding[hidden]{display:none}
.s-critical{--sev:var(--critical)}.s-high{--sev:var(--high)}.s-medium{--sev:var(--medium)}.s-low{--sev:var(--low)}
.badge{display:inline-block;font-size:12px;font-weight:700;padding:0 8px;border:1.5px solid var(--muted);border-radius:10px;color:var(--muted)}
.badge.sev{border-color:var(--sev);color:var(--sev)}
.inline{display:inline-block;margin:0;vertical-align:top}
footer{padding-top:16px;padding-bottom:32px;font-size:13px}
.lit .cw-picture .cw-edge:not(.on),.lit .cw-picture .cw-leaf:not(.on),.lit .cw-picture .cw-row:not(.on){opacity:.26}
.lit .cw-leaf.on>.cw-frame{stroke:var(--on);stroke-width:2.5;stroke-dasharray:none}
.lit .cw-edge.on .cw-line{stroke:var(--on);stroke-width:4}
.lit .cw-edge.on.returns .cw-line{stroke-dasharray:3 5}.lit .cw-leaf.on.returns>.cw-frame{stroke-dasharray:3 5}
.cw-step circle{fill:var(--on);stroke:var(--bg);stroke-width:1.5}.cw-picture .cw-step text{fill:var(--bg);font-size:12px;font-weight:700;text-anchor:middle}
@media screen and (min-height:640px){.lit #picture{position:sticky;top:0;z-index:4;background:var(--bg);margin-bottom:8px;padding:8px 0;border-bottom:1px solid var(--line)}
.lit #picture h2,.lit #picture details{display:none}.lit .canvas{overflow:hidden}.lit .canvas svg,.lit .canvas svg.cw-wide{width:100%;min-width:0;height:54vh}}
@media screen and (min-width:1100px){.lit .ask{display:grid;grid-template-columns:minmax(0,auto) minmax(350px,1fr);gap:0 20px;align-items:start}.lit .cell{min-width:96px;padding:8px}.lit #path{margin-top:0}}
@media (max-width:700px){header,main,footer{padding-left:14px;padding-right:14px}.cell{min-width:96px}.lit .canvas svg,.lit .canvas svg.cw-wide{height:40vh}}
@media print{:root{${LIGHT}}body{font-size:11pt}nav,.skip,.filter,.tiles .more:empty{display:none}section{break-inside:avoid-page}.canvas{border:0;overflow:visible}.canvas svg.cw-wide{min-width:0}
.scroll{overflow:visible}.cell,.tiles a,.finding{-webkit-print-color-adjust:exact;print-color-adjust:exact}.lit #picture{position:static}}
${PICTURE_STYLE}`;
