// Wires the page: what is pressed, typed, dragged or linked to. Links: #invoice=1041, #at=2026-03-06T14:12, #call=12.
const followLink = () => {
  const asked_ = new URLSearchParams(location.hash.slice(1));
  const invoice = asked_.has("invoice") ? run.numbers.indexOf(asked_.get("invoice")) : -1;
  const instant = asked_.has("at") ? fromIso(asked_.get("at")) : null;
  const call = Number(asked_.get("call")) - 1;
  if (instant !== null) goTo(instant);
  if (invoice >= 0 && firstOf.has(invoice)) openLife(invoice);
  else closeLife();
  if (instant !== null && invoice < 0) $("h-time").scrollIntoView({ block: "start" });
  if (call >= 0 && call < run.calls.length) goToCall(call);
};
let rememberLater = 0;
const remember = () => {
  clearTimeout(rememberLater);
  rememberLater = setTimeout(() => history.replaceState(null, "", `#at=${isoText(at)}`), 250);
};
const scrubTo = (ms) => { goTo(ms); remember(); };

const wireScrubber = () => {
  $("scrubber").addEventListener("input", (event) => scrubTo(Number(event.target.value)));
  $("scrubber").addEventListener("keydown", (event) => {
    if (!KEYS[event.key]) return;
    event.preventDefault();
    scrubTo(KEYS[event.key]());
  });
  $("earlier").addEventListener("click", () => { stepTo(-1); remember(); });
  $("later").addEventListener("click", () => { stepTo(1); remember(); });
  $("zoom-in").addEventListener("click", () => zoom(0.5));
  $("zoom-out").addEventListener("click", () => zoom(2));
  $("zoom-all").addEventListener("click", () => zoom(Infinity));
  $("moments").append(...run.moments.map(([ms, , words]) => {
    const button = made("button", { type: "button" }, made("strong", { text: words }), ` ${dateOf(ms).getUTCDate()} ${MONTHS[dateOf(ms).getUTCMonth()]} ${minuteText(ms)}`);
    button.addEventListener("click", () => scrubTo(ms));
    return made("li", {}, button);
  }));
};

const wireLanes = () => {
  const box = $("lanes");
  const field = $("field");
  const msAt = (event) => {
    const { left, width } = field.getBoundingClientRect();
    return view.from + Math.min(Math.max((event.clientX - left) / width, 0), 1) * (view.to - view.from);
  };
  let pressed = false;
  box.addEventListener("pointerdown", (event) => {
    if (event.target.tagName !== "CANVAS") return;
    pressed = true;
    event.target.setPointerCapture(event.pointerId);
    scrubTo(msAt(event));
  });
  box.addEventListener("pointermove", (event) => {
    if (pressed) scrubTo(msAt(event));
    pointAt(event, msAt(event));
  });
  for (const name of ["pointerup", "pointercancel"]) box.addEventListener(name, () => { pressed = false; });
  box.addEventListener("pointerleave", () => { $("pointed").hidden = true; });
  box.addEventListener("wheel", (event) => {
    const sideways = event.shiftKey ? event.deltaY : event.deltaX;
    if (!event.ctrlKey && !event.metaKey && !sideways) return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) zoom(Math.exp(event.deltaY / 300), msAt(event));
    else pan((sideways / field.clientWidth) * (view.to - view.from));
  }, { passive: false });
};
const pointAt = (event, ms) => {
  const lane = lanes.find(({ canvas }) => canvas === event.target);
  const told = $("pointed");
  told.hidden = !lane;
  if (!lane) return;
  const half = ((view.to - view.from) / lane.canvas.clientWidth) * BAR;
  told.textContent = `${instantText(ms)}: ${wordsUnder(lane, ms - half, ms + half)}`;
  const box = $("lanes").getBoundingClientRect();
  told.style.top = `${lane.canvas.getBoundingClientRect().bottom - box.top + 2}px`;
  told.style.left = `${Math.max(0, Math.min(event.clientX - box.left + 12, box.width - told.offsetWidth))}px`;
};

const wireLists = () => {
  let waiting = 0;
  const soon = (work) => () => { clearTimeout(waiting); waiting = setTimeout(work, 80); };
  $("find").addEventListener("input", soon(showInvoices));
  $("find-state").addEventListener("change", showInvoices);
  $("find").addEventListener("keydown", (event) => {
    const [first] = event.key === "Enter" ? invoicesFound() : [];
    if (first !== undefined) location.hash = `invoice=${encodeURIComponent(run.numbers[first])}`;
  });
  $("find-call").addEventListener("input", soon(showCalls));
  $("call-state").addEventListener("change", showCalls);
  $("find-event").addEventListener("input", soon(showEvents));
  for (const id of ["event-actor", "event-ending"]) $(id).addEventListener("change", showEvents);
  for (const [name, { word }] of Object.entries(SEEN)) $("find-state").append(new Option(word, name));
  run.actors.forEach((name, place) => $("event-actor").append(new Option(name, place)));
  run.endings.forEach((name, place) => $("event-ending").append(new Option(name, place)));
};

const begin = () => {
  document.documentElement.classList.add("drawn");
  lanes = lanesOf();
  for (const lane of lanes) lane.canvas.setAttribute("aria-label", `${lane.canvas.dataset.says}: ${wordsUnder(lane, 0, run.end)}`);
  wireScrubber();
  wireLanes();
  wireLists();
  dialog.addEventListener("close", () => { if (/invoice=/.test(location.hash)) history.replaceState(null, "", `#at=${isoText(at)}`); });
  $("life-close").addEventListener("click", closeLife);
  addEventListener("hashchange", followLink);
  new ResizeObserver(() => requestOnce(showLanes)).observe($("field"));
  for (const query of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)", "print"]) matchMedia(query).addEventListener("change", showLanes);
  showLanes();
  showAtInstant();
  followLink();
  performance.mark("first view");
  // What lies further down the page is filled once the first view stands.
  setTimeout(() => { showCalls(); showEvents(); });
};
begin();
