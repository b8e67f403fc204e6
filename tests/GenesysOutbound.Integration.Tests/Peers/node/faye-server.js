'use strict';

// faye as a peer: a second, independent Bayeux server. See README.md for the options and the commands.

const faye = require('faye');
const Front = require('./lib/front');
const control = require('./lib/control');
const lifeline = require('./lib/lifeline');
const load = require('./lib/load');
const readArguments = require('./lib/arguments');
const report = require('./lib/report');

const options = readArguments(process.argv.slice(2), { port: 0, control: 0, journal: 5000, hold: 30000 });
const clients = new Set();
const denied = new Set();
let published = {};
let adapter;
let counters = { handshakes: 0 };

/** A server with a publisher of its own inside; the publisher's session is not counted among the clients. */
async function createBayeux() {
  clients.clear();
  adapter = new faye.NodeAdapter({ mount: '/faye', timeout: options.hold / 1000 });
  adapter.addExtension({
    incoming: (message, callback) => {
      if (message.channel === '/meta/subscribe' && denied.has(message.subscription)) {
        message.error = `403:${message.subscription}:Forbidden channel`;
      }
      callback(message);
    },
  });
  await adapter.getClient().publish('/peer/started', {});
  adapter.on('handshake', id => {
    counters.handshakes++;
    clients.add(id);
  });
  adapter.on('disconnect', id => clients.delete(id));
}

const front = new Front(() => (request, response) => adapter.handle(request, response), options);

async function publish({ channel = '/test', n = 1, data }) {
  const first = published[channel] || 0;
  published[channel] = first + n;
  const sent = [];
  for (let i = first; i < first + n; i++) {
    sent.push(adapter.getClient().publish(channel, data === undefined ? { i } : data));
  }
  await Promise.all(sent);
  return { first, last: first + n - 1 };
}

const commands = {
  publish,
  load: ({ channel = '/bench', ...how }) => load(data => adapter.getClient().publish(channel, data), how),
  expire: () => {
    const gone = [...clients];
    gone.forEach(id => adapter._server._engine._engine.destroyClient(id));
    return { sessions: gone.length };
  },
  resetpoll: async ({ n = 0, ...where }) => ({ polls: front.resetPolls(), ...(n > 0 && await publish({ n, ...where })) }),
  dropnext: how => front.loseNextReply(how),
  undrop: () => front.loseNothing(),
  code: ({ status = 0, n, body, delay }) => front.answerWith(status, n, body, delay),
  deny: ({ channel }) => void denied.add(channel),
  allow: ({ channel }) => void denied.delete(channel),
  restart: async ({ down = 0 }) => {
    published = {};
    await createBayeux();
    await front.restart(down);
  },
  stats: () => ({
    ...front.journal.summary(), ...counters, sessions: clients.size, held: front.held, connections: front.connections, toLose: front.toLose,
  }),
  log: ({ after = 0 }) => front.journal.entries.filter(entry => entry.n > after),
  clear: () => front.journal.clear(),
};

lifeline();
(async () => {
  await createBayeux();
  const port = await front.listen(options.port);
  report({ event: 'ready', url: `http://127.0.0.1:${port}/faye`, port, control: await control(commands, options.control), pid: process.pid });
})();
