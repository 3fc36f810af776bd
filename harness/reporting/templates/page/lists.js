// Three long lists: the invoices at the instant, the exchanges with Xero, everything that happened.
const cell = (text, kind = "") => made("td", { text, kind });
const amountOf = (standing, place) => (standing && !standing[VOID] ? moneyText(standing[place]) : "–");

let sides = new Map();
const invoiceList = longTable($("invoice-box"), (number) => {
  const both = sides.get(number);
  const [theirs] = both ? both.xero : [];
  const seen = both ? SEEN[seenOf(both)] : { word: "not issued yet", shape: "·", tone: "gone" };
  const state = made("td", { kind: "state" }, mark(seen.shape, seen.word, seen.tone));
  if (isWrong(number)) state.append(mark("✗", "wrong", "wrong"));
  return made("tr", {},
    made("th", { scope: "row" }, invoiceLink(number)),
    cell(patientOf.get(number) || "–", "wide-only"),
    cell(both ? amountOf(both.clinic, TOTAL) : "–", "num"), cell(both ? amountOf(both.clinic, PAID) : "–", "num wide-only"),
    cell(amountOf(theirs, TOTAL), "num"), cell(amountOf(theirs, PAID), "num wide-only"), state);
});

const latestOf = bySides(standingsAt(Infinity));
const textOf = new Map(invoices.map((number) => {
  const both = latestOf.get(number) || NOWHERE;
  const amounts = [both.clinic, ...both.xero].filter(Boolean).map((standing) => (standing[TOTAL] / 100).toFixed(2));
  return [number, [run.numbers[number].toLowerCase(), ...amounts, (patientOf.get(number) || "").toLowerCase()]];
}));
const isFound = (number, words) => words.every((word) => {
  const [name, ...rest] = textOf.get(number);
  return name.includes(word) || rest.some((each) => each === word || each.startsWith(word));
});
// The invoice of that very number first, then those in the order in which they were issued.
const invoicesFound = () => {
  const words = $("find").value.toLowerCase().replaceAll(",", "").replace(/^invoice\s+/, "").trim().split(/\s+/).filter(Boolean);
  const chosen = $("find-state").value;
  const fits = (number) => (!chosen || (chosen === "wrong" ? isWrong(number) : chosen === "parked" ? parkedOf.has(number) : sides.has(number) && seenOf(sides.get(number)) === chosen));
  const found = invoices.filter((number) => fits(number) && isFound(number, words));
  const exact = found.findIndex((number) => run.numbers[number] === words[0]);
  return exact > 0 ? [found[exact], ...found.filter((_, place) => place !== exact)] : found;
};
const showInvoices = () => {
  const found = invoicesFound();
  invoiceList.show(found);
  $("found-invoices").textContent = `${countText(found.length)} of ${countText(invoices.length)} invoices`;
};

const callRow = (place) => {
  const call = run.calls[place];
  const tone = toneOf(call);
  const [shape, colour] = TONES[tone === "plain" ? "ok" : tone];
  const numbers = call.slice(ABOUT);
  const about = made("td", { kind: "about" }, ...numbers.slice(0, 3).flatMap((number, at) => [...(at ? [", "] : []), invoiceLink(number)]));
  if (numbers.length > 3) about.append(` and ${numbers.length - 3} more`);
  return made("tr", { id: `call-${place + 1}`, kind: place === shownCall ? "shown" : "" },
    made("th", { scope: "row", text: place + 1 }),
    made("td", { kind: "wide-only" }, made("a", { text: shortText(call[DEPARTED]), href: `#at=${isoText(call[DEPARTED])}` })),
    cell(run.words[call[CALLED]]),
    made("td", { kind: "state" }, mark(shape, endOf(call), colour)),
    cell(call[ANSWERED] >= 0 ? lastedText(call[ANSWERED] - call[DEPARTED]) : "–", "num wide-only"),
    about, made("td", { kind: "wide-only key", title: call[KEY] }, made("code", { text: call[KEY].slice(0, 8) || "–" })));
};
let shownCall = -1;
const callList = longTable($("call-box"), callRow);
const callText = (call) => [run.words[call[CALLED]], endOf(call), call[KEY], ...call.slice(ABOUT).map((number) => run.numbers[number])].join(" ").toLowerCase();
const CALLS_ARE = {
  "": () => true,
  trouble: (call) => call[TROUBLE] >= 0,
  refused: (call) => call[LIMIT] >= 0,
  failed: (call) => call[STATUS] >= 400 && call[LIMIT] < 0,
};
let callsFound = [];
const showCalls = () => {
  const words = $("find-call").value.toLowerCase().trim().split(/\s+/).filter(Boolean);
  const fits = CALLS_ARE[$("call-state").value];
  callsFound = [...run.calls.keys()].filter((place) => fits(run.calls[place]) && (!words.length || words.every((word) => callText(run.calls[place]).includes(word))));
  callList.show(callsFound);
  $("found-calls").textContent = `${countText(callsFound.length)} of ${countText(run.calls.length)} exchanges`;
};
const goToCall = (place) => {
  shownCall = place;
  $("find-call").value = $("call-state").value = "";
  showCalls();
  $("call-box").scrollIntoView({ block: "center" });
  callList.goTo(callsFound.indexOf(place));
  $("call-box").focus({ preventScroll: true });
};

const eventRow = (entry) => {
  const ending = run.endings[entry[4]];
  const [shape, colour] = TONES[ending];
  const record = made("td", { kind: "about" }, ...(entry[3] < 0 ? [] : [`${run.words[entry[3]]} `, ...entry.slice(5).flatMap((number, at) => [...(at ? [", "] : []), firstOf.has(number) ? invoiceLink(number) : run.numbers[number]])]));
  return made("tr", {},
    made("td", {}, made("a", { text: shortText(entry[0]), href: `#at=${isoText(entry[0])}` })),
    cell(run.actors[entry[1]]), cell(run.words[entry[2]]), record, made("td", { kind: "state" }, mark(shape, ending, colour)));
};
const eventList = longTable($("event-box"), eventRow);
const eventText = (entry) => [run.actors[entry[1]], run.words[entry[2]], entry[3] < 0 ? "" : run.words[entry[3]], ...entry.slice(5).map((number) => run.numbers[number])].join(" ").toLowerCase();
const showEvents = () => {
  const words = $("find-event").value.toLowerCase().trim().split(/\s+/).filter(Boolean);
  const [actor, ending] = [$("event-actor").value, $("event-ending").value];
  const found = run.entries.filter((entry) => (actor === "" || entry[1] === Number(actor)) && (ending === "" || entry[4] === Number(ending)) && (!words.length || words.every((word) => eventText(entry).includes(word))));
  eventList.show(found);
  $("found-events").textContent = `${countText(found.length)} of ${countText(run.entries.length)} entries`;
};
