// Where the reader stands: an instant and a stretch of time in view. Everything on the page follows from these two.
const view = { from: 0, to: run.end };
let at = run.end;
let lanes = [];

const keepInView = () => {
  const length = view.to - view.from;
  if (at < view.from || at > view.to) {
    view.from = Math.min(Math.max(0, at - length / 2), run.end - length);
    view.to = view.from + length;
  }
};
const zoom = (factor, around = at) => {
  const length = Math.min(run.end, Math.max(Math.min(NEAREST, run.end), (view.to - view.from) * factor));
  const share = (around - view.from) / (view.to - view.from);
  view.from = Math.min(Math.max(0, around - share * length), run.end - length);
  view.to = view.from + length;
  showLanes();
};
const pan = (ms) => {
  const moved = Math.min(Math.max(ms, -view.from), run.end - view.to);
  view.from += moved;
  view.to += moved;
  showLanes();
};

const showLanes = () => {
  const colours = coloursNow();
  for (const lane of lanes) drawLane(lane, view, colours);
  drawAxis($("axis"), view);
  const whole = view.to - view.from >= run.end;
  $("in-view").textContent = whole ? `the whole run, ${lastedText(run.end)}` : `${instantText(view.from)} to ${instantText(view.to)}`;
  $("zoom-out").disabled = $("zoom-all").disabled = whole;
  showPlace();
};

const showPlace = () => {
  const scrubber = $("scrubber");
  [scrubber.min, scrubber.max, scrubber.value] = [view.from, view.to, at];
  scrubber.setAttribute("aria-valuetext", `${instantText(at)}, day ${dayNumber(at)}`);
  const share = (at - view.from) / (view.to - view.from);
  $("needle").style.left = `${Math.min(Math.max(share, 0), 1) * 100}%`;
  $("needle").hidden = share < 0 || share > 1;
  for (const each of document.querySelectorAll("#at-day, #at-ledgers")) each.textContent = instantText(at);
  $("at-number").textContent = `day ${dayNumber(at)}`;
};

const showLedgers = () => {
  const standings = standingsAt(at);
  const [ours, theirs] = totalsOf(standings);
  for (const row of $("ledgers").tBodies[0].rows) {
    const figure = row.dataset.figure;
    const text = figure === "total" || figure === "paid" ? moneyText : countText;
    const more = theirs[figure] - ours[figure];
    [row.cells[1].textContent, row.cells[2].textContent] = [text(ours[figure]), text(theirs[figure])];
    row.cells[3].textContent = more ? `${more > 0 ? "+" : "−"}${text(Math.abs(more))}` : "–";
  }
  sides = bySides(standings);
  const counts = Object.fromEntries(Object.keys(SEEN).map((name) => [name, 0]));
  for (const both of sides.values()) counts[seenOf(both)] += 1;
  const told = Object.entries(counts).filter(([name, count]) => count && name !== "gone");
  $("seen").replaceChildren(...told.map(([name, count]) => made("span", { kind: `share ${SEEN[name].tone}`, style: `flex-grow: ${count}` })));
  $("seen-words").replaceChildren(...told.map(([name, count]) => made("li", {}, mark(SEEN[name].shape, `${countText(count)} ${SEEN[name].word}`, SEEN[name].tone))));
  $("state-now").textContent = stateNow();
};
const stateNow = () => {
  const here = run.periods.filter(([kind, began, ended]) => kind !== "connected" && began <= at && at < ended).map(([kind]) => kind);
  const first = run.periods.find(([kind]) => kind === "connected");
  if (!first || at < first[1]) here.unshift("not connected yet");
  const words = { disconnected: "disconnected from Xero", crash: "the engine is down", outage: "Xero is away", storm: "the network is stormy" };
  return here.length ? here.map((kind) => words[kind] || kind).join(", ") : "connected to Xero";
};

const goTo = (ms) => {
  at = Math.min(Math.max(Math.round(ms), 0), run.end);
  const { from } = view;
  keepInView();
  if (view.from === from) showPlace();
  else showLanes();
  requestOnce(showAtInstant);
};
const showAtInstant = () => {
  showLedgers();
  showInvoices();
};
const asked = new Set();
const requestOnce = (work) => {
  if (asked.has(work)) return;
  asked.add(work);
  requestAnimationFrame(() => { asked.delete(work); work(); });
};

const stepTo = (direction) => {
  const instants = run.moments.map(([ms]) => ms);
  const next = direction > 0 ? instants.find((ms) => ms > at) : instants.findLast((ms) => ms < at);
  goTo(next === undefined ? (direction > 0 ? run.end : 0) : next);
};
const KEYS = {
  ArrowLeft: () => at - (view.to - view.from) / 200,
  ArrowDown: () => at - (view.to - view.from) / 200,
  ArrowRight: () => at + (view.to - view.from) / 200,
  ArrowUp: () => at + (view.to - view.from) / 200,
  PageDown: () => at - DAY,
  PageUp: () => at + DAY,
  Home: () => 0,
  End: () => run.end,
};
