// The details of one request, and the trail of a reference id through requests and events.

import { view } from './api.js';
import { h, button, quoted, pill, clean } from './dom.js';
import { openDialog, attempt, pretty } from './ui.js';
import { timeOfDay } from './format.js';

const TOLD = {
  DropBefore: 'The connection was reset before the request was processed: the caller got no answer.',
  DropAfter: 'The request took effect, then the connection was reset: the caller got no answer and cannot know the outcome.',
  CloseAfter: 'The request took effect, then the connection was closed: the caller got no answer and cannot know the outcome.',
  CutReply: 'The request took effect; the caller got half of the answer.',
  StallReply: 'The request took effect; the caller got half of the answer and then nothing.',
  StatusAfter: 'The request took effect, but the caller was told that it failed.',
};

/** The outcome of a request in a word: its status, or that there was no answer. */
export function statusPill(request) {
  if (request.status === 0) {
    return pill(request.fault ? 'no answer' : 'open', request.fault ? 'bad' : 'warn');
  }

  return pill(String(request.status), request.status >= 400 ? 'bad' : request.status >= 300 ? 'warn' : 'good');
}

/** What the caller was told, in a sentence. */
function told(request) {
  if (TOLD[request.fault]) {
    return TOLD[request.fault];
  }

  if (request.status === 0) {
    return 'The request is not answered yet.';
  }

  return `The caller was told HTTP ${request.status}. The request ${request.processed ? 'was processed' : 'was not processed'}.`;
}

/** Opens the details of a request. */
export function openRequest(sequence) {
  return attempt(async () => {
    const request = await view('request', { sequence });
    openDialog(`Request ${request.sequence}: ${request.operation ?? request.method}`, [
      h('p', { class: 'told' }, statusPill(request), ' ', told(request)),
      h('dl', { class: 'facts' }, [
        ['Request', `${request.method} ${request.path}${request.query ? `?${request.query}` : ''}`], ['Time', timeOfDay(request.at)], ['Agent', request.agent ?? 'none'],
        ['Took', `${request.milliseconds} ms`], ['Fault', request.fault ?? 'none'], ['Took effect', request.processed ? 'yes' : 'no'],
      ].map(([name, value]) => [h('dt', {}, name), h('dd', {}, quoted(value))]),
      h('dt', {}, 'Reference id'), h('dd', {}, request.referenceId ? button(quoted(request.referenceId), () => openTrail(request.referenceId), { class: 'link', 'aria-label': `Follow reference id ${request.referenceId}` }) : 'none')),
      part('Body of the request', request.body),
      part('Answer of the server', request.reply),
      h('h3', {}, `Events that it caused (${request.events.length})`),
      request.events.length === 0 ? h('p', { class: 'muted' }, 'None.') : h('ol', { class: 'trail' }, request.events.map(eventStep)),
      h('details', {}, h('summary', {}, 'Headers (secrets are masked)'), h('pre', {}, cleanLines(JSON.stringify(request.headers, null, 2)))),
    ], { wide: true });
  });
}

/** Opens everything that has a reference id, in the order of time. */
export function openTrail(referenceId) {
  return attempt(async () => {
    const trail = await view('trail', { referenceId });
    openDialog(`Reference id ${clean(referenceId)}`, trail.steps.length === 0
      ? h('p', { class: 'muted' }, 'Nothing with this reference id is remembered.')
      : h('ol', { class: 'trail' }, trail.steps.map((step) => (step.kind === 'request' ? requestStep(step) : eventStep(step)))), { wide: true });
  });
}

function requestStep(request) {
  return h('li', { class: 'request' }, h('time', {}, timeOfDay(request.at)), ' ', pill('request', 'info'), ' ',
    button(quoted(request.operation ?? request.path), () => openRequest(request.sequence), { class: 'link', 'aria-label': `Request ${request.sequence}` }),
    ' ', request.agent && quoted(request.agent), ' ', statusPill(request), ' ', request.fault && pill(request.fault, 'bad'),
    h('p', { class: 'sub' }, told(request)));
}

function eventStep(e) {
  return h('li', { class: 'event' }, h('time', {}, timeOfDay(e.at)), ' ', pill('event'), ' ',
    quoted(e.notification ?? 'event', { class: 'strong' }), ' to ', quoted(e.agent), ' on ', quoted(e.channel), ' ', e.fault && pill(e.fault, 'bad'),
    h('details', {}, h('summary', {}, 'Message'), h('pre', {}, cleanLines(pretty(e.message)))));
}

function part(title, text) {
  return text ? [h('h3', {}, title), h('pre', {}, cleanLines(pretty(text)))] : null;
}

/** Like clean, but line by line: the lines of laid out JSON stay lines. */
function cleanLines(text) {
  return text.split('\n').map(clean).join('\n');
}
