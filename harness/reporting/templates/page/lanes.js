// The lanes: one canvas each, all on one axis of time that can be zoomed, and a line where the reader stands.
const [DEPARTED, ARRIVED, ANSWERED, CALLED, STATUS, LIMIT, TROUBLE, WAIT, TOKEN, DAY_LEFT, KEY, ABOUT] = [...Array(12).keys()];
const NEAREST = 2 * MINUTE; // the shortest stretch that zooming shows
const BAR = 4; // pixels

const actorIs = (name) => { const place = run.actors.indexOf(name); return (entry) => entry[1] === place; };
const instantsOf = (rows, place = 0) => Float64Array.from(rows, (row) => row[place]).sort();
const periodsOf = (...kinds) => run.periods.filter(([kind]) => kinds.includes(kind));

// What is used of a limit that holds in any minute: [instant, calls in the minute before it].
const minuteUse = (instants) => {
  let first = 0;
  return instants.reduce((use, at, place) => {
    while (instants[first] <= at - MINUTE) first += 1;
    use.push([at, place - first + 1]);
    return use;
  }, []);
};
const dayUse = (limit) => {
  const told = run.calls.filter((call) => call[DAY_LEFT] >= 0 && call[ARRIVED] >= 0).map((call) => [call[ARRIVED], limit - call[DAY_LEFT]]);
  return told.sort(([one], [other]) => one - other);
};

const lanesOf = () => {
  const ofClinic = run.entries.filter(actorIs("clinic"));
  const ofEngine = run.entries.filter((entry) => actorIs("engine")(entry) && entry[3] >= 0 && run.words[entry[2]] !== "ask");
  const arrived = run.calls.filter((call) => call[ARRIVED] >= 0);
  const toApi = arrived.filter((call) => /\/[A-Z]/.test(run.words[call[CALLED]]) && call[LIMIT] < 0);
  const asked = run.calls.filter((call) => run.words[call[CALLED]] === "POST /connect/token");
  const moments = (actor) => run.moments.filter(([, by]) => by === actor);
  const lanes = {
    clinic: { bars: [{ name: "recorded", tone: "ink", at: instantsOf(ofClinic.filter((entry) => entry[3] >= 0)) }], marks: [{ name: "pressed or set", shape: "flag", tone: "blue", at: instantsOf(moments("clinic")) }] },
    engine: {
      under: [{ name: "crashed", tone: "wrong", spans: periodsOf("crash") }],
      bars: [
        { name: "delivered", tone: "right", at: instantsOf(ofEngine.filter((entry) => entry[4] === 0)) },
        { name: "unknown", tone: "waiting", at: instantsOf(ofEngine.filter((entry) => entry[4] === 2)) },
        { name: "failed", tone: "wrong", at: instantsOf(ofEngine.filter((entry) => entry[4] === 1)) },
      ],
    },
    network: {
      under: [{ name: "storm", tone: "blue", spans: periodsOf("storm") }],
      marks: [{ name: "lost or broken", shape: "cross", tone: "wrong", at: instantsOf(run.calls.filter((call) => call[TROUBLE] >= 0)) }],
    },
    xero: {
      under: [{ name: "away", tone: "wrong", spans: periodsOf("outage") }],
      bars: [
        { name: "answered", tone: "right", at: instantsOf(arrived.filter((call) => call[STATUS] < 400), ARRIVED) },
        { name: "refused by a limit", tone: "waiting", at: instantsOf(arrived.filter((call) => call[LIMIT] >= 0), ARRIVED) },
        { name: "refused or failed", tone: "wrong", at: instantsOf(arrived.filter((call) => call[STATUS] >= 400 && call[LIMIT] < 0), ARRIVED) },
      ],
      marks: [{ name: "done by a bookkeeper", shape: "diamond", tone: "expected", at: instantsOf(run.entries.filter(actorIs("bookkeeper"))) }],
    },
    connection: { spans: [{ name: "connected", tone: "right", spans: periodsOf("connected") }, { name: "disconnected", tone: "lost", spans: periodsOf("disconnected") }] },
    tokens: {
      spans: [{ name: "token lives", tone: "blue", spans: tokenLives(asked) }],
      marks: [{ name: "no token came", shape: "cross", tone: "wrong", at: instantsOf(asked.filter((call) => call[TOKEN] < 0 || call[ANSWERED] < 0)) }],
    },
    minute: { use: { limit: run.limits.minute, points: minuteUse(instantsOf(toApi, ARRIVED)) } },
    payments: { use: { limit: run.limits["payments per minute"], points: minuteUse(instantsOf(toApi.filter((call) => /^(PUT|POST) .Payments$/.test(run.words[call[CALLED]])), ARRIVED)) } },
    day: { use: { limit: run.limits.day, points: dayUse(run.limits.day) } },
  };
  return [...document.querySelectorAll("canvas[data-lane]")].map((canvas) => ({ canvas, name: canvas.dataset.lane, ...lanes[canvas.dataset.lane] }));
};

// A token lives as long as its grant says, less if the connection is lost before.
const tokenLives = (asked) => {
  const losses = periodsOf("disconnected").map(([, began]) => began);
  return asked.filter((call) => call[TOKEN] >= 0).map((call) => {
    const ends = call[ARRIVED] + call[TOKEN] * 1000;
    return ["token", call[ARRIVED], Math.min(ends, ...losses.filter((at) => at >= call[ARRIVED]))];
  });
};

const firstAtOrAfter = (sorted, ms) => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < ms) low = middle + 1;
    else high = middle;
  }
  return low;
};
const countBetween = (sorted, from, to) => firstAtOrAfter(sorted, to) - firstAtOrAfter(sorted, from);
// The most that was used of a limit between two instants.
const placesOf = new Map();
const mostBetween = (points, from, to) => {
  if (!placesOf.has(points)) placesOf.set(points, instantsOf(points));
  let most = 0;
  for (let place = firstAtOrAfter(placesOf.get(points), from); place < points.length && points[place][0] < to; place += 1) most = Math.max(most, points[place][1]);
  return most;
};
