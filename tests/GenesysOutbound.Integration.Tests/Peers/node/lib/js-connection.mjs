import { createRequire } from 'node:module';
import { adapt } from 'cometd-nodejs-client';
import { AckExtension, CometD } from 'cometd';

const readArguments = createRequire(import.meta.url)('./arguments.js');

/**
 * The official JavaScript client, set up from the command line:
 *   --url  the Bayeux endpoint      --ack true|false  offer the acknowledgement extension
 *   --channel  (repeatable) what to subscribe
 *   --user, --password  Basic authentication
 *   --login  an address to GET first, as a browser's page would: its cookies and its X-CSRF-HEADER/X-CSRF-TOKEN go along from then on
 */
export async function connect(onMessage, report) {
  const options = readArguments(process.argv.slice(2), { ack: true, channel: [] });
  // The client logs to the console, and standard output is for reports.
  console.log = console.info = console.warn = console.error = (...text) => process.stderr.write(text.join(' ') + '\n');
  const adaptation = {};
  adapt(adaptation);

  const requestHeaders = {};
  if (options.user !== undefined) {
    requestHeaders.Authorization = 'Basic ' + Buffer.from(`${options.user}:${options.password}`).toString('base64');
  }
  if (options.login) {
    await login(options.login, requestHeaders, adaptation.globalCookies, report);
  }

  const cometd = new CometD();
  cometd.unregisterTransport('websocket');
  cometd.unregisterTransport('callback-polling');
  if (options.ack) {
    cometd.registerExtension('ack', new AckExtension());
  }
  cometd.configure({ url: options.url, requestHeaders, logLevel: 'warn' });

  const meta = reply => report({ event: reply.channel.slice(1), successful: reply.successful === true, error: reply.error, ext: reply.ext, advice: reply.advice });
  cometd.addListener('/meta/connect', meta);
  cometd.addListener('/meta/disconnect', meta);
  cometd.addListener('/meta/unsuccessful', reply => report({ event: 'unsuccessful', channel: reply.channel, error: reply.error, failure: reply.failure && { reason: reply.failure.reason, httpCode: reply.failure.httpCode } }));
  // As its manual has it: whoever wants to survive a new handshake subscribes in the handshake listener.
  cometd.addListener('/meta/handshake', reply => {
    meta(reply);
    if (reply.successful) {
      cometd.batch(() => [].concat(options.channel).forEach(channel => cometd.subscribe(channel, onMessage,
        answer => report({ event: 'meta/subscribe', channel, successful: answer.successful === true, error: answer.error }))));
    }
  });
  cometd.handshake();
  return cometd;
}

async function login(address, requestHeaders, globalCookies, report) {
  const response = await fetch(address, { headers: requestHeaders });
  const jar = globalCookies[new URL(address).hostname] ??= {};
  for (const cookie of response.headers.getSetCookie()) {
    const pair = cookie.split(';')[0];
    jar[pair.slice(0, pair.indexOf('='))] = pair;
  }
  const header = response.headers.get('X-CSRF-HEADER');
  if (header) {
    requestHeaders[header] = response.headers.get('X-CSRF-TOKEN');
  }
  await response.text();
  report({ event: 'login', successful: response.ok, status: response.status, cookies: Object.keys(jar), csrf: header });
}
