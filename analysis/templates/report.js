"use strict";
// What the page shows on demand. Every text goes in as text, never as markup.
(() => {
  const store = JSON.parse(document.getElementById("store").textContent);
  const words = store.words;
  const STEP = 50;
  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const line = (index) => {
    const [outlet, published, article, before, core, after] = store.lines[index];
    const said = element("p", { class: "say", dir: "auto", lang: "ar" }, before, element("mark", {}, core), after);
    const from = element("p", { class: "quiet" }, element("bdi", {}, outlet || words.unnamed), " · ",
      element("bdi", { class: "whole" }, published || words.undated), " · ", element("bdi", {}, article));
    return [said, from];
  };
  // Adds items a step at a time, with a button for the next step.
  const inSteps = (parent, list, items, make) => {
    let shown = 0;
    const more = element("button", { class: "plain", type: "button" }, words.more);
    const add = () => {
      const upTo = Math.min(items.length, shown + STEP);
      for (; shown < upTo; shown += 1) list.append(make(items[shown]));
      more.hidden = shown >= items.length;
    };
    more.addEventListener("click", () => {
      const before = list.children.length;
      add();
      const next = list.children[before];
      if (next) { next.tabIndex = -1; next.focus(); }
    });
    parent.append(more);
    add();
  };
  for (const details of document.querySelectorAll("details.evidence")) {
    details.addEventListener("toggle", () => {
      if (!details.open || details.dataset.filled) return;
      details.dataset.filled = "yes";
      const [kept, total] = store.figures[Number(details.dataset.figure)];
      if (total > kept.length) details.append(element("p", { class: "quiet" }, words.latest + " ",
        element("bdi", { class: "whole" }, `${kept.length} / ${total}`)));
      const list = element("ol", { class: "lines" });
      details.append(list);
      inSteps(details, list, kept, (index) => element("li", {}, ...line(index)));
    });
  }
  // Numbers sort as numbers, what is missing stands last, all else by the rules of the language.
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const number = (text) => (/^[-+]?[\d,]*\.?\d+(e[-+]?\d+)?%?$/i.test(text) ? parseFloat(text.replace(/[,%]/g, "")) : NaN);
  const compare = (a, b) => {
    if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1);
    const [x, y] = [number(a), number(b)];
    return Number.isNaN(x) || Number.isNaN(y) ? collator.compare(a, b) : x - y;
  };
  const sortButtons = (head, sort) => {
    const cells = [...head.cells];
    cells.forEach((cell, column) => {
      const button = element("button", { type: "button" }, ...cell.childNodes);
      cell.append(button);
      button.addEventListener("click", () => {
        const down = cell.getAttribute("aria-sort") === "ascending";
        cells.forEach((other) => other.removeAttribute("aria-sort"));
        cell.setAttribute("aria-sort", down ? "descending" : "ascending");
        sort(column, down);
      });
    });
  };
  const inOrder = (rows, text, down) => rows.sort((a, b) => {
    const [x, y] = [text(a), text(b)];
    return !x || !y ? compare(x, y) : down ? compare(y, x) : compare(x, y);
  });
  for (const table of document.querySelectorAll("table.sortable")) {
    const body = table.tBodies[0];
    sortButtons(table.tHead.rows[0], (column, down) => {
      body.append(...inOrder([...body.rows], (row) => row.cells[column].textContent, down));
    });
  }
  // A table of all events or claims: found by words, narrowed by type and state, sorted, each row with its sentence.
  for (const place of document.querySelectorAll(".explorer")) {
    const { name, columns, filters, rows } = store.tables[place.dataset.table];
    if (!rows.length) { place.append(element("p", {}, words.nothing)); continue; }
    const tools = element("div", { class: "tools" });
    const search = element("input", { type: "search" });
    tools.append(element("label", {}, words.find, search));
    const selects = filters.map((column) => {
      const select = element("select", {}, element("option", { value: "" }, words.all));
      const values = [...new Set(rows.map((row) => row[column]))].filter(Boolean).sort(collator.compare);
      select.append(...values.map((value) => element("option", { value }, value)));
      tools.append(element("label", {}, columns[column], select));
      return [column, select];
    });
    const status = element("p", { class: "quiet", role: "status" });
    const head = element("tr", {}, ...columns.map((column) => element("th", { scope: "col" }, column)));
    const body = element("tbody");
    const table = element("table", {}, element("caption", { class: "unseen" }, name), element("thead", {}, head), body);
    const box = element("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": name }, table);
    const foot = element("div");
    place.append(tools, status, box, foot);
    const wordsOf = rows.map((row) => {
      const [outlet, , , before, core, after] = store.lines[row[columns.length]];
      return `${row.slice(0, columns.length).join(" ")} ${outlet} ${before}${core}${after}`.toLowerCase();
    });
    let order = rows.map((_, index) => index);
    const make = (index) => {
      const row = rows[index];
      const made = element("tr", {}, ...columns.map((_, column) =>
        element("td", {}, element("bdi", column ? {} : { class: "whole" }, row[column]))));
      const button = element("button", { type: "button", class: "plain", "aria-expanded": "false" }, words.sentence);
      made.lastChild.append(" ", button);
      let under = null;
      button.addEventListener("click", () => {
        if (under) { under.remove(); under = null; button.setAttribute("aria-expanded", "false"); return; }
        under = element("tr", {}, element("td", { colspan: String(columns.length) }, ...line(row[columns.length])));
        made.after(under);
        button.setAttribute("aria-expanded", "true");
      });
      return made;
    };
    const show = () => {
      const wanted = search.value.trim().toLowerCase();
      const kept = order.filter((index) => (!wanted || wordsOf[index].includes(wanted))
        && selects.every(([column, select]) => !select.value || rows[index][column] === select.value));
      const counted = `${kept.length.toLocaleString("en")} / ${rows.length.toLocaleString("en")}`;
      status.replaceChildren(element("bdi", { class: "whole" }, counted));
      body.replaceChildren();
      foot.replaceChildren();
      inSteps(foot, body, kept, make);
    };
    sortButtons(head, (column, down) => {
      order = inOrder(order, (index) => rows[index][column], down);
      show();
    });
    search.addEventListener("input", show);
    selects.forEach(([, select]) => select.addEventListener("change", show));
    show();
  }
})();
