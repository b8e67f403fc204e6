'use strict';

/**
 * Publishes events at a given pace, each `{i, t, r, pad}`: number, server's monotonic clock in nanoseconds, round, and 200 characters, which
 * makes about 250 bytes an event in the reply.
 *   flood: `turn` events (50) per turn of the event loop, as fast as the server can
 *   burst: all in one synchronous loop, so that nearly all travel in one reply
 *   paced: `rate` events a second in steps of a millisecond or more;  solo: the same, one at a time
 * Resolves when the last one is published.
 */
module.exports = async function load(publish, { kind = 'flood', n = 20000, turn = 50, rate, round = 0 }) {
  const pad = 'x'.repeat(200);
  const began = process.hrtime.bigint();
  const one = i => publish({ i, t: Number(process.hrtime.bigint()), r: round, pad });
  if (kind === 'burst') {
    for (let i = 0; i < n; i++) {
      one(i);
    }
  } else if (kind === 'flood') {
    for (let i = 0; i < n;) {
      for (const until = Math.min(n, i + turn); i < until; i++) {
        one(i);
      }
      await new Promise(resolve => setImmediate(resolve));
    }
  } else if (kind === 'paced' || kind === 'solo') {
    await pace(one, n, rate || (kind === 'solo' ? 200 : 2000), began);
  } else {
    throw new Error(`no such load: ${kind}`);
  }
  return { kind, n, publishMilliseconds: Number(process.hrtime.bigint() - began) / 1e6 };
};

async function pace(one, n, rate, began) {
  for (let i = 0; i < n;) {
    const due = Math.min(n, Math.floor(Number(process.hrtime.bigint() - began) * rate / 1e9) + 1);
    for (; i < due; i++) {
      one(i);
    }
    await new Promise(resolve => setTimeout(resolve, 1));
  }
}
