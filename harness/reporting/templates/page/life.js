// The life of one invoice: what the clinic did, what was sent, what Xero's books and the engine say, in order.
const dialog = $("life");

// What happens at one instant happens in this order.
const IN_ORDER = ["clinic", "nemesis", "bookkeeper", "call", "network", "xero", "engine"];

const lifeOf = (number) => {
  const found = [];
  const told = (at, who, tone, ...what) => found.push({ at, who, tone, what });
  let before = {};
  for (const standing of run.standings) {
    if (standing[NUMBER] !== number && before[standing[DOCUMENT]] === undefined) continue;
    const words = changeText(before[standing[DOCUMENT]], standing);
    before[standing[DOCUMENT]] = standing;
    if (words) told(standing[AT], sideOf(standing) === CLINIC ? "clinic" : "xero", "plain", words);
  }
  for (const entry of run.entries) {
    const who = run.actors[entry[1]];
    if (!entry.includes(number, 5) || who === "clinic") continue;
    const ending = run.endings[entry[4]];
    told(entry[0], who, ending === "ok" ? "plain" : ending, `${run.words[entry[2]]}${ending === "ok" ? "" : `: ${ending}`}`);
  }
  run.calls.forEach((call, place) => {
    if (call.includes(number, ABOUT)) told(call[DEPARTED], "call", toneOf(call), callLink(place), ` ${run.words[call[CALLED]]}: ${endOf(call)}`);
  });
  return found.sort((one, other) => one.at - other.at || IN_ORDER.indexOf(one.who) - IN_ORDER.indexOf(other.who));
};

// What a standing says that the one before it did not say yet.
const changeText = (before, now) => {
  const side = sideOf(now) === CLINIC ? "in the clinic" : "in Xero";
  if (!before) return `${sideOf(now) === CLINIC ? "issued" : "arrived in Xero"}: ${moneyText(now[TOTAL])}`;
  const parts = [];
  if (now[NUMBER] !== before[NUMBER]) parts.push(`now number ${run.numbers[now[NUMBER]]}`);
  if (now[TOTAL] !== before[TOTAL]) parts.push(`total ${moneyText(before[TOTAL])} → ${moneyText(now[TOTAL])}`);
  if (now[PAID] !== before[PAID]) parts.push(now[PAID] > before[PAID] ? `${moneyText(now[PAID] - before[PAID])} paid` : `${moneyText(before[PAID] - now[PAID])} of payments taken back`);
  if (now[CREDIT] !== before[CREDIT]) parts.push(now[CREDIT] > before[CREDIT] ? `${moneyText(now[CREDIT] - before[CREDIT])} paid by account credit` : "account credit taken off");
  if (now[VOID] && !before[VOID]) parts.push(sideOf(now) === CLINIC ? "deleted" : "voided");
  return parts.length ? `${parts.join(", ")} ${side}` : "";
};

const endOf = (call) => {
  const parts = [];
  if (call[TROUBLE] >= 0) parts.push(run.words[call[TROUBLE]]);
  if (call[STATUS] > 0) parts.push(`Xero answered ${call[STATUS]}`);
  if (call[LIMIT] >= 0) parts.push(`refused by the limit ${run.words[call[LIMIT]]}${call[WAIT] >= 0 ? `, wait ${call[WAIT]} s` : ""}`);
  return parts.join(", ") || "never got there";
};
const toneOf = (call) => (call[TROUBLE] >= 0 ? "unknown" : call[LIMIT] >= 0 ? "refused" : call[STATUS] >= 400 ? "failed" : "plain");
const TONES = {
  plain: ["", ""],
  ok: ["✓", "right"],
  unknown: ["?", "waiting"],
  refused: ["▽", "waiting"],
  failed: ["✗", "wrong"],
};
const WHO = { clinic: "Clinic", engine: "Engine", xero: "Xero's books", call: "Exchange", bookkeeper: "Bookkeeper", network: "Network", nemesis: "Trouble" };

const lifeRow = ({ at, who, tone, what }) => {
  const [shape, colour] = TONES[tone];
  const when = made("a", { text: shortText(at), href: `#at=${isoText(at)}`, kind: "when", title: "Show both ledgers at this instant" });
  const said = made("span", { kind: "what" }, ...(shape ? [made("span", { text: `${shape} `, kind: `ink-${colour}`, "aria-hidden": "true" })] : []), ...what);
  return made("li", { kind: `of-${who}` }, when, made("span", { text: WHO[who], kind: "who" }), said);
};

const fact = (name, ours, theirs) => made("tr", {}, made("th", { text: name, scope: "row" }), made("td", { text: ours, kind: "num" }), made("td", { text: theirs, kind: "num" }));

const openLife = (number) => {
  const both = bySides(standingsAt(Infinity)).get(number) || NOWHERE;
  const seen = SEEN[seenOf(both)];
  const [theirs] = both.xero;
  const money = (standing, place) => (standing && !standing[VOID] ? moneyText(standing[place]) : "–");
  $("life-title").textContent = `Invoice ${run.numbers[number]}`;
  $("life-who").textContent = patientOf.has(number) ? `Patient ${patientOf.get(number)}` : "Not an invoice of the clinic";
  $("life-end").replaceChildren(mark(seen.shape, seen.word, seen.tone));
  $("life-facts").tBodies[0].replaceChildren(
    fact("Total", money(both.clinic, TOTAL), money(theirs, TOTAL)),
    fact("Paid by new money", money(both.clinic, PAID), money(theirs, PAID)),
    fact("Paid by account credit", money(both.clinic, CREDIT), money(theirs, CREDIT)),
    fact("Open", both.clinic ? moneyText(dueOf(both.clinic)) : "–", theirs ? moneyText(dueOf(theirs)) : "–"),
  );
  $("life-notes").replaceChildren(
    ...(breaksOf.get(number) || []).map(([, kind, , expected, words]) => note(expected ? "expected" : "wrong", expected ? `◆ Expected: ${kind}` : `✗ Wrong: ${kind}`, words)),
    ...(byHandOf.get(number) || []).map(([, cents, date]) => note("expected", "◆ Record by hand in Xero", `A payment of ${moneyText(cents)}, dated ${date}.`)),
    ...(parkedOf.get(number) || []).map(([, kind, reason, words]) => note("waiting", `‖ Waits for a person: ${kind}`, [reason, words].filter(Boolean).join(" Xero says: "))),
  );
  const life = lifeOf(number);
  $("life-rows").replaceChildren(...life.map(lifeRow));
  const [document_] = both.xero;
  $("life-id").textContent = document_ ? `InvoiceID in Xero: ${run.documents[document_[DOCUMENT]][2]}` : "";
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
};
const note = (tone, head, words) => made("div", { kind: `note ${tone}` }, made("strong", { text: head }), made("p", { text: words }));
const closeLife = () => { if (dialog.open) dialog.close(); };
