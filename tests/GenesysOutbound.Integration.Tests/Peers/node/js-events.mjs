// The official JavaScript client as a contestant of the benchmark `events`: it hears a session's events as objects and looks at each. A number on its
// input arms it, and when so many events more are in it reports what they cost.
import { createRequire } from 'node:module';
import { connect } from './lib/js-connection.mjs';

const require = createRequire(import.meta.url);
const report = require('./lib/report');
let events = 0;
let records = 0;
let current = null;

function take({ data }) {
  events++;
  records += data.record ? 1 : 0;
  if (current && events >= current.wanted) {
    const { user, system } = process.cpuUsage(current.cpu);
    const seconds = Number(process.hrtime.bigint() - current.began) / 1e9;
    current = null;
    report({ event: 'measured', cpu: user + system, seconds, records, heap: process.memoryUsage().heapUsed });
  }
}

require('./lib/lifeline')(line => {
  current = { wanted: events + Number(line), cpu: process.cpuUsage(), began: process.hrtime.bigint() };
  report({ event: 'armed' });
});

let connected = false;
const cometd = await connect(take, status => {
  if (status.event === 'meta/subscribe' && !connected) {
    connected = true;
    report({ event: 'ready' });
  }
});
// The raw duplicates come without a subscription.
cometd.addListener('/me/internal', take);
