// The official JavaScript client as a peer: reports everything that happens as JSON lines. See README.md.
import { createRequire } from 'node:module';
import { connect } from './lib/js-connection.mjs';

const require = createRequire(import.meta.url);
const report = require('./lib/report');
let cometd;

const commands = {
  publish: ({ channel, data }) => cometd.publish(channel, data,
    reply => report({ event: 'published', channel, successful: reply.successful === true, error: reply.error })),
  subscribe: ({ channel }) => cometd.subscribe(channel, onMessage,
    reply => report({ event: 'meta/subscribe', channel, successful: reply.successful === true, error: reply.error })),
  disconnect: () => cometd.disconnect(),
};

function onMessage(message) {
  report({ event: 'message', channel: message.channel, data: message.data });
}

require('./lib/lifeline')(line => {
  const command = JSON.parse(line);
  commands[command.command](command);
});
cometd = await connect(onMessage, report);
