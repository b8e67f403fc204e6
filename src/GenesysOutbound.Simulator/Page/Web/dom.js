// Builds elements. Every text goes in as text, never as markup.

const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

let lastField = 0;

/** A text of the server made harmless to read: control, format and direction characters are shown by their code. */
export function clean(value) {
  return String(value ?? '').replace(CONTROL, (c) => `\u27e8${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}\u27e9`);
}

/**
 * Creates an element. Properties: `class`, `on` (an object of listeners), `data` (a data set), attributes by name; false and null leave an attribute out.
 * Children: texts, elements, arrays of them; null and false are skipped.
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (name === 'class') {
      element.className = value;
    } else if (name === 'on') {
      for (const [event, listener] of Object.entries(value)) {
        element.addEventListener(event, listener);
      }
    } else if (name === 'data') {
      Object.assign(element.dataset, value);
    } else if (name === 'value') {
      element.value = value ?? '';
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }

  append(element, children);
  return element;
}

function append(parent, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) {
      parent.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
  }
}

/** A text of the server as an element that keeps its direction to itself. */
export function quoted(value, properties = {}) {
  return h('bdi', properties, clean(value));
}

/** Replaces the children of an element. */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

/** Sets a text only when it differs, so that nothing is laid out again for nothing. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** A button. */
export function button(label, onClick, properties = {}) {
  return h('button', { type: 'button', ...properties, on: { click: onClick } }, label);
}

/** A labelled field of a form. */
export function field(label, control, hint = null) {
  control.id ||= `field-${++lastField}`;
  if (hint) {
    control.setAttribute('aria-describedby', `${control.id}-hint`);
  }

  return h('div', { class: 'field' }, h('label', { for: control.id }, label), control, hint && h('small', { id: `${control.id}-hint` }, hint));
}

/** A drop-down; options are texts or [value, label] pairs. */
export function select(options, properties = {}) {
  const element = h('select', properties);
  setOptions(element, options);
  return element;
}

/** Replaces the options of a drop-down and keeps what is chosen. */
export function setOptions(element, options) {
  const wanted = options.map((option) => (Array.isArray(option) ? option : [option, option]));
  const present = [...element.options];
  if (present.length === wanted.length && present.every((o, i) => o.value === wanted[i][0])) {
    return;
  }

  const chosen = element.value;
  fill(element, wanted.map(([value, label]) => h('option', { value }, clean(label))));
  if (wanted.some(([value]) => value === chosen)) {
    element.value = chosen;
  }
}

/** A coloured word. */
export function pill(text, kind = '') {
  return h('span', { class: `pill ${kind}` }, clean(text));
}

/** Keeps rows in step with items: only those that changed are made again. */
export class Rows {
  #container;

  #create;

  #rows = new Map();

  constructor(container, create) {
    this.#container = container;
    this.#create = create;
  }

  /** Shows the items in their order; `changed` says which keys must be made again, null for all. */
  show(items, keyOf, changed = null) {
    const wanted = new Set();
    let previous = null;
    for (const item of items) {
      const key = keyOf(item);
      wanted.add(key);
      let row = this.#rows.get(key);
      if (!row || changed === null || changed.has(key)) {
        const fresh = this.#create(item);
        if (row) {
          keepFocus(row, fresh);
        }

        row = fresh;
        this.#rows.set(key, row);
      }

      const next = previous ? previous.nextSibling : this.#container.firstChild;
      if (row !== next) {
        this.#container.insertBefore(row, next);
      }

      previous = row;
    }

    for (const [key, row] of this.#rows) {
      if (!wanted.has(key)) {
        row.remove();
        this.#rows.delete(key);
      }
    }
  }
}

/** Puts a new row in the place of an old one; a control that had the focus has it in the new row too. */
function keepFocus(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const label = focused?.getAttribute('aria-label');
  old.replaceWith(fresh);
  if (label) {
    [...fresh.querySelectorAll('[aria-label]')].find((e) => e.getAttribute('aria-label') === label)?.focus();
  }
}
