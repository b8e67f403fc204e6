// Times and numbers, the same in every browser.

const pad = (number, digits = 2) => String(number).padStart(digits, '0');

/** The date and time of a simulated instant, in UTC. */
export function dateTime(milliseconds) {
  const d = new Date(milliseconds);
  return `${d.getUTCFullYear()}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())} ${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}:${pad(d.getUTCSeconds())}`;
}

/** The local time of day of a real instant, with milliseconds. */
export function timeOfDay(milliseconds) {
  const d = new Date(milliseconds);
  return `${pad(d.getHours())}:${pad(d.getMinutes())}:${pad(d.getSeconds())}.${pad(d.getMilliseconds(), 3)}`;
}

/** A whole number with thin groups. */
export function count(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** Seconds from midnight as a time of day. */
export function clockTime(seconds) {
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}`;
}
