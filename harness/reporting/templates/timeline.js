"use strict";
// Draws the timeline from the data in the page: days first, the entries of a day when it is opened, 100 at a time.
(() => {
  const CHUNK = 100;
  const run = JSON.parse(document.getElementById("run-data").textContent);
  const table = document.getElementById("timeline");
  const search = document.getElementById("search");
  const actor = document.getElementById("actor");
  const ending = document.getElementById("ending");
  const found = document.getElementById("found");
  const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const pad = (number, width = 2) => String(number).padStart(width, "0");

  // The clinic's local time as if it were UTC, so that no other time zone can get in.
  let segment = 0;
  const localOf = (ms) => {
    const utc = run.start + ms;
    while (segment + 1 < run.offsets.length && utc >= run.offsets[segment + 1][0] * 1000) segment += 1;
    return utc + run.offsets[segment][1] * 60000;
  };
  const locals = run.entries.map((entry) => localOf(entry[0]));
  const firstDay = Math.floor(locals.length ? localStart() / 86400000 : 0);
  function localStart() { return run.start + run.offsets[0][1] * 60000; }
  const texts = run.words.map((word) => word.toLowerCase());

  const cell = (row, text, name) => {
    const made = document.createElement("td");
    made.textContent = text;
    if (name) made.className = name;
    row.append(made);
    return made;
  };

  const rowOf = (index) => {
    const [, who, operation, record, outcome] = run.entries[index];
    const at = new Date(locals[index]);
    const row = document.createElement("tr");
    row.className = "row";
    cell(row, `${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}:${pad(at.getUTCSeconds())}`, "when");
    cell(row, run.actors[who]);
    cell(row, run.words[operation], "what");
    cell(row, run.words[record]);
    const tag = document.createElement("span");
    tag.className = `tag ${run.endings[outcome]}`;
    tag.textContent = run.endings[outcome];
    cell(row, "").append(tag);
    return row;
  };

  const fill = (body, indexes, from) => {
    const part = document.createDocumentFragment();
    for (const index of indexes.slice(from, from + CHUNK)) part.append(rowOf(index));
    const left = indexes.length - from - CHUNK;
    if (left > 0) {
      const row = document.createElement("tr");
      const more = document.createElement("button");
      more.type = "button";
      more.textContent = `Show ${Math.min(CHUNK, left)} more of ${left.toLocaleString("en")}`;
      more.addEventListener("click", () => { row.remove(); fill(body, indexes, from + CHUNK); });
      const wide = cell(row, "");
      wide.colSpan = 5;
      wide.append(more);
      part.append(row);
    }
    body.append(part);
  };

  const dayOf = (day, indexes, open) => {
    const body = document.createElement("tbody");
    body.className = "day";
    const row = document.createElement("tr");
    row.className = "head";
    const head = document.createElement("th");
    head.colSpan = 5;
    head.scope = "rowgroup";
    const button = document.createElement("button");
    button.type = "button";
    const date = new Date(day * 86400000);
    const unwell = indexes.filter((index) => run.entries[index][4] !== 0).length;
    button.append(`Day ${day - firstDay + 1}`);
    for (const text of [
      `${DAYS[date.getUTCDay()]} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`,
      `${indexes.length.toLocaleString("en")} ${indexes.length === 1 ? "entry" : "entries"}`,
      ...(unwell ? [`${unwell.toLocaleString("en")} not ok`] : []),
    ]) {
      const said = document.createElement("span");
      said.textContent = text;
      button.append(said);
    }
    const show = (shown) => {
      button.setAttribute("aria-expanded", String(shown));
      while (body.rows.length > 1) body.deleteRow(1);
      if (shown) fill(body, indexes, 0);
    };
    button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
    head.append(button);
    row.append(head);
    body.append(row);
    show(open);
    return body;
  };

  const draw = () => {
    const words = search.value.toLowerCase().trim().split(/\s+/).filter(Boolean);
    const fits = (entry) =>
      (actor.value === "" || entry[1] === Number(actor.value)) &&
      (ending.value === "" || entry[4] === Number(ending.value)) &&
      words.every((word) =>
        texts[entry[2]].includes(word) || texts[entry[3]].includes(word) || run.actors[entry[1]].includes(word));
    const days = new Map();
    let count = 0;
    run.entries.forEach((entry, index) => {
      if (!fits(entry)) return;
      const day = Math.floor(locals[index] / 86400000);
      if (!days.has(day)) days.set(day, []);
      days.get(day).push(index);
      count += 1;
    });
    for (const body of [...table.tBodies]) body.remove();
    const filtered = words.length > 0 || actor.value !== "" || ending.value !== "";
    const open = filtered && count <= CHUNK;
    [...days].forEach(([day, indexes], place) => table.append(dayOf(day, indexes, open || (filtered && place === 0))));
    const all = run.entries.length.toLocaleString("en");
    found.textContent = filtered ? `${count.toLocaleString("en")} of ${all} entries` : `${all} entries on ${days.size} days`;
  };

  let waiting = 0;
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(draw, 120); });
  actor.addEventListener("change", draw);
  ending.addEventListener("change", draw);
  run.actors.forEach((name, index) => actor.append(new Option(name, index)));
  run.endings.forEach((name, index) => ending.append(new Option(name, index)));
  draw();
})();
