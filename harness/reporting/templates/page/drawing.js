// Draws the lanes for a view {from, to} and an instant; tells what lies under a pointer.
const SHAPES = {
  cross: (pen, x, y) => { pen.beginPath(); pen.moveTo(x - 4, y - 4); pen.lineTo(x + 4, y + 4); pen.moveTo(x + 4, y - 4); pen.lineTo(x - 4, y + 4); pen.lineWidth = 2; pen.stroke(); },
  diamond: (pen, x, y) => { pen.beginPath(); pen.moveTo(x, y - 6); pen.lineTo(x + 6, y); pen.lineTo(x, y + 6); pen.lineTo(x - 6, y); pen.fill(); },
  flag: (pen, x, y) => { pen.fillRect(x - 1, y - 9, 2, 20); pen.beginPath(); pen.moveTo(x, y - 9); pen.lineTo(x + 10, y - 5); pen.lineTo(x, y - 1); pen.fill(); },
};

const coloursNow = () => {
  const style = getComputedStyle(document.documentElement);
  const named = { right: "good", waiting: "warn", wrong: "bad", expected: "expected", blue: "blue", ink: "soft", lost: "bad", line: "line" };
  return Object.fromEntries(Object.entries(named).map(([tone, name]) => [tone, style.getPropertyValue(`--${name}`).trim()]));
};

const penOf = (canvas) => {
  const ratio = devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = canvas;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  return { pen, width, height };
};

const drawLane = (lane, view, colours) => {
  const { pen, width, height } = penOf(lane.canvas);
  const length = view.to - view.from;
  const x = (ms) => ((ms - view.from) / length) * width;
  const ms = (place) => view.from + (place / width) * length;
  const spansIn = (spans, draw) => spans.forEach(([, began, ended], place) => {
    if (ended < view.from || began > view.to) return;
    const left = Math.max(x(began), -2);
    draw(left, Math.max(Math.min(x(ended), width + 2) - left, 2), place);
  });
  for (const { tone, spans } of lane.under || []) spansIn(spans, (left, wide) => hatch(pen, left, 0, wide, height, colours[tone]));
  for (const { tone, spans } of lane.spans || []) {
    spansIn(spans, (left, wide, place) => {
      if (tone === "lost") { hatch(pen, left, 6, wide, height - 12, colours[tone]); return; }
      pen.fillStyle = colours[tone];
      pen.globalAlpha = tone === "blue" && place % 2 ? 0.45 : 0.85;
      pen.fillRect(left, 6, wide, height - 12);
      pen.globalAlpha = 1;
    });
  }
  if (lane.bars) drawBars(pen, lane, ms, width, height, colours);
  if (lane.use) drawUse(pen, lane.use, ms, width, height, colours);
  for (const { shape, tone, at } of lane.marks || []) {
    pen.fillStyle = pen.strokeStyle = colours[tone];
    let last = -9;
    for (let place = firstAtOrAfter(at, view.from); place < at.length && at[place] <= view.to; place += 1) {
      const here = x(at[place]);
      if (here - last < 3) continue;
      SHAPES[shape](pen, here, height / 2);
      last = here;
    }
  }
};

// What lasted and was trouble is hatched, so that it is told from other colours by its pattern as well.
const hatch = (pen, left, top, wide, high, colour) => {
  pen.save();
  pen.beginPath();
  pen.rect(left, top, wide, high);
  pen.clip();
  pen.fillStyle = pen.strokeStyle = colour;
  pen.globalAlpha = 0.16;
  pen.fillRect(left, top, wide, high);
  pen.globalAlpha = 0.75;
  pen.lineWidth = 1.5;
  pen.beginPath();
  for (let at = left - (left % 7) - high; at < left + wide; at += 7) { pen.moveTo(at, top + high); pen.lineTo(at + high, top); }
  pen.stroke();
  pen.restore();
};

const drawBars = (pen, { bars }, ms, width, height, colours) => {
  const stacks = [];
  for (let place = 0; place < width; place += BAR) stacks.push(bars.map(({ at }) => countBetween(at, ms(place), ms(place + BAR))));
  const most = Math.max(1, ...stacks.map((stack) => stack.reduce((sum, count) => sum + count, 0)));
  const high = (count) => (count ? Math.max(2, (Math.sqrt(count / most)) * (height - 6)) : 0);
  stacks.forEach((stack, place) => {
    const total = stack.reduce((sum, count) => sum + count, 0);
    let foot = height - 1;
    stack.forEach((count, series) => {
      if (!count) return;
      const part = Math.max(2, high(total) * (count / total));
      pen.fillStyle = colours[bars[series].tone];
      pen.fillRect(place * BAR, foot - part, BAR - 1, part);
      foot -= part;
    });
  });
};

const drawUse = (pen, { limit, points }, ms, width, height, colours) => {
  const top = 5;
  pen.fillStyle = colours.line;
  pen.fillRect(0, top, width, 1);
  for (let place = 0; place < width; place += BAR) {
    const share = mostBetween(points, ms(place), ms(place + BAR)) / limit;
    if (!share) continue;
    const high = Math.max(2, Math.min(share, 1) * (height - top - 1));
    pen.fillStyle = colours.blue;
    pen.fillRect(place, height - 1 - high, BAR - 1, high);
  }
};

const wordsUnder = (lane, from, to) => {
  const parts = [
    ...(lane.bars || []).map(({ name, at }) => [countBetween(at, from, to), name]),
    ...(lane.marks || []).map(({ name, at }) => [countBetween(at, from, to), name]),
  ].filter(([count]) => count).map(([count, name]) => `${countText(count)} ${name}`);
  for (const { name, spans } of [...(lane.under || []), ...(lane.spans || [])]) {
    const here = spans.find(([, began, ended]) => began <= to && ended >= from);
    if (here) parts.unshift(`${name} ${shortText(here[1])} to ${shortText(here[2])}`);
  }
  if (lane.use) parts.push(`at most ${countText(mostBetween(lane.use.points, from, to))} of ${countText(lane.use.limit)}`);
  return parts.join(", ") || "nothing";
};

// Ticks at round hours or days of the clinic, no nearer than their labels are wide.
const STEPS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 4 * DAY, 7 * DAY, 14 * DAY, 28 * DAY, 91 * DAY, 364 * DAY];
const drawAxis = (axis, view) => {
  const length = view.to - view.from;
  const step = STEPS.find((each) => (each / length) * axis.clientWidth > 56) || STEPS.at(-1);
  const ticks = [];
  const origin = localOf(0) - (localOf(0) % DAY);
  for (let local = origin + Math.ceil((localOf(view.from) - origin) / step) * step; fromLocal(local) <= view.to; local += step) {
    const at = fromLocal(local);
    const midnight = local % DAY === 0;
    const left = ((at - view.from) / length) * 100;
    if (left > 96) continue;
    const date = dateOf(at);
    const text = midnight ? `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}` : minuteText(at);
    ticks.push(made("span", { text, kind: midnight ? "midnight" : "", style: `left: ${left.toFixed(3)}%` }));
  }
  axis.replaceChildren(...ticks);
};
