// The callback: the time in the record's zone, and beside it what that is for the agent.
import { act } from '../act.js';
import { block, changeButton, h, replace } from '../dom.js';
import { focus } from '../focus.js';
import { dateTime, inZone, offsetText, ownZone, two } from '../format.js';
import { state } from '../state.js';

const Hour = 3600000;

export class Schedule {
  constructor() {
    this.date = h('input', { type: 'date', id: 'callback-date', 'aria-label': 'Date of the callback, in the record\'s zone', on: { input: () => this.show() } });
    this.time = h('input', { type: 'time', id: 'callback-time', 'aria-label': 'Time of the callback, in the record\'s zone', on: { input: () => this.show() } });
    this.zone = h('span', { class: 'label' });
    this.own = h('output', { for: 'callback-date callback-time' });
    this.tools = h('div', { class: 'row' });
    this.pending = h('p', { class: 'muted' });
    this.type = 'Campaign';
    this.types = h('div', { class: 'row', role: 'radiogroup', 'aria-label': 'Who calls back' },
      [['Campaign', 'Any agent of the campaign'], ['Personal', 'I call back']].map(([value, label]) =>
        h('label', { class: 'check' }, h('input', {
          type: 'radio', name: `callback-${Math.random()}`, value, checked: value === this.type, on: { change: event => this.choose(event.currentTarget) },
        }), label)));
    this.element = block('Callback',
      h('div', { class: 'stack' },
        h('h3', {}, 'Callback'),
        h('div', { class: 'zones' },
          h('div', { class: 'zone' }, this.zone, h('div', { class: 'stack' }, this.date, this.time)),
          h('div', { class: 'zone' }, h('span', { class: 'label' }, `For you (${ownZone})`), this.own)),
        this.types,
        this.tools,
        this.pending));
  }

  update(record) {
    this.record = record;
    const knows = record.offsetMinutes !== null;
    const pendingTime = record.pending.schedule?.recordTime ?? null;
    if (knows && (!this.date.value || (pendingTime !== null && pendingTime !== this.shownTime))) {
      this.fill(pendingTime);
    }

    this.shownTime = pendingTime;

    const off = record.isDone || !knows || record.pending.doNotCall !== null || Boolean(state.session?.readOnly);
    for (const control of [this.date, this.time, ...this.types.querySelectorAll('input')]) {
      control.disabled = off;
    }

    this.zone.textContent = knows ? `In the record's zone (${record.zone ?? ''} ${offsetText(record.offsetMinutes)})` : 'The record\'s zone is not known';
    const schedule = record.pending.schedule;
    replace(this.tools,
      changeButton('Set callback', button => this.set(button), { class: 'small', disabled: off }),
      schedule ? changeButton('Take back', button => act('record.removeSchedule', { record: record.handle }, button), {
        class: 'small quiet', 'aria-label': 'Take the callback back',
      }) : null);
    this.pending.textContent = schedule
      ? `${schedule.recordTime} there, ${dateTime(schedule.at)} here, is pending (${schedule.type === 'Personal' ? 'personal' : 'campaign'}).`
      : record.pending.doNotCall ? 'Do Not Call is set, so there is no callback.' : '';
    this.show();
  }

  // What is pending; else an hour from now, in full five minutes.
  fill(pendingTime) {
    if (pendingTime !== null) {
      const [, month, day, year, time] = /^(\d+)\/(\d+)\/(\d+) (.+)$/.exec(pendingTime);
      this.date.value = `${year}-${month}-${day}`;
      this.time.value = time;
      this.type = this.record.pending.schedule.type;
      for (const choice of this.types.querySelectorAll('input')) {
        choice.checked = choice.value === this.type;
      }

      return;
    }

    const at = new Date(Math.ceil((Date.now() + Hour) / 300000) * 300000 + this.record.offsetMinutes * 60000);
    this.date.value = `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`;
    this.time.value = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
  }

  moment() {
    if (!this.date.value || !this.time.value || this.record.offsetMinutes === null) {
      return null;
    }

    return new Date(Date.parse(`${this.date.value}T${this.time.value}:00Z`) - this.record.offsetMinutes * 60000);
  }

  show() {
    const at = this.moment();
    this.own.textContent = at ? dateTime(at) : 'Give a date and a time.';
    this.own.title = at ? `${inZone(at, this.record.offsetMinutes)} in the record's zone` : '';
  }

  choose(control) {
    this.type = control.value;
  }

  set(button) {
    if (!this.moment()) {
      focus(this.date);
      return;
    }

    const [year, month, day] = this.date.value.split('-');
    act('record.setSchedule', { record: this.record.handle, time: `${month}/${day}/${year} ${this.time.value}`, callbackType: this.type }, button);
  }
}
