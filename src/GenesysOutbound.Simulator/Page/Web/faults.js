// The faults: what is in force and how often it matched, presets, and every member of the control API.

import { call } from './api.js';
import { state } from './store.js';
import { h, fill, button, quoted, field, select, setOptions } from './dom.js';
import { attempt } from './ui.js';

const KINDS = [
  ['Delay', 'The request waits before it is processed'],
  ['DelayReply', 'The answer waits after the request was processed'],
  ['Status', 'An HTTP status is answered; not processed'],
  ['StatusAfter', 'Processed, then an HTTP status is answered'],
  ['DropBefore', 'The connection is reset; not processed'],
  ['DropAfter', 'Processed, then the connection is reset'],
  ['CutReply', 'Processed; half of the answer, then the end'],
  ['StallReply', 'Processed; half of the answer, then nothing'],
  ['SlowReply', 'Processed; the answer comes in pieces'],
  ['CloseAfter', 'Processed; an orderly end in place of an answer'],
  ['Garbage', 'HTTP 200 with invalid JSON; not processed'],
  ['Html', 'HTTP 200 with a login page; not processed'],
  ['Redirect', 'A redirect; not processed'],
  ['DeepJson', 'HTTP 200 with JSON nested 10,000 deep; not processed'],
  ['Oversized', 'HTTP 200 with a very large body; not processed'],
  ['WrongContentType', 'Processed; the answer says text/plain'],
  ['ExpireBayeux', 'The Bayeux sessions are forgotten first'],
  ['ExpireHttp', 'The HTTP sessions are forgotten first'],
  ['LoseEvent', 'Event: it is not delivered'],
  ['DuplicateEvent', 'Event: it is delivered twice'],
  ['DelayEvent', 'Event: it is delivered late'],
  ['ReorderEvent', 'Event: it is delivered after the next one'],
  ['WrongReferenceId', 'Event: it carries another reference id'],
];

const PRESETS = [
  ['The next reject fails after it took effect', { kind: 'DropAfter', operation: 'RejectRecord' }],
  ['The next reject is throttled (429, retry after 2 s)', { kind: 'Status', statusCode: 429, retryAfter: '2', operation: 'RejectRecord' }],
  ['The next three requests get 503', { kind: 'Status', statusCode: 503, count: 3, path: '/api/v2/me*' }],
  ['The next acknowledgement of a reject is lost', { kind: 'LoseEvent', operation: 'RecordRejectAcknowledge' }],
  ['The next ten events come twice', { kind: 'DuplicateEvent', count: 10 }],
  ['The next ten answers are two seconds late', { kind: 'DelayReply', count: 10, delay: '00:00:02', path: '/api/v2/me*' }],
  ['The next poll is cut', { kind: 'CutReply', operation: '/meta/connect' }],
  ['The HTTP session expires at the next request', { kind: 'ExpireHttp' }],
  ['The Bayeux session expires at the next poll', { kind: 'ExpireBayeux', operation: '/meta/connect' }],
];

export function createFaults(panel) {
  const list = h('div');
  const presetAgent = select([['', 'For any agent']], { 'aria-label': 'Agent of the preset' });
  const form = createForm();
  panel.append(h('div', { class: 'columns' },
    h('section', { class: 'card', 'aria-labelledby': 'faults-title' },
      h('div', { class: 'card-head' }, h('h2', { id: 'faults-title' }, 'Faults in force'),
        button('Clear all', () => attempt(() => call('clear-faults')))),
      list,
      h('h3', {}, 'Presets'),
      presetAgent,
      h('div', { class: 'presets' }, PRESETS.map(([label, fault]) => button(label, () => add({ ...fault, ...(presetAgent.value && { agent: presetAgent.value }) }))))),
    h('section', { class: 'card', 'aria-labelledby': 'fault-form-title' },
      h('div', { class: 'card-head' }, h('h2', { id: 'fault-form-title' }, 'Any fault')), form.element)));

  function show() {
    fill(list, state.faults.length === 0
      ? h('p', { class: 'empty' }, 'Nothing goes wrong.')
      : h('ul', { class: 'fault-list' }, state.faults.map((fault) => h('li', {},
        h('div', {}, h('span', { class: 'strong' }, fault.kind), ' ', h('span', { class: 'sub' }, quoted(selectors(fault)))),
        h('span', { class: 'pill warn' }, `${fault.hits} of ${fault.count} hit`)))));
  }

  show();
  return {
    update(changes) {
      if (changes.faults) {
        show();
      }

      if (changes.agents.size > 0) {
        setOptions(presetAgent, [['', 'For any agent'], ...state.agents.keys()]);
        setOptions(form.agent, [['', 'Any agent'], ...state.agents.keys()]);
      }
    },
  };
}

const add = (fault) => attempt(async () => {
  await call('add-fault', fault);
  return 'The fault is in force.';
});

function selectors(fault) {
  const parts = [fault.operation ?? 'any operation', fault.method, fault.path, fault.agent ? `agent ${fault.agent}` : 'any agent'];
  if (fault.skip > 0) {
    parts.push(`after ${fault.skip}`);
  }

  if (fault.probability < 1) {
    parts.push(`chance ${fault.probability}`);
  }

  if (fault.statusCode > 0) {
    parts.push(`HTTP ${fault.statusCode}`);
  }

  if (fault.delay !== '00:00:00') {
    parts.push(`delay ${fault.delay}`);
  }

  return parts.filter(Boolean).join(' \u00b7 ');
}

function createForm() {
  const text = (placeholder = '') => h('input', { placeholder });
  const number = (value, properties = {}) => h('input', { type: 'number', value, min: '0', step: '1', required: true, ...properties });
  const c = {
    kind: select(KINDS.map(([kind, hint]) => [kind, `${kind} \u2013 ${hint}`])),
    agent: select([['', 'Any agent']]),
    operation: text('RejectRecord, /meta/connect, PreviewRecord \u2026'),
    method: select([['', 'Any method'], 'GET', 'POST', 'PUT', 'DELETE']),
    path: text('/api/v2/me/* (events: the channel)'),
    skip: number('0'),
    count: number('1', { min: '1' }),
    probability: number('1', { max: '1', step: 'any' }),
    delay: number('0', { step: 'any' }),
    statusCode: number('0', { max: '599' }),
    body: h('textarea', { rows: '3' }),
    contentType: text('application/json'),
    retryAfter: text('2'),
    location: text('http://127.0.0.1:9/'),
    size: number('67108864', { min: '2' }),
  };
  const element = h('form', { class: 'form', on: { submit: async (event) => {
    event.preventDefault();
    await add(read(c));
  } } },
  field('Kind', c.kind),
  h('div', { class: 'form-row' }, field('Agent', c.agent), field('Method', c.method)),
  field('Operation', c.operation, 'The operationName, the Bayeux channel, or of an event the notification type. Empty: any.'),
  field('Path', c.path, 'With * for any text. Empty: any.'),
  h('div', { class: 'form-row' }, field('Let through first', c.skip), field('How many are hit', c.count), field('Chance (0 to 1)', c.probability)),
  h('div', { class: 'form-row' }, field('Delay in seconds', c.delay), field('HTTP status (0: the kind\u2019s own)', c.statusCode), field('Retry-After', c.retryAfter)),
  field('Body', c.body),
  h('div', { class: 'form-row' }, field('Content type', c.contentType), field('Location of a redirect', c.location), field('Size in bytes', c.size)),
  h('div', { class: 'form-actions' }, h('button', { type: 'submit', class: 'primary' }, 'Add the fault')));
  return { element, agent: c.agent };
}

function read(c) {
  const fault = {
    kind: c.kind.value,
    skip: Number(c.skip.value),
    count: Number(c.count.value),
    probability: Number(c.probability.value),
    delay: toTimeSpan(Number(c.delay.value)),
    statusCode: Number(c.statusCode.value),
    size: Number(c.size.value),
  };
  for (const name of ['agent', 'operation', 'method', 'path', 'body', 'contentType', 'retryAfter', 'location']) {
    if (c[name].value) {
      fault[name] = c[name].value;
    }
  }

  return fault;
}

/** Seconds in the form that .NET reads as a time span. */
function toTimeSpan(seconds) {
  const whole = Math.floor(seconds);
  const parts = [Math.floor(whole / 3600) % 24, Math.floor(whole / 60) % 60, whole % 60].map((n) => String(n).padStart(2, '0'));
  const fraction = Math.round((seconds - whole) * 1e7);
  return `${Math.floor(whole / 86400)}.${parts.join(':')}${fraction > 0 ? `.${String(fraction).padStart(7, '0')}` : ''}`;
}
