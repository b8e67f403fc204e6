// The record's fields: a control by the field's type; what was typed and not saved stays when the record changes.
import { act } from '../act.js';
import { block, changeButton, h, pill, replace } from '../dom.js';
import { focus } from '../focus.js';
import { state } from '../state.js';

let lastId = 0;

export class Fields {
  constructor() {
    this.controls = new Map();
    this.form = h('div', { class: 'fields' });
    this.count = h('span', { class: 'muted' });
    this.save = h('span', {});
    this.others = h('dl', { class: 'data' });
    this.details = h('details', {}, h('summary', {}, 'Read-only data'), this.others);
    this.element = block('Fields',
      h('div', { class: 'block-head' }, h('h3', {}, 'Fields'), this.count, h('span', { class: 'spacer' }), this.save),
      this.form,
      this.details);
  }

  update(record) {
    this.record = record;
    const fields = record.fields ?? [];
    const editable = fields.filter(field => field.isEditable);
    const layout = JSON.stringify(editable.map(({ name, fieldType, options }) => [name, fieldType, options]));
    if (layout !== this.layout) {
      this.layout = layout;
      this.controls = new Map(editable.map(field => [field.name, new FieldControl(field, () => this.tell())]));
      replace(this.form, [...this.controls.values()].map(control => control.element));
    }

    const off = record.isDone || Boolean(state.session?.readOnly);
    for (const field of editable) {
      this.controls.get(field.name).update(field, off);
    }

    replace(this.others, fields.filter(field => !field.isEditable).map(field => [h('dt', {}, field.displayName), h('dd', {}, show(field))]));
    this.details.hidden = fields.every(field => field.isEditable);
    this.tell();
  }

  tell() {
    const changed = [...this.controls.values()].filter(control => control.isDirty).length;
    this.count.textContent = changed === 0 ? '' : changed === 1 ? '1 not saved' : `${changed} not saved`;
    if (Boolean(changed) !== this.hasSave || state.session?.readOnly !== this.readOnly) {
      this.hasSave = Boolean(changed);
      this.readOnly = state.session?.readOnly;
      replace(this.save, changeButton('Update fields', button => this.send(button), { class: 'small', disabled: !changed || this.record.isDone }));
    }
  }

  async send(button) {
    const dirty = [...this.controls.values()].filter(control => control.isDirty);
    const values = Object.fromEntries(dirty.map(control => [control.name, control.value()]));
    const result = await act('record.updateFields', { record: this.record.handle, fields: values }, button);
    const problems = result.error?.fields ?? {};
    for (const control of this.controls.values()) {
      control.problem(problems[control.name]);
      if (!result.error && dirty.includes(control)) {
        control.accept();
      }
    }

    focus(dirty.find(control => problems[control.name])?.input);
    this.tell();
  }
}

function show(field) {
  const value = field.value;
  if (value === undefined || value === '') {
    return '-';
  }

  return field.options?.[value] ?? String(value);
}

class FieldControl {
  constructor(field, changed) {
    this.name = field.name;
    this.type = field.fieldType;
    this.valueType = field.valueType;
    const id = `field-${++lastId}`;
    this.input = this.make(field, id);
    this.input.dataset.key = field.name;
    this.input.addEventListener('input', () => {
      this.isDirty = this.read() !== this.server;
      this.problem(null);
      changed();
    });
    this.note = h('span', { class: 'problem', id: `${id}-problem`, hidden: true });
    this.pending = pill('Pending', 'accent');
    this.element = h('div', { class: 'field' },
      h('label', { for: id, class: field.isMandatory ? 'mandatory' : '' }, field.displayName),
      this.input,
      this.note,
      this.pending);
    this.input.setAttribute('aria-describedby', this.note.id);
  }

  make(field, id) {
    switch (field.fieldType) {
      case 'enum':
        return h('select', { id }, h('option', { value: '' }, ''), Object.entries(field.options ?? {})
          .sort(([left], [right]) => left.localeCompare(right, undefined, { numeric: true })).map(([key, label]) => h('option', { value: key }, label)));
      case 'bool':
        return h('select', { id }, [['', ''], ['true', 'Yes'], ['false', 'No']].map(([key, label]) => h('option', { value: key }, label)));
      case 'time':
        return h('input', { id, type: 'text', placeholder: 'HH:MM', autocomplete: 'off' });
      case 'date':
        return h('input', { id, type: 'text', placeholder: 'MM/DD/YYYY HH:MM', autocomplete: 'off' });
      case 'int': case 'float':
        return h('input', { id, type: 'text', inputmode: field.fieldType === 'int' ? 'numeric' : 'decimal', autocomplete: 'off' });
      default:
        return h('input', {
          id, type: 'text', autocomplete: 'off', maxlength: field.fieldType === 'char' ? '2' : field.maxLength ? String(field.maxLength) : null,
        });
    }
  }

  update(field, off) {
    const value = field.value === undefined || field.value === null ? '' : String(field.value);
    this.server = value;
    if (!this.isDirty) {
      this.input.value = value;
    } else if (this.read() === value) {
      this.isDirty = false;
    }

    this.input.disabled = off;
    this.input.required = field.isMandatory;
    this.pending.hidden = !field.isPending;
  }

  read() {
    return this.input.value;
  }

  // The value by the type that an update of the field takes.
  value() {
    const text = this.read();
    this.sent = this.server;
    if (text === '') {
      return null;
    }

    if (this.type === 'bool') {
      return text === 'true';
    }

    return this.valueType === 'number' && /^[-+]?\d+(\.\d+)?$/.test(text) && Number.isSafeInteger(Math.trunc(Number(text))) ? Number(text) : text;
  }

  // The desktop has taken the value over; it may show it in another form, and may have done so already.
  accept() {
    this.isDirty = false;
    if (this.server !== this.sent) {
      this.input.value = this.server;
    }
  }

  problem(text) {
    this.note.hidden = !text;
    this.note.textContent = text ?? '';
    this.input.setAttribute('aria-invalid', String(Boolean(text)));
  }
}
