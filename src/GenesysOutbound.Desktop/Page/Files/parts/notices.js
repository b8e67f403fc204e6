// What must not be overlooked: a desktop that is gone, a session in trouble, gaps in the events, requests whose outcome is unknown.
import { act } from '../act.js';
import { arrange, changeButton, h } from '../dom.js';
import { time } from '../format.js';
import { state } from '../state.js';

const seenGaps = new Set();
let banners = new Map();

// A banner that stays is the same element: a screen reader reads an alert out each time that it is put into the page.
export function drawNotices() {
  const shown = [link(), session(), gaps(), unknown(), unanswered()].flat().filter(Boolean);
  banners = new Map(shown.map(notice => {
    const text = JSON.stringify([state.session?.readOnly, notice]);
    return [text, banners.get(text) ?? draw(notice)];
  }));
  arrange(document.getElementById('notices'), [...banners.values()]);
}

function banner(kind, title, text, advice, own = {}) {
  return { kind, title, text, advice, ...own };
}

function draw({ kind, title, text, advice, gap, request }) {
  return h('div', { class: `banner ${kind}`, role: kind === 'bad' ? 'alert' : 'status' },
    h('div', { class: 'text' }, h('strong', {}, title), h('div', {}, text), advice ? h('div', { class: 'advice' }, advice) : null),
    gap === undefined ? null
      : h('button', { type: 'button', class: 'small', on: { click: () => { seenGaps.add(gap); drawNotices(); } } }, 'Put away'),
    request === undefined ? null
      : changeButton('Put away', button => act('unknown.dismiss', { id: request }, button), { class: 'small' }));
}

function link() {
  switch (state.link.kind) {
    case 'lost':
      return banner('bad', 'The desktop cannot be reached',
        'What the page shows is no longer kept current, and nothing can be done here.',
        'PowerShell may have ended. The page tries again by itself.');
    case 'ended':
      return banner('bad', 'The desktop has ended', state.link.text, 'What the page shows is the last that it heard. Start-GwsDesktop opens a new one.');
    case 'denied':
      return banner('bad', 'This browser is not signed in', state.link.text,
        'Type (Get-GwsDesktop).PageUri at the prompt and open the address that it shows; it lets one browser in.');
    default:
      return null;
  }
}

function session() {
  const now = state.session;
  if (!now) {
    return null;
  }

  const all = now.warnings.map(warning => banner('warn', 'The session has a limitation', warning));
  if (now.state === 'Reconnecting') {
    all.unshift(banner('warn', 'The notification channel is being restored',
      now.stateReason ?? 'Events may arrive late or be missing meanwhile.', 'Requests that are sent now may stay without an answer.'));
  } else if (now.state === 'Lost' || now.state === 'Closed') {
    all.unshift(banner('bad', now.state === 'Lost' ? 'The session is lost' : 'The session was closed', now.stateReason ?? '', 'Connect again with Connect-Gws.'));
  }

  return all;
}

function gaps() {
  return state.events.filter(event => event.gap && !seenGaps.has(event.sequence)).slice(0, 3).map(event =>
    banner('warn', 'Events may have been lost',
      `Between ${time(event.gap.from)} and ${time(event.gap.until)}: ${event.gap.reason ?? 'the reason is not known'}`,
      'Look at each record before you act on it.',
      { gap: event.sequence }));
}

function unknown() {
  return state.unknown.requests.map(request =>
    banner(request.answer ? 'info' : 'warn',
      request.answer ? `Answered late: ${request.answer}` : 'Outcome unknown',
      `${request.operation}${request.record ? ` of record ${request.record}` : ''} at ${time(request.at)}: ${request.message}`,
      `${request.advice ?? ''}${request.referenceId ? ` Reference id ${request.referenceId}.` : ''}`,
      { request: request.id }));
}

function unanswered() {
  const requests = state.unknown.unanswered;
  return requests.length === 0 ? null : banner('warn',
    `${requests.length} ${requests.length === 1 ? 'request has' : 'requests have'} no answer`,
    requests.slice(0, 5).map(request => `${request.operation}${request.record ? ` of record ${request.record}` : ''}`).join(', '),
    'The journal has them. They are not sent again; look at the record and on the server, then complete the record or discard its changes.');
}
