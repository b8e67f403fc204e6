// Call result and Do Not Call.
import { act } from '../act.js';
import { block, changeButton, h, replace } from '../dom.js';
import { focus } from '../focus.js';
import { state } from '../state.js';

const Rows = 6;

export class Outcome {
  constructor() {
    this.search = h('input', {
      type: 'search', id: 'result-search', placeholder: 'Search, for example busy or 33', autocomplete: 'off', 'aria-controls': 'result-list',
      on: { input: () => this.list(), keydown: event => this.enter(event) },
    });
    this.options = h('select', {
      id: 'result-list', size: Rows, 'aria-label': 'Call results', on: { dblclick: () => this.set(), keydown: event => this.enter(event), change: () => this.choose() },
    });
    this.tools = h('div', { class: 'row' });
    this.doNotCall = h('div', { class: 'stack' });
    this.scope = 'AllChain';
    this.element = block('Call result and Do Not Call',
      h('div', { class: 'stack' },
        h('div', { class: 'field' }, h('label', { for: 'result-search' }, 'Call result'), this.search),
        this.options,
        this.tools,
        this.doNotCall));
    this.list();
  }

  update(record) {
    this.record = record;
    const called = record.state === 'Calling' || record.state === 'Called';
    const blocked = record.isDone || record.pending.doNotCall !== null;
    this.search.disabled = this.options.disabled = blocked || Boolean(state.session?.readOnly);
    this.options.title = called ? '' : 'A result needs an active or completed call.';
    const current = record.pending.result;
    if (current && this.chosen === undefined) {
      this.chosen = String(current.number);
      this.list();
    }

    replace(this.tools,
      changeButton('Set result', button => this.set(button), { class: 'small', disabled: blocked }),
      current ? changeButton('Take back', button => act('record.clearResult', { record: record.handle }, button), { class: 'small quiet', 'aria-label': 'Take the result back' }) : null,
      h('span', { class: 'muted' }, current ? `${current.text} (${current.number}) is pending.`
        : record.pending.doNotCall ? 'Do Not Call is set, so there is no result.' : called ? '' : 'A result needs a call first.'));
    replace(this.doNotCall,
      h('h3', {}, 'Do Not Call'),
      record.pending.doNotCall
        ? h('div', { class: 'row' },
          h('span', {}, record.pending.doNotCall === 'AllChain' ? 'Set for the whole chain.' : 'Set for this record.'),
          changeButton('Take back', button => act('record.removeDoNotCall', { record: record.handle }, button), {
            class: 'small', 'data-key': 'do-not-call', 'aria-label': 'Take Do Not Call back',
          }))
        : h('div', { class: 'row' },
          h('label', { class: 'check' }, h('input', {
            type: 'checkbox', checked: this.scope === 'AllChain', disabled: record.isDone,
            on: { change: event => { this.scope = event.currentTarget.checked ? 'AllChain' : 'RecordOnly'; } },
          }), 'Whole chain'),
          changeButton('Set Do Not Call', button => act('record.setDoNotCall', { record: record.handle, scope: this.scope }, button), {
            class: 'small danger', 'data-key': 'do-not-call', disabled: record.isDone,
          })));
  }

  list() {
    const words = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fitting = state.results.filter(result => words.every(word =>
      result.text.toLowerCase().includes(word) || result.name.toLowerCase().includes(word) || String(result.number) === word));
    replace(this.options, fitting.map(result => h('option', { value: String(result.number) }, `${result.text} (${result.number})`)));
    if (fitting.length > 0) {
      this.options.value = fitting.some(result => String(result.number) === this.chosen) ? this.chosen : words.length > 0 ? String(fitting[0].number) : '';
    }
  }

  choose() {
    this.chosen = this.options.value;
  }

  enter(event) {
    if (event.key === 'Enter') {
      event.preventDefault();
      this.set();
    }
  }

  set(button) {
    if (!this.options.value) {
      focus(this.options);
      return;
    }

    this.chosen = this.options.value;
    act('record.setResult', { record: this.record.handle, result: this.options.value }, button);
  }
}
