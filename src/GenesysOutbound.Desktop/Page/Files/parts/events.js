import { h, head, replace } from '../dom.js';
import { time } from '../format.js';
import { state } from '../state.js';

const MaxRows = 200;

let filter = '';
let onlyProblems = false;
let list = null;
let count = null;
let shownCount = 0;

export function drawEvents() {
  const section = document.getElementById('events');
  if (!list) {
    list = h('ol', { class: 'event-list', role: 'log', 'aria-label': 'Events, the newest first', tabIndex: 0 });
    count = h('span', { class: 'count' });
    replace(section,
      head('events-title', 'Events', null, count),
      h('div', { class: 'event-tools' },
        h('input', {
          type: 'search', placeholder: 'Filter', 'aria-label': 'Filter events', on: { input: event => { filter = event.currentTarget.value.toLowerCase(); drawEvents(); } },
        }),
        h('label', { class: 'check' }, h('input', {
          type: 'checkbox', on: { change: event => { onlyProblems = event.currentTarget.checked; drawEvents(); } },
        }), 'Problems')),
      list);
  }

  const shown = state.events.filter(fits).slice(0, MaxRows);
  shownCount = shown.length;
  drawCount();
  replace(list, shown.length === 0 ? h('li', { class: 'empty' }, 'No event fits.') : shown.map(row));
}

export function drawCount() {
  const dropped = state.counters.eventsDropped;
  count.textContent = `${shownCount} of ${state.events.length}${dropped > 0 ? `, ${dropped} older ones dropped` : ''}`;
}

function fits(event) {
  if (onlyProblems && !event.error && !event.gap && !event.skipped) {
    return false;
  }

  return filter === '' || JSON.stringify(event).toLowerCase().includes(filter);
}

function row(event) {
  if (event.skipped) {
    return h('li', { class: 'event gap' }, h('time', {}, time(event.at)), h('div', {}, h('div', { class: 'what' }, `${event.skipped} events are not shown here`),
      h('div', { class: 'sub' }, 'They came too quickly for the page. Get-GwsEvent has them.')));
  }

  if (event.gap) {
    return h('li', { class: 'event gap' }, h('time', {}, time(event.at)), h('div', {}, h('div', { class: 'what' }, 'Gap: events may have been lost'),
      h('div', { class: 'sub' }, `${time(event.gap.from)} - ${time(event.gap.until)}. ${event.gap.reason ?? ''}`)));
  }

  return h('li', { class: `event ${event.error ? 'error' : ''}` },
    h('time', { datetime: event.at }, time(event.at)),
    h('div', {},
      h('div', { class: 'what' }, event.callState ? `${event.type}: ${event.callState}` : event.type),
      event.error ? h('div', {}, event.error) : null,
      h('div', { class: 'sub' }, [
        event.record ? `record ${event.record}` : null,
        event.call ? `call ${event.call}` : null,
        event.email ? `e-mail ${event.email}` : null,
        event.campaign,
        event.referenceId ? `ref ${event.referenceId}` : null,
        `#${event.sequence}`,
      ].filter(Boolean).join(', '))));
}
