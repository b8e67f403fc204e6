// The official JavaScript client as a benchmark's contestant: {"command":"measure","n":20000,"round":3} arms it, and when the round's n events
// are in it reports them. `Measurement` is what every contestant measures, in the same places.
import { createRequire } from 'node:module';
import { connect } from './lib/js-connection.mjs';

const require = createRequire(import.meta.url);
const report = require('./lib/report');
let current = null;

class Measurement {
  constructor({ n, round }) {
    this.n = n;
    this.round = round;
    this.count = 0;
    this.seen = new Uint8Array(n);
    this.doubled = 0;
    this.disordered = 0;
    this.highest = -1;
    this.latencies = new Float64Array(n);
    this.cpu = process.cpuUsage();
  }

  take({ i, t, r }) {
    const now = Number(process.hrtime.bigint());
    if (r !== this.round) {
      return;
    }
    if (this.seen[i] === 1) {
      this.doubled++;
      return;
    }
    this.seen[i] = 1;
    this.disordered += i < this.highest ? 1 : 0;
    this.highest = Math.max(this.highest, i);
    this.latencies[this.count++] = now - t;
    if (this.count === 1) {
      this.firstSent = t;
    }
    if (this.count === this.n) {
      this.finish(now);
    }
  }

  finish(now) {
    const { user, system } = process.cpuUsage(this.cpu);
    this.latencies.subarray(0, this.count).sort();
    const percentile = p => this.latencies[Math.max(0, Math.min(this.count - 1, Math.floor(this.count * p)))] / 1e6;
    current = null;
    report({
      event: 'measured', round: this.round, n: this.n, lost: this.n - this.count, doubled: this.doubled, disordered: this.disordered,
      eventsPerSecond: this.count / ((now - this.firstSent) / 1e9), p50: percentile(0.5), p99: percentile(0.99),
      cpuMicrosecondsPerEvent: (user + system) / this.n, allocatedPerEvent: null, peakHeapMegabytes: null,
    });
  }
}

require('./lib/lifeline')(line => {
  const command = JSON.parse(line);
  if (command.command === 'giveup') {
    current && current.finish(Number(process.hrtime.bigint()));
    return;
  }
  current = new Measurement(command);
  report({ event: 'armed', round: current.round });
});

let connected = false;
await connect(message => current && current.take(message.data), status => {
  if (status.event === 'meta/subscribe' && !connected) {
    connected = true;
    report({ event: 'ready', runtime: `Node.js ${process.version}` });
  }
});
