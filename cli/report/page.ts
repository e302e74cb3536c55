/**
 * One page that shows a network and what is known of it. It is one file, asks no network for anything (a content security policy
 * in it forbids that), and has the same bytes for the same model. Everything that comes from a network stands in it as text.
 */
import { createHash } from "node:crypto";
import { svgOf } from "../picture/svg";
import { findingsSection } from "./findings";
import { html, trusted, type Html } from "./html";
import type { ReportModel } from "./model";
import { reachSection } from "./reach";
import { SCRIPT } from "./script";
import { STYLE } from "./style";
import { summary } from "./summary";
import { costSection, drillSection, limitsSection, linksSection } from "./tables";

/** The page as text that ends with a line break. */
export function reportPage(model: ReportModel): string {
    const { project, stack, source, date } = model.title;
    const name = `${project}/${stack}`;
    const policy = [
        "default-src 'none'",
        `style-src ${hashOf(STYLE)}`,
        `script-src ${hashOf(SCRIPT)}`,
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ].join("; ");
    const svg = trusted(svgOf(model.picture, { title: name, hasStyle: false }));
    const page: Html = html`<!doctype html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta http-equiv="Content-Security-Policy" content="${policy}" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="icon" href="data:," />
                <title>${name}: network report</title>
                ${trusted(`<style>${STYLE}</style>`)}
            </head>
            <body>
                <a class="skip" href="#reach">To who reaches whom</a>
                <header>
                    <div>
                        <h1>${project}<span class="soft"> / ${stack}</span></h1>
                        <p class="soft">Network report · ${source} · ${date}</p>
                    </div>
                    <nav aria-label="Sections">
                        <a href="#picture">Picture</a><a href="#reach">Reach</a><a href="#findings">Findings</a
                        ><a href="#cost">Cost</a><a href="#drills">Drills</a><a href="#limits">Limits</a>
                    </nav>
                </header>
                <main>
                    ${summary(model)}
                    <div class="explore">
                        <section id="picture" aria-labelledby="picture-h">
                            <h2 id="picture-h">Topology</h2>
                            <div class="canvas" tabindex="0" role="group" aria-label="Picture of the network; scrolls">
                                ${svg}
                            </div>
                            ${linksSection(model.picture)}
                        </section>
                        ${reachSection(model)}
                    </div>
                    ${findingsSection(model.findings)} ${costSection(model.cost)} ${drillSection(model.drills)}
                    ${limitsSection(model)}
                </main>
                <footer class="soft">
                    Made by Causeway from what Pulumi plans or deployed. This file works without a network and sends
                    nothing.
                </footer>
                ${trusted(`<script>${SCRIPT}</script>`)}
            </body>
        </html>`;
    return `${page.text}\n`;
}

/** How a content security policy names a script or a style that may run. */
function hashOf(text: string): string {
    return `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
}
