// The record in hand: one panel a record, which stays the same element while the record changes, so that what a person is typing stays.
import { h, pill, redraw, replace } from '../dom.js';
import { keepFocus } from '../focus.js';
import { inZone, offsetText, recordStateKind } from '../format.js';
import { select, state } from '../state.js';
import { Chain } from './chain.js';
import { Fields } from './fields.js';
import { Outcome } from './outcome.js';
import { Pending } from './pending.js';
import { Schedule } from './schedule.js';

const panels = new Map();
const tabs = h('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Records in hand' });

export function drawRecord(changed) {
  const section = document.getElementById('record');
  for (const handle of panels.keys()) {
    if (!state.record.has(handle)) {
      panels.delete(handle);
    }
  }

  const record = state.record.get(state.selected);
  if (!record) {
    if (section.dataset.panel === '') {
      return;
    }

    section.dataset.panel = '';
    replace(section,
      h('div', { class: 'card-head' }, h('h2', { id: 'record-title' }, 'Record')),
      h('p', { class: 'empty' }, h('strong', {}, 'No record in hand'),
        'Ask a campaign for its next record, or start its preview session and wait for one.'));
    return;
  }

  if (typeof changed === 'string' && changed !== record.handle && !sharesChain(record, changed) && section.dataset.panel === record.handle) {
    drawTabs();
    return;
  }

  if (!panels.has(record.handle)) {
    panels.set(record.handle, new Panel(record));
  }

  const panel = panels.get(record.handle);
  panel.update(record);
  const hadFocus = tabs.contains(document.activeElement);
  if (section.dataset.panel !== record.handle) {
    section.dataset.panel = record.handle;
    replace(section, tabs, panel.element);
  }

  drawTabs(hadFocus);
}

function sharesChain(record, handle) {
  return record.chain !== null && state.record.get(handle)?.chain === record.chain;
}

function drawTabs(hadFocus = tabs.contains(document.activeElement)) {
  const handles = [...state.records.inHand];
  if (!handles.includes(state.selected)) {
    handles.push(state.selected);
  }

  tabs.hidden = handles.length < 2;
  const shown = handles.filter(handle => state.record.has(handle)).map(handle => {
    const { phone, state: recordState } = state.record.get(handle);
    return { handle, isSelected: handle === state.selected, text: phone ?? handle, recordState, kind: recordStateKind(state.record.get(handle)) };
  });
  redraw(tabs, shown, () => shown.map(({ handle, isSelected, text, recordState, kind }) =>
    h('button', {
      type: 'button',
      role: 'tab',
      id: `tab-${handle}`,
      'aria-selected': String(isSelected),
      'aria-controls': 'record-panel',
      tabIndex: isSelected ? 0 : -1,
      on: { click: () => select(handle), keydown: move },
    }, text, pill(recordState, kind))));
  if (hadFocus) {
    tabs.querySelector('[aria-selected="true"]')?.focus();
  }
}

function move(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) {
    return;
  }

  event.preventDefault();
  const all = [...tabs.children];
  const next = all[(all.indexOf(event.currentTarget) + step + all.length) % all.length];
  select(next.id.slice('tab-'.length));
}

class Panel {
  constructor(record) {
    this.headline = h('div', { class: 'headline' });
    this.facts = h('dl', { class: 'facts' });
    this.chain = new Chain();
    this.outcome = new Outcome();
    this.schedule = new Schedule();
    this.fields = new Fields();
    this.pending = new Pending();
    this.element = h('div', { id: 'record-panel', role: 'tabpanel', 'aria-labelledby': `tab-${record.handle} record-title` },
      this.headline,
      this.facts,
      this.chain.element,
      h('div', { class: 'split' }, this.outcome.element, this.schedule.element),
      this.fields.element,
      this.pending.element);
  }

  update(record) {
    const text = JSON.stringify([record, state.session?.readOnly, [...state.record.values()].filter(other => other.chain && other.chain === record.chain)]);
    if (text === this.drawn) {
      return;
    }

    this.drawn = text;

    // A control that is off from now on loses the focus as well.
    keepFocus(this.element, () => this.draw(record));
  }

  draw(record) {
    replace(this.headline,
      h('div', {}, h('h2', { id: 'record-title', class: 'phone' }, record.phone ?? `Record ${record.handle}`), h('p', { class: 'muted' }, record.phoneType ?? '')),
      pill(record.state, recordStateKind(record)),
      record.callState ? pill(`Call ${record.callState.toLowerCase()}`, record.callState === 'Established' ? 'good' : '') : null,
      record.isRestored ? pill('From the journal', 'warn') : null,
      record.unanswered.length > 0 ? pill('A request has no answer', 'warn') : null);
    replace(this.facts, Object.entries(facts(record)).filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
    this.chain.update(record);
    this.outcome.update(record);
    this.schedule.update(record);
    this.fields.update(record);
    this.pending.update(record);
  }
}

function facts(record) {
  return {
    Campaign: record.campaign,
    'Calling list': record.list,
    Handle: record.handle,
    Attempts: record.attempts === null ? null : String(record.attempts),
    'Result so far': record.result?.text,
    'May be called': record.from && record.until ? `${record.from} - ${record.until}` : null,
    'Time zone': record.offsetMinutes === null ? record.zone : `${record.zone ?? ''} (${offsetText(record.offsetMinutes)})`,
    'Time there': record.offsetMinutes === null ? null : inZone(Date.now(), record.offsetMinutes),
  };
}
