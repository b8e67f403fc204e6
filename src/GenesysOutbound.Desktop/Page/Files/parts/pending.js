// What goes out with the record, and the ways to end it.
import { act, ask } from '../act.js';
import { changeButton, h, pill, replace } from '../dom.js';

export class Pending {
  constructor() {
    this.element = h('div', { class: 'pending', role: 'group', 'aria-label': 'What is pending', tabIndex: -1 });
  }

  update(record) {
    const chips = list(record.pending);
    const called = record.state === 'Calling' || record.state === 'Called';
    replace(this.element,
      h('div', { class: 'what' },
        h('strong', {}, record.isDone ? `The record is done: ${record.state}` : chips.length > 0 ? 'Goes out when you complete the record' : 'Nothing is pending'),
        h('div', { class: 'chips', 'aria-live': 'polite' }, chips.map(chip => pill(chip, 'accent')))),
      record.isDone ? null : [
        chips.length > 0 ? changeButton('Discard', button => this.discard(record, button), { class: 'quiet' }) : null,
        called ? null : changeButton('Reject', button => act('record.reject', { record: record.handle }, button, 'The record went back to the pool.'), {
          title: 'Back to the pool, for another agent',
        }),
        changeButton('Cancel record', button => this.cancel(record, button), { class: 'danger', title: 'Not processed any more in this campaign' }),
        changeButton('Complete', button => act('record.complete', { record: record.handle }, button, 'The record is complete.'), { class: 'primary' }),
      ]);
  }

  async cancel(record, button) {
    if (await ask('Cancel this record?', `${record.phone ?? record.handle} will not be processed any more in ${record.campaign ?? 'its campaign'}. This cannot be taken back.`, 'Cancel record')) {
      await act('record.cancel', { record: record.handle }, button, 'The record is cancelled.');
    }
  }

  async discard(record, button) {
    if (await ask('Discard what is pending?', 'Result, Do Not Call, callback and field changes of this record are forgotten. Nothing is sent.', 'Discard')) {
      await act('record.discard', { record: record.handle }, button);
    }
  }
}

function list(pending) {
  return [
    pending.doNotCall ? `Do Not Call, ${pending.doNotCall === 'AllChain' ? 'whole chain' : 'this record'}` : null,
    pending.result ? `Result ${pending.result.text}` : null,
    pending.schedule ? `Callback ${pending.schedule.recordTime}` : null,
    pending.fields.length > 0 ? `Fields ${pending.fields.join(', ')}` : null,
  ].filter(Boolean);
}
