// What is wrong with a page: names, headings, landmarks, ids, and the contrast of text by WCAG's formula.
() => {
  const faults = [];
  const shown = (e) => e.checkVisibility && e.checkVisibility() && getComputedStyle(e).visibility === "visible";
  const say = (what, e) => faults.push(`${what}: ${e ? e.outerHTML.slice(0, 90) : ""}`);
  if (!document.documentElement.lang) say("no language");
  if (!document.title) say("no title");
  if (document.querySelectorAll("h1").length !== 1) say("not one h1");
  if (document.querySelectorAll("main").length !== 1) say("not one main");
  if (document.documentElement.scrollWidth > innerWidth + 1) say(`wider than the screen (${document.documentElement.scrollWidth})`);
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  for (const id of new Set(ids)) if (ids.filter((each) => each === id).length > 1) say(`id ${id} twice`);
  let level = 0;
  for (const e of document.querySelectorAll("h1,h2,h3,h4")) {
    if (Number(e.tagName[1]) > level + 1) say("a level of headings left out", e);
    level = Number(e.tagName[1]);
  }
  for (const e of document.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    const label = [...(e.labels || [])].map((each) => each.textContent).join("") || e.getAttribute("aria-label");
    if (!label || !label.trim()) say("no label", e);
  }
  for (const e of document.querySelectorAll("a, button, summary")) {
    if (!shown(e)) continue;
    if (!(e.textContent.trim() || e.getAttribute("aria-label"))) say("no name", e);
  }
  for (const e of document.querySelectorAll("button, .button, input:not([type=hidden]), select")) {
    const box = e.getBoundingClientRect();
    if (shown(e) && box.height < 24) say(`too small to press (${box.height})`, e);
  }
  for (const e of document.querySelectorAll("th")) if (!e.scope) say("a heading of a table without scope", e);
  const rgba = (text) => (text.match(/[\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const part = (c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const behind = (e) => {
    for (let at = e; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return matchMedia("(prefers-color-scheme: dark)").matches ? [0, 0, 0] : [255, 255, 255];
  };
  for (const e of document.querySelectorAll("body *")) {
    const text = [...e.childNodes].some((each) => each.nodeType === 3 && each.textContent.trim());
    if (!text && e.tagName !== "INPUT" || !shown(e) || ["SCRIPT", "STYLE", "NOSCRIPT", "OPTION"].includes(e.tagName)) continue;
    const style = getComputedStyle(e), size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const [a, b] = [light(rgba(style.color)), light(behind(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < (large ? 3 : 4.5)) say(`contrast ${ratio.toFixed(2)}`, e);
  }
  return faults;
}
