// The framed client page. Messages are taken only from its window and from an allowed origin, and go only to the origin that they are for. What a
// request means is decided by the desktop; this part only forwards.
import { h, head, replace } from '../dom.js';
import { forward } from '../server.js';
import { on, state } from '../state.js';

const MaxWaiting = 64;
const MaxLength = 200000;

let frame = null;
let note = null;
let waiting = 0;
let refused = 0;

export function drawClient() {
  const section = document.getElementById('client');
  const address = state.session?.clientUri;
  if (!address || frame) {
    return;
  }

  // Its own origin is needed for the page to work and to be told apart; the desktop's origin it does not get.
  frame = h('iframe', {
    class: 'client-frame', src: address, title: 'Client page', sandbox: 'allow-scripts allow-same-origin allow-forms', referrerpolicy: 'no-referrer',
  });
  note = h('span', { class: 'muted' });
  section.hidden = false;
  replace(section, head('client-title', 'Client page', null, note), h('p', { class: 'frame-note' }, address), frame);
}

window.addEventListener('message', async event => {
  if (!frame || event.source !== frame.contentWindow || !isRequest(event.data)) {
    return;
  }

  if (!state.session.allowedOrigins.includes(event.origin)) {
    refused++;
    note.textContent = `${refused} refused: ${event.origin} is not an allowed origin`;
    return;
  }

  const text = asJson(event.data);
  if (text === null) {
    fail(event, 'The request cannot be written as JSON.');
    return;
  }

  if (text.length > MaxLength) {
    fail(event, 'The request is too large.');
    return;
  }

  if (waiting >= MaxWaiting) {
    fail(event, 'Too many requests are under way.');
    return;
  }

  waiting++;
  try {
    const reply = await forward(event.origin, JSON.parse(text));
    if (reply) {
      send(reply, event.origin);
    }
  } catch (error) {
    fail(event, error.message);
  } finally {
    waiting--;
  }
});

on('client', ({ origin, message }) => send(message, origin));

function isRequest(data) {
  return data !== null && typeof data === 'object' && !Array.isArray(data) && (typeof data.request === 'string' || typeof data.event === 'string');
}

// A browser sends more than JSON can hold: objects that contain themselves, numbers without a limit.
function asJson(data) {
  try {
    return JSON.stringify(data);
  } catch {
    return null;
  }
}

function send(message, origin) {
  frame?.contentWindow?.postMessage(message, origin);
}

function fail(event, text) {
  const { request, referenceId } = event.data;
  if (typeof referenceId === 'string' || Number.isSafeInteger(referenceId)) {
    send({ request, referenceId, errorMessage: text, userAgent: 'WWE Server', protocolVersion: 2 }, event.origin);
  }
}
