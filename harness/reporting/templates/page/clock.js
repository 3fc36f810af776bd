// Instants are milliseconds since the run began; people read the clinic's time, wherever they sit.
const MINUTE = 60000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (number) => String(number).padStart(2, "0");

// The clinic's local time as if it were UTC, so that no other time zone can get in.
const localOf = (ms) => {
  const utc = run.start + ms;
  let place = 0;
  while (place + 1 < run.offsets.length && utc >= run.offsets[place + 1][0] * 1000) place += 1;
  return utc + run.offsets[place][1] * MINUTE;
};
// And back: the offset of the instant itself, found in two steps, because it may change on the way.
const fromLocal = (local) => {
  const guess = local - run.start - run.offsets[0][1] * MINUTE;
  return guess - (localOf(guess) - local);
};
const dateOf = (ms) => new Date(localOf(ms));
const dayText = (ms) => {
  const at = dateOf(ms);
  return `${DAYS[at.getUTCDay()]} ${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
};
const minuteText = (ms) => `${two(dateOf(ms).getUTCHours())}:${two(dateOf(ms).getUTCMinutes())}`;
const secondText = (ms) => `${minuteText(ms)}:${two(dateOf(ms).getUTCSeconds())}`;
const instantText = (ms) => `${dayText(ms)}, ${minuteText(ms)}`;
const shortText = (ms) => `${dateOf(ms).getUTCDate()} ${MONTHS[dateOf(ms).getUTCMonth()]} ${secondText(ms)}`;
const isoText = (ms) => dateOf(ms).toISOString().slice(0, 19);
const fromIso = (text) => {
  const local = Date.parse(/T/.test(text) ? `${text}Z` : `${text}T00:00:00Z`);
  return Number.isNaN(local) ? null : fromLocal(local);
};
const dayNumber = (ms) => Math.floor(localOf(ms) / DAY) - Math.floor(localOf(0) / DAY) + 1;

const lastedText = (ms) => {
  if (ms < 1000) return `${ms} ms`;
  if (ms < MINUTE) return `${(ms / 1000).toFixed(1)} s`;
  const parts = [[DAY, "d"], [HOUR, "h"], [MINUTE, "m"], [1000, "s"]]
    .map(([length, unit], place, all) => [Math.floor((place ? ms % all[place - 1][0] : ms) / length), unit]);
  return parts.filter(([count]) => count).slice(0, 2).map((part) => part.join(" ")).join(" ");
};
const countText = (number) => number.toLocaleString("en");
const moneyText = (cents) => (cents / 100).toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
