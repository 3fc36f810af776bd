// Small makers of elements. Text is only ever set as text.
const $ = (id) => document.getElementById(id);
const made = (name, { text, kind, ...attributes } = {}, ...children) => {
  const element = document.createElement(name);
  if (text !== undefined) element.textContent = text;
  if (kind) element.className = kind;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};
const mark = (shape, word, tone) =>
  made("span", { kind: `mark ${tone}` }, made("span", { text: shape, "aria-hidden": "true" }), ` ${word}`);
const invoiceLink = (number) => made("a", { text: run.numbers[number], href: `#invoice=${encodeURIComponent(run.numbers[number])}` });
const callLink = (place) => made("a", { text: `call ${place + 1}`, href: `#call=${place + 1}` });

// A long table of which only the rows in sight are in the page. `rowOf(item)` makes one row.
const longTable = (box, rowOf) => {
  const table = box.querySelector("table");
  const body = table.tBodies[0];
  let items = [];
  let drawn = "";
  const height = () => (matchMedia("(max-width: 44rem)").matches ? 64 : 38);
  const spacer = (rows) => made("tr", { kind: "spacer", "aria-hidden": "true", style: `height: ${rows * height()}px` });
  const draw = () => {
    const first = Math.max(0, Math.floor(box.scrollTop / height()) - 6);
    const last = Math.min(items.length, first + Math.ceil((box.clientHeight || 480) / height()) + 12);
    if (drawn === `${first} ${last} ${height()}`) return;
    drawn = `${first} ${last} ${height()}`;
    const rows = items.slice(first, last).map((item, place) => {
      const row = rowOf(item);
      row.setAttribute("aria-rowindex", first + place + 2);
      return row;
    });
    body.replaceChildren(...(first ? [spacer(first)] : []), ...rows, ...(last < items.length ? [spacer(items.length - last)] : []));
  };
  box.addEventListener("scroll", () => requestAnimationFrame(draw), { passive: true });
  new ResizeObserver(draw).observe(box);
  return {
    show(found) {
      items = found;
      drawn = "";
      table.setAttribute("aria-rowcount", items.length + 1);
      draw();
    },
    goTo(place) {
      box.scrollTop = Math.max(0, place * height() - box.clientHeight / 3);
      draw();
    },
  };
};
