// Dialogs and messages.

import { h, fill, button, clean } from './dom.js';

const SHOWN_MILLISECONDS = 8000;

/** Shows a message for a while; a screen reader reads it out. */
export function toast(text, kind = '') {
  const place = document.getElementById('toasts');
  const note = h('div', { class: `toast ${kind}` }, h('span', {}, clean(text)), button('\u00d7', () => note.remove(), { 'aria-label': 'Close the message', class: 'plain' }));
  place.append(note);
  setTimeout(() => note.remove(), SHOWN_MILLISECONDS);
}

/** Runs an action; its failure is shown, and so is the text it returns. */
export async function attempt(action) {
  try {
    const said = await action();
    if (typeof said === 'string') {
      toast(said, 'good');
    }

    return true;
  } catch (error) {
    toast(error.message, 'bad');
    return false;
  }
}

/** Opens a dialog with content; closing removes it and gives the focus back. */
export function openDialog(title, content, { wide = false } = {}) {
  const heading = h('h2', { id: 'dialog-title' }, title);
  const body = h('div', { class: 'dialog-body' }, content);
  const dialog = h('dialog', { class: wide ? 'wide' : '', 'aria-labelledby': 'dialog-title' },
    h('div', { class: 'dialog-head' }, heading, button('\u00d7', () => dialog.close(), { 'aria-label': 'Close', class: 'plain' })),
    body);
  const opener = document.activeElement;
  dialog.addEventListener('close', () => {
    dialog.remove();
    opener?.focus?.();
  });
  document.body.append(dialog);
  dialog.showModal();
  return { close: () => dialog.close(), show: (...children) => fill(body, ...children), isOpen: () => dialog.open };
}

/** A form in a dialog. `read` gives the arguments of `action`; the dialog closes when the action succeeds. */
export function openForm(title, fields, submitLabel, action, { note = null, danger = false } = {}) {
  const form = h('form', { class: 'form', on: { submit } },
    note && h('p', { class: 'note' }, note),
    fields,
    h('div', { class: 'form-actions' },
      button('Cancel', () => dialog.close()),
      h('button', { type: 'submit', class: danger ? 'danger' : 'primary' }, submitLabel)));
  const dialog = openDialog(title, form);
  form.querySelector('input, select, textarea')?.focus();

  async function submit(event) {
    event.preventDefault();
    if (await attempt(action)) {
      dialog.close();
    }
  }
}

/** JSON laid out for people; any other text as it is. */
export function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
