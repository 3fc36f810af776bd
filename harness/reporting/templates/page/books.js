// Both ledgers as they stood at an instant, from the rows that were written down while the run lived.
const CLINIC = 0;
const XERO = 1;
const [AT, DOCUMENT, NUMBER, TOTAL, PAID, CREDIT, PAYMENTS, VOID] = [0, 1, 2, 3, 4, 5, 6, 7];
const sideOf = (standing) => run.documents[standing[DOCUMENT]][0];
const dueOf = (standing) => (standing[VOID] ? 0 : standing[TOTAL] - standing[PAID] - standing[CREDIT]);

const standingsAt = (ms) => {
  const latest = new Array(run.documents.length);
  for (const standing of run.standings) {
    if (standing[AT] > ms) break;
    latest[standing[DOCUMENT]] = standing;
  }
  return latest.filter(Boolean);
};

const totalsOf = (standings) => {
  const sides = [0, 1].map(() => ({ invoices: 0, open: 0, payments: 0, total: 0, paid: 0 }));
  for (const standing of standings) {
    if (standing[VOID]) continue;
    const side = sides[sideOf(standing)];
    side.invoices += 1;
    side.open += dueOf(standing) > 0 ? 1 : 0;
    side.payments += standing[PAYMENTS];
    side.total += standing[TOTAL];
    side.paid += standing[PAID];
  }
  return sides;
};

// How one invoice is on both sides at an instant: its standings there, by its number.
const NOWHERE = { clinic: null, xero: [], voided: false };
const bySides = (standings) => {
  const found = new Map();
  for (const standing of standings) {
    const both = found.get(standing[NUMBER]) || found.set(standing[NUMBER], { clinic: null, xero: [], voided: false }).get(standing[NUMBER]);
    if (sideOf(standing) === CLINIC) both.clinic = standing;
    else if (standing[VOID]) both.voided = true;
    else both.xero.push(standing);
  }
  return found;
};

// What is seen, in words with a shape and a tone. It describes the instant; what is wrong in the end, the breaks say.
const SEEN = {
  alike: { word: "alike", shape: "✓", tone: "right" },
  credit: { word: "open for account credit", shape: "◆", tone: "expected" },
  coming: { word: "not in Xero", shape: "○", tone: "waiting" },
  voided: { word: "void in Xero", shape: "∅", tone: "waiting" },
  differs: { word: "different", shape: "≠", tone: "waiting" },
  alone: { word: "only in Xero", shape: "△", tone: "waiting" },
  twice: { word: "in Xero more than once", shape: "×2", tone: "wrong" },
  gone: { word: "deleted", shape: "–", tone: "gone" },
};
const seenOf = ({ clinic, xero, voided }) => {
  const stands = clinic && !clinic[VOID];
  if (xero.length > 1) return "twice";
  if (!xero.length && stands) return voided ? "voided" : "coming";
  if (!xero.length) return "gone";
  if (!stands) return clinic ? "differs" : "alone";
  const [theirs] = xero;
  if (theirs[TOTAL] !== clinic[TOTAL]) return "differs";
  if (clinic[CREDIT] && theirs[PAID] === clinic[PAID]) return "credit";
  return theirs[PAID] === clinic[PAID] || theirs[PAID] === clinic[PAID] + clinic[CREDIT] ? "alike" : "differs";
};

// What the judge and the engine said of an invoice in the end, by the place of its number.
const gathered = (rows, numbersOf) => {
  const found = new Map();
  for (const row of rows) for (const number of numbersOf(row)) found.set(number, [...(found.get(number) || []), row]);
  return found;
};
const breaksOf = gathered(run.breaks, ([numbers]) => numbers);
const byHandOf = gathered(run.byHand, ([number]) => [number]);
const parkedOf = gathered(run.parked, ([number]) => [number]);
const isWrong = (number) => (breaksOf.get(number) || []).some(([, , , expected]) => !expected);

const patientOf = new Map();
const firstOf = new Map();
for (const standing of run.standings) {
  const patient = run.documents[standing[DOCUMENT]][1];
  if (patient >= 0) patientOf.set(standing[NUMBER], run.patients[patient]);
  if (!firstOf.has(standing[NUMBER])) firstOf.set(standing[NUMBER], standing[AT]);
}
const invoices = [...firstOf.keys()];
