// The agents: state, sessions, records in hand, calls; ring, offer, push, withdraw, expire.

import { call } from './api.js';
import { state } from './store.js';
import { h, button, quoted, pill, Rows, field, select, setText } from './dom.js';
import { openForm, openDialog, attempt } from './ui.js';
import { openRecord } from './record.js';
import { pairsOf, pairsEditor } from './pairs.js';

const STATE_KIND = { Ready: 'good', NotReady: 'warn', AuxWork: 'warn', AfterCallWork: 'warn', LoggedOut: '' };

export function createAgents(place, page) {
  const search = h('input', { type: 'search', id: 'agent-search', placeholder: 'Filter', 'aria-label': 'Filter agents by name', on: { input: () => show(null) } });
  const total = h('span', { class: 'total' });
  const body = h('tbody');
  place.append(
    h('div', { class: 'card-head' }, h('h2', { id: 'agents-title' }, 'Agents'), total, search),
    h('div', { class: 'scroll' }, h('table', { class: 'stack' },
      h('thead', {}, h('tr', {}, ['Agent', 'State', 'Sessions', 'Records in hand', 'Calls', 'Actions'].map((name) => h('th', { scope: 'col' }, name)))),
      body)));
  const rows = new Rows(body, (agent) => row(agent, page));
  const stale = new Set();

  function show(changed) {
    const text = search.value.trim().toLowerCase();
    const agents = [...state.agents.values()].filter((a) => !text || a.name.toLowerCase().includes(text) || a.fullName.toLowerCase().includes(text));
    rows.show(agents, (a) => a.name, changed);
    const loggedIn = [...state.agents.values()].filter((a) => a.loggedIn).length;
    setText(total, `${loggedIn} of ${state.agents.size} logged in`);
  }

  return {
    update(changes, visible) {
      for (const name of changes.agents) {
        stale.add(name);
      }

      if (visible && stale.size > 0) {
        show(new Set(stale));
        stale.clear();
      }
    },
    shown() {
      show(new Set(stale));
      stale.clear();
    },
  };
}

function row(agent, page) {
  const cell = (label, ...content) => h('td', { data: { label } }, content);
  const handles = agent.handles ? agent.handles.split(' ') : [];
  return h('tr', { data: { agent: agent.name } },
    h('th', { scope: 'row' }, quoted(agent.name, { class: 'strong' }), h('span', { class: 'sub' }, quoted(agent.fullName), ' \u00b7 ', quoted(agent.number))),
    cell('State', pill(agent.state, STATE_KIND[agent.state] ?? '')),
    cell('Sessions', agent.sessions === 0 ? h('span', { class: 'muted' }, 'none') : h('span', {}, agent.sessions === 1 ? (agent.polls > 0 ? 'polling' : 'open') : `${agent.sessions}, ${agent.polls} polling`)),
    cell('Records in hand', handles.length === 0 ? h('span', { class: 'muted' }, 'none') : h('span', { class: 'handles' },
      handles.map((handle) => button(`#${handle}`, () => openRecord(handle), { class: 'link', 'aria-label': `Record ${handle} of ${agent.name}` })),
      agent.records > handles.length && button(`+${agent.records - handles.length}`, () => page.open('records', { agent: agent.name }), { class: 'link', 'aria-label': `All records of ${agent.name}` }))),
    cell('Calls', agent.calls === 0 ? h('span', { class: 'muted' }, '\u2013') : button(String(agent.calls), () => page.open('interactions', { agent: agent.name }), { class: 'link', 'aria-label': `Calls of ${agent.name}` })),
    h('td', { class: 'actions', data: { label: 'Actions' } },
      button('Ring', () => ring(agent), { 'aria-label': `Ring a call at ${agent.name}` }),
      button('E-mail', () => offerEmail(agent), { 'aria-label': `Offer an e-mail to ${agent.name}`, disabled: !agent.email }),
      button('Push', () => pushRecord(agent), { 'aria-label': `Push a record to ${agent.name}`, disabled: !agent.outbound }),
      button('More', () => more(agent, handles), { 'aria-label': `More actions for ${agent.name}`, class: 'plain' })));
}

function ring(agent) {
  const from = h('input', { value: '5005', required: true });
  const queue = h('input', { type: 'checkbox', checked: true });
  const data = pairsEditor({});
  openForm(`Ring a call at ${agent.name}`, [
    field('Calling number', from),
    h('label', { class: 'check' }, queue, 'From a queue (the agent can reject it)'),
    h('fieldset', {}, h('legend', {}, 'Attached data'), data.element),
  ], 'Ring', async () => {
    await call('ring-call', { agent: agent.name, from: from.value, fromQueue: queue.checked, userData: pairsOf(data) });
    return `A call rings at ${agent.name}.`;
  });
}

function offerEmail(agent) {
  const from = h('input', { type: 'text', value: 'customer@example.com' });
  const subject = h('input', { value: 'A question about my order' });
  openForm(`Offer an e-mail to ${agent.name}`, [field('From', from), field('Subject', subject)], 'Offer', async () => {
    await call('offer-email', { agent: agent.name, from: from.value, subject: subject.value });
    return `An e-mail is offered to ${agent.name}.`;
  });
}

function pushRecord(agent) {
  const campaign = select([...state.campaigns.keys()]);
  openForm(`Push a record to ${agent.name}`, [field('Campaign', campaign, 'Its next record is delivered without a request of the agent.')], 'Push', async () => {
    const { recordHandle } = await call('push-record', { agent: agent.name, campaign: campaign.value });
    if (recordHandle === null) {
      throw new Error(`The campaign ${campaign.value} has no record left for ${agent.name}.`);
    }

    return `Record ${recordHandle} is delivered to ${agent.name}.`;
  });
}

function more(agent, handles) {
  const choice = (label, hint, operation, args) => h('div', { class: 'choice' }, button(label, () => attempt(async () => {
    await call(operation, args);
    return `${label}: done.`;
  })), h('span', {}, hint));
  openDialog(`More actions for ${agent.name}`, h('div', { class: 'choices' },
    handles.map((handle) => choice(`Withdraw record ${handle}`, 'The agent gets RecordCancel; the record goes back to the pool.', 'withdraw-record', { recordHandle: Number(handle) })),
    choice('Expire HTTP session', 'The next request of the agent gets 401.', 'expire-http', { agent: agent.name }),
    choice('Expire Bayeux session', 'The next poll is answered with 402::Unknown client.', 'expire-bayeux', { agent: agent.name }),
    choice('Disconnect Bayeux', 'The server sends /meta/disconnect.', 'disconnect-bayeux', { agent: agent.name })));
}
