import { act } from '../act.js';
import { block, changeButton, h, pill, replace } from '../dom.js';
import { recordStateKind } from '../format.js';
import { state } from '../state.js';

export class Chain {
  constructor() {
    this.element = block('Chain');
  }

  update(record) {
    const others = record.chain === null ? [] : [...state.record.values()].filter(other => other.chain === record.chain && other.handle !== record.handle);
    const chain = [record, ...others.sort((left, right) => left.handle.localeCompare(right.handle, undefined, { numeric: true }))];
    replace(this.element,
      h('div', { class: 'block-head' },
        h('h3', {}, 'Chain'),
        h('span', { class: 'muted' }, chain.length === 1 ? 'this record' : `${chain.length} records`),
        record.isDone ? null : changeButton('Load chain', button => act('record.chain', { record: record.handle }, button), { class: 'small' })),
      h('div', { class: 'scroll' },
        h('table', {},
          h('thead', {}, h('tr', {}, [['Phone'], ['Type', 'optional'], ['State'], ['Result', 'optional'], ['Handle', 'optional']].map(([title, kind]) =>
            h('th', { scope: 'col', class: kind }, title)),
            h('th', { scope: 'col' }, h('span', { class: 'visually-hidden' }, 'Call')))),
          h('tbody', {}, chain.map(one => row(one, one.handle === record.handle))))));
  }
}

function row(record, isCurrent) {
  const canCall = !record.isDone && record.state !== 'Calling';
  return h('tr', { class: isCurrent ? 'current' : '' },
    h('td', {}, record.phone ?? ''),
    h('td', { class: 'optional' }, record.phoneType ?? ''),
    h('td', {}, pill(record.state, recordStateKind(record))),
    h('td', { class: 'optional' }, record.result?.text ?? ''),
    h('td', { class: 'mono optional' }, record.handle),
    h('td', {}, canCall
      ? changeButton('Call', button => act('record.call', { record: record.handle }, button), {
        class: `small ${isCurrent ? 'primary' : ''}`,
        'data-key': `call-${record.handle}`,
        'aria-label': `Call ${record.phone ?? record.handle}`,
      })
      : record.state === 'Calling' && record.callId
        ? changeButton('Hang up', button => act('call.hangUp', { call: record.callId }, button), {
          class: 'small danger',
          'data-key': `hangup-${record.handle}`,
          'aria-label': `Hang up ${record.phone ?? record.handle}`,
        })
        : null));
}
