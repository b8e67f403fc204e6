// Calls and e-mails: state and attached data; answer, busy, no answer, end.

import { call, view } from './api.js';
import { state } from './store.js';
import { h, button, quoted, pill, Rows, select, setOptions, setText } from './dom.js';
import { attempt, openDialog } from './ui.js';
import { pairsEditor, pairsOf } from './pairs.js';

const STATE_KIND = { Ringing: 'warn', Dialing: 'warn', Queued: 'warn', Invited: 'warn', Established: 'good', Processing: 'good', Held: 'warn', Released: '', Completed: '' };

export function createInteractions(panel) {
  const kind = select([['', 'Calls and e-mails'], ['Call', 'Calls'], ['E-mail', 'E-mails']], { 'aria-label': 'Kind', on: { change: () => show() } });
  const agent = select([['', 'Any agent']], { 'aria-label': 'Agent', on: { change: () => show() } });
  const over = h('input', { type: 'checkbox', checked: true, on: { change: () => show() } });
  const total = h('span', { class: 'total' });
  const body = h('tbody');
  const empty = h('p', { class: 'empty' }, 'No call and no e-mail yet. Ring a call or offer an e-mail to an agent in the overview.');
  const rows = new Rows(body, row);
  const stale = new Set();
  panel.append(h('section', { class: 'card', 'aria-labelledby': 'interactions-title' },
    h('div', { class: 'card-head' }, h('h2', { id: 'interactions-title' }, 'Interactions'), total),
    h('div', { class: 'toolbar' }, kind, agent, h('label', { class: 'check' }, over, 'Also those that are over')),
    h('div', { class: 'scroll' }, h('table', { class: 'stack' },
      h('thead', {}, h('tr', {}, ['Interaction', 'State', 'Agent', 'Other party', 'Actions'].map((name) => h('th', { scope: 'col' }, name)))), body)),
    empty));

  function show() {
    const items = [...state.interactions.values()].reverse().filter((i) => (!kind.value || i.kind === kind.value)
      && (!agent.value || i.agent === agent.value) && (over.checked || i.open));
    rows.show(items, (i) => i.id, new Set(stale));
    stale.clear();
    empty.hidden = items.length > 0;
    setText(total, `${[...state.interactions.values()].filter((i) => i.open).length} open`);
  }

  return {
    update(changes, visible) {
      for (const id of changes.interactions) {
        stale.add(id);
      }

      if (changes.agents.size > 0) {
        setOptions(agent, [['', 'Any agent'], ...state.agents.keys()]);
      }

      if (visible && changes.interactions.size > 0) {
        show();
      }
    },
    shown: show,
    open(request) {
      agent.value = request?.agent ?? '';
      show();
    },
  };
}

function row(item) {
  const cell = (label, ...content) => h('td', { data: { label } }, content);
  const act = (label, operation, args) => button(label, () => attempt(async () => {
    await call(operation, { callId: item.id, ...args });
  }), { 'aria-label': `${label}: ${item.kind} ${item.id}` });
  const actions = [];
  if (item.kind === 'Call' && item.state === 'Dialing') {
    actions.push(act('Answer', 'answer-call'), act('Busy', 'end-call', { reason: 'busy' }), act('No answer', 'end-call', { reason: 'no answer' }));
  } else if (item.kind === 'Call' && item.open) {
    actions.push(act(item.state === 'Established' || item.state === 'Held' ? 'Hang up' : 'Give up', 'end-call', { reason: 'caller hung up' }));
  }

  return h('tr', { data: { id: item.id } },
    h('th', { scope: 'row' }, h('span', { class: 'strong' }, `${item.kind} \u00b7 ${item.type}`), h('span', { class: 'sub' }, quoted(item.id))),
    cell('State', pill(item.state, STATE_KIND[item.state] ?? '')),
    cell('Agent', item.agent ? quoted(item.agent) : h('span', { class: 'muted' }, '\u2013')),
    cell('Other party', quoted(item.party), item.subject && h('span', { class: 'sub' }, quoted(item.subject))),
    h('td', { class: 'actions', data: { label: 'Actions' } }, actions, button(`Data (${item.data})`, () => openData(item.id), { 'aria-label': `Attached data of ${item.kind} ${item.id}` })));
}

function openData(id) {
  return attempt(async () => {
    const item = await view('interaction', { id });
    const editor = pairsEditor(item.userData);
    const dialog = openDialog(`${item.kind} ${item.id}`, [
      h('h3', {}, 'History'),
      h('ol', { class: 'history' }, item.history.map((step) => h('li', {}, quoted(step)))),
      h('h3', {}, 'Attached data'),
      editor.element,
      item.open
        ? h('div', { class: 'form-actions' }, button('Cancel', () => dialog.close()), button('Save', async () => {
          if (await attempt(async () => {
            await call('set-user-data', { id, userData: pairsOf(editor) });
            return 'The attached data are saved; the agent was notified.';
          })) {
            dialog.close();
          }
        }, { class: 'primary' }))
        : h('p', { class: 'note' }, 'The interaction is over: its data can be read only.'),
    ], { wide: true });
  });
}
