/** The report in a real browser: what a person with a keyboard, a mouse, a narrow or a dark screen meets. */
import { svgOf } from "../../cli/picture/svg";
import { reportPage } from "../../cli/report/page";
import { Browser, findChromium, type Page, type View } from "../support/browser";
import { sampleReport } from "../support/sample-report";

const WIDE: View = { width: 1440, height: 900 };
const html = reportPage(sampleReport());
let browser: Browser;
let page: Page;

beforeAll(async () => {
    const file = findChromium();
    if (file === undefined)
        throw new Error("no Chromium here: apt-get install chromium-headless-shell, or set CAUSEWAY_CHROMIUM");
    browser = await Browser.start(file);
});
afterAll(async () => browser?.close());
beforeEach(async () => {
    page = await browser.open(html, WIDE);
});

const cell = (row: number, column: number): string =>
    `document.querySelector('.cell[data-r="${row}"][data-c="${column}"]')`;
const focused = (): Promise<string> =>
    page.eval("document.activeElement.getAttribute('aria-label') ?? document.activeElement.id");
const lit = (): Promise<string[]> =>
    page.eval("[...document.querySelectorAll('.cw-leaf.on, .cw-edge.on')].map((e) => e.dataset.part)");
const shown = (selector: string): Promise<string> => page.eval(`document.querySelector('${selector}').innerText`);
const walkTo = async (label: string): Promise<void> => {
    for (let i = 0; i < 40 && (await focused()) !== label; i++) await page.press("Tab");
    expect(await focused()).toBe(label);
};
const FIRST = "vpc/services to vpc/shop-frankfurt: reaches";

test("it opens from a file, asks the network for nothing, and the browser has nothing to complain about", async () => {
    await page.eval(`${cell(0, 1)}.click()`);
    expect({ requests: page.requests, complaints: page.complaints }).toEqual({ requests: [], complaints: [] });
});

test("a click on a cell draws its path on the picture, tells its steps, and dims the rest; a second one clears it", async () => {
    await page.eval(`${cell(0, 1)}.click()`);
    expect((await lit()).sort()).toEqual([
        "hub-retail-gateway-frankfurt",
        "hub-retail-gateway-virginia",
        "hub-retail-gateway-virginia-hub-retail-gateway-frankfurt-hub-peering",
        "network-services",
        "network-services-hub-retail-gateway-virginia-attachment",
        "network-shop-frankfurt",
        "network-shop-frankfurt-hub-retail-gateway-frankfurt-attachment",
    ]);
    expect(await page.eval("[...document.querySelectorAll('.cw-step')].map((e) => e.textContent)")).toEqual([
        "1",
        "2",
        "3",
        "4",
    ]);
    expect(await shown("#path")).toContain("vpc/services → vpc/shop-frankfurt");
    expect(
        await page.eval("getComputedStyle(document.querySelector('[data-part=network-shop-singapore]')).opacity"),
    ).toBe("0.26");
    expect(await page.eval(`${cell(0, 1)}.getAttribute('aria-pressed')`)).toBe("true");

    await page.eval(`${cell(0, 1)}.click()`);
    expect(await lit()).toEqual([]);
    expect(await page.eval("document.querySelector('#path').hidden")).toBe(true);
});

test("picture, chosen cell and the names of the columns are in view together", async () => {
    await page.eval(`${cell(0, 1)}.click()`);
    const inView = (selector: string): Promise<boolean> =>
        page.eval(
            `(() => { const b = ${selector}.getBoundingClientRect(); return b.top >= -1 && b.bottom <= innerHeight + 1; })()`,
        );
    expect(await inView("document.querySelector('.canvas')")).toBe(true);
    expect(await inView(cell(0, 1))).toBe(true);
    expect(await inView("document.querySelector('.matrix thead')")).toBe(true);
    const isCovered = await page.eval(
        "document.querySelector('#picture').getBoundingClientRect().bottom > document.querySelector('.matrix thead').getBoundingClientRect().top",
    );
    expect(isCovered).toBe(false);
});

test("the keyboard alone is enough: Tab to the matrix, arrows in it, Enter to choose, Escape to clear", async () => {
    await walkTo(FIRST);
    await page.press("ArrowRight");
    expect(await focused()).toBe("vpc/services to vpc/shop-singapore: not known, UNKNOWN");
    await page.press("ArrowDown");
    expect(await focused()).toBe("vpc/shop-frankfurt to vpc/shop-singapore: reaches");
    await page.press("ArrowDown");
    // The network itself is not asked about: the move goes on to the next cell that is.
    expect(await focused()).toBe("vpc/shop-virginia to vpc/shop-singapore: reaches");
    await page.press("Home");
    expect(await focused()).toBe("vpc/shop-virginia to vpc/services: reaches");
    await page.press("ArrowLeft");
    expect(await focused()).toBe("vpc/shop-virginia to vpc/services: reaches");
    await page.press("Enter");
    expect(await shown("#path h3")).toBe("vpc/shop-virginia → vpc/services");
    await page.press("Escape");
    expect(await lit()).toEqual([]);
    expect(await focused()).toBe("vpc/shop-virginia to vpc/services: reaches");
});

test("the matrix is one stop of the Tab key", async () => {
    await walkTo(FIRST);
    await page.press("ArrowRight");
    await page.press("ArrowLeft");
    await page.press("Tab");
    expect(await focused()).toBe("filter");
});

test("what has the focus has a frame", async () => {
    await walkTo(FIRST);
    expect(await page.eval("getComputedStyle(document.activeElement).outlineWidth")).toBe("3px");
});

test("a denied pair shows its reason, and a cross where it ends", async () => {
    await page.eval(`${cell(2, 3)}.click()`);
    expect(await shown("#path")).toContain("NO_ROUTE: no route to 10.0.0.0/16 in table prod");
    expect(await page.eval("[...document.querySelectorAll('.cw-step')].at(-1).textContent")).toBe("✕");
});

test("the filter leaves the findings that have all words, and says how many", async () => {
    await page.eval("document.querySelector('#filter').focus()");
    await page.type("VPC tag");
    expect(
        await page.eval("[...document.querySelectorAll('.finding:not([hidden]) strong')].map((e) => e.textContent)"),
    ).toEqual(["VPC shop-virginia"]);
    expect(await shown("#filtered")).toBe("1 of 4");
});

test("it has one main heading, landmarks, and a name for every region, control and the picture", async () => {
    expect(await page.eval("[...document.querySelectorAll('h1,h2')].map((e) => e.tagName)")).toEqual([
        "H1",
        ...Array<string>(7).fill("H2"),
    ]);
    expect(await page.eval("['header','nav','main','footer'].map((e) => document.querySelectorAll(e).length)")).toEqual(
        [1, 1, 1, 1],
    );
    const unnamed = `[...document.querySelectorAll('section,button,input,svg,nav,[role]')].filter((e) =>
        !e.ariaLabel && !e.textContent.trim() && !(e.labels?.length) && !e.getAttribute('aria-labelledby') && !e.hasAttribute('aria-live')).length`;
    expect(await page.eval(unnamed)).toBe(0);
});

/** Contrast of every text with what is behind it (WCAG 2.2, 1.4.3), the worst of each kind of element. */
const CONTRAST = `(() => {
    const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
    const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const behind = (e) => {
        for (let at = e; at; at = at.parentElement) {
            const frame = at.tagName === "g" ? at.querySelector(":scope > .cw-frame, :scope > .cw-chip") : null;
            const colour = frame ? getComputedStyle(frame).fill : getComputedStyle(at).backgroundColor;
            if (rgb(colour).length === 3) return rgb(colour);
        }
        return [255, 255, 255];
    };
    const worst = [];
    for (const e of document.querySelectorAll("body *")) {
        const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim() !== "");
        if (!own || e.closest("script,style,title,.quiet,.skip") || e.getClientRects().length === 0) continue;
        const style = getComputedStyle(e);
        const text = rgb(e instanceof SVGElement ? style.fill : style.color);
        const [a, b] = [light(text), light(behind(e))].sort((x, y) => y - x);
        const ratio = (a + 0.05) / (b + 0.05);
        if (ratio < 4.5) worst.push(e.tagName + "." + (e.getAttribute("class") ?? "") + " " + e.textContent.slice(0, 20) + " " + ratio.toFixed(2));
    }
    return [...new Set(worst)];
})()`;

test.each([
    ["light", WIDE],
    ["dark", { ...WIDE, dark: true }],
    ["printed", { ...WIDE, dark: true, media: "print" as const }],
])("in %s every text stands out from what is behind it", async (_, view) => {
    await page.show(view);
    expect(await page.eval(CONTRAST)).toEqual([]);
});

test.each([600, 360])(
    "on a screen of %i pixels only the picture and the tables scroll sideways, never the page",
    async (width) => {
        await page.show({ width, height: 800 });
        expect(await page.eval("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
        await page.eval(`${cell(0, 1)}.click()`);
        expect(await page.eval("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    },
);

test("no text of the picture runs out of its box", async () => {
    const long = await browser.open(reportPage(sampleReport({ label: `shop-${"W".repeat(80)}` })), WIDE);
    const out = await long.eval(`[...document.querySelectorAll('.cw-leaf')].flatMap((leaf) => {
        const frame = leaf.querySelector('.cw-frame').getBBox();
        return [...leaf.querySelectorAll('text')].filter((t) => {
            const b = t.getBBox();
            return b.x < frame.x || b.x + b.width > frame.x + frame.width;
        }).map((t) => t.textContent);
    })`);
    expect(out).toEqual([]);
});

test("a label that is HTML shows as it was written", async () => {
    const hostile = await browser.open(reportPage(sampleReport({ label: "<img src=x onerror=alert(1)>" })), WIDE);
    expect(await hostile.eval("document.querySelectorAll('img').length")).toBe(0);
    expect(await hostile.eval(`document.querySelector('.cw-picture').textContent.includes('<img src=x')`)).toBe(true);
    expect(hostile.requests).toEqual([]);
});

test("the picture by itself is an image that a browser draws", async () => {
    const svg = svgOf(sampleReport().picture, { title: "retail/dev" });
    const alone = await browser.open(svg, WIDE, "svg");
    expect(alone.complaints).toEqual([]);
    expect(await alone.eval("document.documentElement.tagName")).toBe("svg");
    expect(await alone.eval("document.querySelectorAll('.cw-edge').length")).toBe(10);
});
