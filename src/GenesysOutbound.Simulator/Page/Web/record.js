// One record with its fields and its whole history, and pushing it to an agent.

import { call, view } from './api.js';
import { state } from './store.js';
import { h, button, quoted, pill, field, select } from './dom.js';
import { openDialog, openForm, attempt } from './ui.js';
import { dateTime, clockTime } from './format.js';
import { openTrail } from './trail.js';

/** Opens the dialog of a record. */
export function openRecord(handle) {
  return attempt(async () => {
    const record = await view('record', { handle });
    openDialog(`Record ${record.handle}`, content(record), { wide: true });
  });
}

/** Asks for an agent and delivers a record to them. */
export function pushChain(record) {
  const agents = [...state.agents.values()].filter((a) => a.outbound);
  const agent = select(agents.map((a) => [a.name, a.loggedIn ? a.name : `${a.name} (logged out)`]));
  openForm(`Push record ${record.handle} to an agent`, [field('Agent', agent, 'The record is delivered without a request of the agent.')], 'Push', async () => {
    await call('push-record', { agent: agent.value, recordHandle: record.handle });
    return `Record ${record.handle} is delivered to ${agent.value}.`;
  });
}

function content(record) {
  const facts = [
    ['Calling list', record.callingList], ['Chain', record.chainId], ['Phone', record.phone], ['Phone type', record.phoneType], ['Status', record.status],
    ['Record type', record.recordType], ['Call result', record.result], ['Attempts', record.attempts], ['Agent', record.agent ?? 'none'],
    ['Callback', record.callback ? dateTime(record.callback) : 'none'],
    ['Calling hours', `${clockTime(record.from)} to ${clockTime(record.until)} ${record.timeZone}`],
    ['Rejected by', record.rejectedBy.join(', ') || 'no agent'],
  ];
  const fields = Object.entries(record.fields);
  return [
    h('dl', { class: 'facts' }, facts.map(([name, value]) => [h('dt', {}, name), h('dd', {}, quoted(value))])),
    h('h3', {}, 'Custom fields'),
    fields.length === 0 ? h('p', { class: 'muted' }, 'None.') : h('dl', { class: 'facts' }, fields.map(([name, value]) => [h('dt', {}, quoted(name)), h('dd', {}, quoted(typeof value === 'object' ? JSON.stringify(value) : value))])),
    h('h3', {}, 'History'),
    record.history.length === 0
      ? h('p', { class: 'muted' }, 'Nothing was done with this record yet.')
      : h('ol', { class: 'history' }, record.history.map((step) => h('li', {},
        h('time', {}, dateTime(Date.parse(step.at))), ' ', pill(step.what), ' ',
        step.agent && quoted(step.agent, { class: 'strong' }), ' ', step.detail && quoted(step.detail), ' ',
        step.referenceId && button(step.referenceId, () => openTrail(step.referenceId), { class: 'link', 'aria-label': `Follow reference id ${step.referenceId}` })))),
    record.agent && h('div', { class: 'form-actions' }, button('Withdraw from the agent', () => attempt(async () => {
      await call('withdraw-record', { recordHandle: record.handle });
      return `Record ${record.handle} is withdrawn.`;
    }))),
  ];
}
