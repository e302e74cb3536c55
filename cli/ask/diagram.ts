/** `causeway diagram`: a picture of the network, as an image or as text that other tools draw. */
import { type Command, Option } from "commander";
import * as fs from "node:fs";
import * as path from "node:path";
import { pictureOf, type Picture } from "../../graph/picture";
import { Exit, Unanswered } from "../exit";
import { d2Of } from "../picture/d2";
import { mermaidOf } from "../picture/mermaid";
import { svgOf } from "../picture/svg";
import { figuresOf } from "../report-figures";
import { reportPage } from "../report/page";
import { answers, networkOf, question, type Asked, type QuestionOptions } from "./question";
import { titleOf } from "./report-model";

const FORMATS = ["svg", "mermaid", "d2", "html"] as const;
type Format = (typeof FORMATS)[number];
const BY_ENDING: Readonly<Record<string, Format>> = {
    ".svg": "svg",
    ".mmd": "mermaid",
    ".mermaid": "mermaid",
    ".d2": "d2",
    ".html": "html",
};

const DRAW: Readonly<Record<Format, (picture: Picture, asked: Asked) => string>> = {
    svg: (picture, { description: title }) => svgOf(picture, { title }),
    mermaid: (picture) => mermaidOf(picture),
    d2: (picture) => d2Of(picture),
    html: (picture, asked) => reportPage({ title: titleOf(asked), network: asked.network, picture, caveats: [] }),
};

interface DiagramOptions extends QuestionOptions {
    readonly format?: Format;
    readonly output?: string;
}

export function diagramCommand(): Command {
    const command = question("diagram", "a picture of the network: SVG, HTML, Mermaid or D2")
        .addOption(new Option("--format <format>", "by the file's ending, else mermaid").choices(FORMATS))
        .option("-o, --output <file>", "write it there, not to standard output");
    return answers(command, async () => {
        const { format, output, ...options } = command.opts<DiagramOptions>();
        const asked = await networkOf(options);
        const { network, description } = asked;
        const chosen = format ?? (output === undefined ? "mermaid" : formatOf(output));
        const drawn = DRAW[chosen](pictureOf(network, { figures: figuresOf(network) }), asked);
        if (output !== undefined) fs.writeFileSync(output, drawn);
        const json = {
            source: description,
            format: chosen,
            ...(output === undefined ? { drawn } : { file: path.resolve(output) }),
        };
        return { text: () => (output === undefined ? drawn : `${output}: ${description}`), json, exit: Exit.Fine };
    });
}

function formatOf(file: string): Format {
    const format = BY_ENDING[path.extname(file).toLowerCase()];
    if (format !== undefined) return format;
    throw new Unanswered(
        `${file}: no picture has this ending. Name one with ${Object.keys(BY_ENDING).join(", ")}, or add --format`,
    );
}
