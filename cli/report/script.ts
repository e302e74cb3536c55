/**
 * What the report does in a browser, as text, because it runs there and nowhere else: it knows only the page. It makes elements
 * and sets their text; nothing in it is read as HTML. Tests run it in a real browser.
 */
export const SCRIPT = `"use strict";
(() => {
    const one = (selector) => document.querySelector(selector);
    const all = (selector) => [...document.querySelectorAll(selector)];
    const make = (name, text, ...children) => {
        const element = document.createElement(name);
        if (text) element.textContent = text;
        element.append(...children);
        return element;
    };
    const data = one("#paths") === null ? [] : JSON.parse(one("#paths").textContent);
    const panel = one("#path");
    const cells = all(".cell");
    let chosen = null;

    const part = (id) => one('[data-part="' + CSS.escape(id) + '"]');
    const light = (groups, isReturn) => {
        for (const id of groups.flat()) {
            const found = part(id);
            if (found === null) continue;
            if (isReturn && !found.classList.contains("on")) found.classList.add("returns");
            found.classList.add("on");
        }
    };
    // A number on each box that the packets pass, in their order, and a cross on the one where they end.
    const number = (groups, stop) => {
        const boxOf = (ids) => part(ids[ids.length - 1] ?? "");
        const isLeaf = (box) => box?.matches(".cw-leaf");
        const passed = groups.map(boxOf).filter(isLeaf);
        const order = passed.filter((box, i) => box !== passed[i - 1]);
        const signs = order.map((box, i) => String(i + 1));
        if (isLeaf(boxOf(stop))) { order.push(boxOf(stop)); signs.push("✕"); }
        order.forEach((box, i) => {
            const frame = box.querySelector(".cw-frame");
            const x = Number(frame.getAttribute("x")) + Number(frame.getAttribute("width")) - 14 - 26 * order.slice(0, i).filter((b) => b === box).length;
            const y = Number(frame.getAttribute("y"));
            const svg = (name, attributes) => {
                const element = document.createElementNS("http://www.w3.org/2000/svg", name);
                for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
                return element;
            };
            const group = svg("g", { class: "cw-step" });
            const label = svg("text", { x, y: y + 4 });
            label.textContent = signs[i];
            group.append(svg("circle", { cx: x, cy: y, r: 11 }), label);
            drawing.append(group);
        });
    };
    // As much of the picture as the path needs, never larger than life.
    const drawing = one(".cw-picture");
    const whole = drawing.getAttribute("viewBox");
    const zoom = () => {
        const lit = all(".cw-leaf.on, .cw-edge.on").map((found) => found.getBBox());
        if (lit.length === 0) return;
        const [, , fullWidth, fullHeight] = whole.split(" ").map(Number);
        const shown = drawing.getBoundingClientRect();
        const least = (values) => Math.min(...values);
        const most = (values) => Math.max(...values);
        const fit = (from, to, room, full) => {
            const size = Math.min(Math.max(to - from, room), Math.max(full, room));
            const start = size >= full ? (full - size) / 2 : Math.min(Math.max((from + to - size) / 2, 0), full - size);
            return [start, size];
        };
        const [x, width] = fit(least(lit.map((b) => b.x)) - 40, most(lit.map((b) => b.x + b.width)) + 40, shown.width, fullWidth);
        const [y, height] = fit(least(lit.map((b) => b.y)) - 60, most(lit.map((b) => b.y + b.height)) + 24, shown.height, fullHeight);
        drawing.setAttribute("viewBox", [x, y, width, height].join(" "));
    };
    const way = (title, hops) => {
        if (hops.length === 0) return [];
        const steps = hops.map(([label, text]) => make("li", "", make("strong", label), make("span", " " + text)));
        return [make("div", "", make("h4", title), make("ol", "", ...steps))];
    };

    const clear = () => {
        document.body.classList.remove("lit");
        drawing.setAttribute("viewBox", whole);
        for (const lit of all(".on")) lit.classList.remove("on", "returns");
        for (const step of all(".cw-step")) step.remove();
        chosen?.setAttribute("aria-pressed", "false");
        chosen = null;
        if (panel === null) return;
        panel.hidden = true;
        panel.replaceChildren();
    };
    const show = (cell) => {
        const before = cell.getBoundingClientRect().top;
        clear();
        const found = data[cell.dataset.r][cell.dataset.c];
        chosen = cell;
        cell.setAttribute("aria-pressed", "true");
        document.body.classList.add("lit");
        light(found.outParts, false);
        light(found.backParts, true);
        number(found.outParts, found.stop);
        const verdict = make("span", found.verdict);
        verdict.className = "verdict v-" + found.name;
        const close = make("button", "Clear");
        close.type = "button";
        close.addEventListener("click", () => { const last = chosen; clear(); last?.focus(); });
        const facts = make("dl", "", ...found.facts.map(([term, text]) => make("div", "", make("dt", term), make("dd", text))));
        const ways = make("div", "", ...way("There", found.out), ...way("Back", found.back));
        ways.className = "ways";
        panel.replaceChildren(close, make("h3", found.title), make("p", "", verdict, make("span", found.reason)), facts, ways);
        panel.hidden = false;
        zoom();
        // The picture takes another height now: the cell stays where the eye is, and below the picture, with the column names
        // where there is room for both.
        window.scrollBy(0, cell.getBoundingClientRect().top - before);
        cell.scrollIntoView({ block: "nearest" });
        const picture = one("#picture").getBoundingClientRect().bottom;
        const heads = one(".matrix thead").getBoundingClientRect().top;
        const hasRoom = cell.getBoundingClientRect().bottom - heads < window.innerHeight - picture - 24;
        const covered = picture - (hasRoom ? heads : cell.getBoundingClientRect().top);
        if (covered > 0) window.scrollBy(0, -covered - 8);
    };
    const focus = (cell) => {
        for (const other of cells) other.tabIndex = -1;
        cell.tabIndex = 0;
        cell.focus();
    };
    const at = (r, c) => cells.find((cell) => Number(cell.dataset.r) === r && Number(cell.dataset.c) === c);
    const rows = data.length;
    const columns = data[0]?.length ?? 0;
    // From a cell in a direction to the next one that has something to show.
    const next = (cell, dr, dc) => {
        let r = Number(cell.dataset.r) + dr;
        let c = Number(cell.dataset.c) + dc;
        for (; r >= 0 && r < rows && c >= 0 && c < columns; r += dr, c += dc) {
            const found = at(r, c);
            if (found !== undefined) return found;
        }
        return cell;
    };
    const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    if (cells.length > 0) cells[0].tabIndex = 0;
    for (const cell of cells) {
        cell.addEventListener("click", () => { focus(cell); if (cell === chosen) clear(); else show(cell); });
        cell.addEventListener("keydown", (event) => {
            const row = cells.filter((other) => other.dataset.r === cell.dataset.r);
            const move = MOVES[event.key];
            if (move !== undefined) focus(next(cell, ...move));
            else if (event.key === "Home") focus(row[0]);
            else if (event.key === "End") focus(row[row.length - 1]);
            else return;
            event.preventDefault();
        });
    }
    document.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && chosen !== null) { const last = chosen; clear(); last.focus(); }
    });

    const filter = one("#filter");
    if (filter !== null) {
        const findings = all(".finding");
        one(".filter").hidden = false;
        filter.addEventListener("input", () => {
            const words = filter.value.toLowerCase().split(/\\s+/).filter((word) => word !== "");
            const shown = findings.filter((finding) => {
                const text = finding.textContent.toLowerCase();
                finding.hidden = !words.every((word) => text.includes(word));
                return !finding.hidden;
            });
            one("#filtered").textContent = words.length === 0 ? "" : shown.length + " of " + findings.length;
        });
    }
})();
`;
