'use strict';

// cometd-nodejs-server as a peer. See README.md for the options and the commands.

const cometd = require('cometd-nodejs-server');
const { AcknowledgedMessagesExtension } = require('cometd-nodejs-server/ack-extension.js');
const Front = require('./lib/front');
const control = require('./lib/control');
const lifeline = require('./lib/lifeline');
const load = require('./lib/load');
const readArguments = require('./lib/arguments');
const report = require('./lib/report');

const options = readArguments(process.argv.slice(2), {
  port: 0, control: 0, ack: false, journal: 5000, hold: 30000, maxInterval: 10000, sweepPeriod: 997, option: [],
});

const denied = new Set();
const sessions = new Set();
const counters = { handshakes: 0, expired: 0 };
let published = {};
let bayeux;

function createBayeux() {
  const extra = Object.fromEntries([].concat(options.option).map(pair => pair.split('=')).map(([k, v]) => [k, isNaN(v) ? v : Number(v)]));
  const server = cometd.createCometDServer({
    timeout: options.hold, maxInterval: options.maxInterval, sweepPeriod: options.sweepPeriod, ...extra,
  });
  if (options.ack) {
    server.addExtension(new AcknowledgedMessagesExtension());
  }
  server.policy = {
    canHandshake: (session, message, callback) => callback(undefined, !denied.has('/meta/handshake')),
    canSubscribe: (session, message, channel, callback) => callback(undefined, !denied.has(channel.name)),
    canPublish: (session, message, channel, callback) => callback(undefined, !denied.has(channel.name)),
  };
  server.addListener('sessionAdded', session => {
    counters.handshakes++;
    sessions.add(session);
  });
  server.addListener('sessionRemoved', (session, timeout) => {
    counters.expired += timeout ? 1 : 0;
    sessions.delete(session);
  });
  return server;
}

/** The server decodes a request chunk by chunk and breaks a character that is split over two; decoding is left to the stream. */
function handle(request, response) {
  request.setEncoding('utf8');
  bayeux.handle(request, response);
}

const front = new Front(() => handle, options);

/** Ends a session as the sweeper would, and answers its held poll so that the client finds out now rather than when the hold is over. */
function expire() {
  const gone = [...sessions];
  gone.forEach(session => {
    bayeux._removeServerSession(session, true);
    session._flush();
  });
  return { sessions: gone.length };
}

function publish({ channel = '/test', n = 1, data }) {
  const target = bayeux.createServerChannel(channel);
  const first = published[channel] || 0;
  for (let i = first; i < first + n; i++) {
    target.publish(null, data === undefined ? { i } : data);
  }
  published[channel] = first + n;
  return { first, last: first + n - 1 };
}

const commands = {
  publish,
  load: ({ channel = '/bench', ...how }) => {
    const target = bayeux.createServerChannel(channel);
    return load(data => target.publish(null, data), how);
  },
  deliver: ({ channel = '/service/test', data = {} }) => {
    sessions.forEach(session => session.deliver(null, channel, data));
    return { sessions: sessions.size };
  },
  expire,
  disconnect: () => {
    const all = [...sessions];
    all.forEach(session => session.disconnect());
    return { sessions: all.length };
  },
  resetpoll: async ({ n = 0, ...where }) => ({ polls: front.resetPolls(), ...(n > 0 && await publish({ n, ...where })) }),
  dropnext: how => front.loseNextReply(how),
  undrop: () => front.loseNothing(),
  code: ({ status = 0, n, body, delay }) => front.answerWith(status, n, body, delay),
  deny: ({ channel }) => void denied.add(channel),
  allow: ({ channel }) => void denied.delete(channel),
  restart: async ({ down = 0 }) => {
    bayeux.close();
    sessions.clear();
    published = {};
    bayeux = createBayeux();
    await front.restart(down);
  },
  stats: () => ({
    ...front.journal.summary(), ...counters, sessions: sessions.size, held: front.held, connections: front.connections, toLose: front.toLose,
    subscriptions: [...sessions].flatMap(session => session.subscriptions.map(channel => channel.name)),
  }),
  log: ({ after = 0 }) => front.journal.entries.filter(entry => entry.n > after),
  clear: () => front.journal.clear(),
};

lifeline();
bayeux = createBayeux();
(async () => {
  const port = await front.listen(options.port);
  report({ event: 'ready', url: `http://127.0.0.1:${port}/cometd`, port, control: await control(commands, options.control), pid: process.pid });
})();
