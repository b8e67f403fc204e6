// Carries an action out and says what came of it.
import { h } from './dom.js';
import { action } from './server.js';

const SuccessTime = 4000;
const MaxToasts = 5;

export async function act(name, data, control, done) {
  control?.setAttribute('aria-busy', 'true');
  if (control) {
    control.disabled = true;
  }

  const result = await action(name, data);
  if (control) {
    control.removeAttribute('aria-busy');
    control.disabled = false;
  }

  if (result.error) {
    showError(result.error);
  } else if (done) {
    showToast(done);
  }

  return result;
}

export function showToast(text) {
  const toast = h('div', { class: 'toast', role: 'status' }, h('div', { class: 'text' }, text));
  add(toast);
  setTimeout(() => toast.remove(), SuccessTime);
}

export function showError(error) {
  const toast = h('div', { class: `toast ${error.outcomeUnknown ? 'warn' : 'bad'}`, role: 'alert' },
    h('div', { class: 'text' },
      h('strong', {}, error.outcomeUnknown ? `Outcome unknown (${error.id})` : error.id),
      h('div', {}, error.message),
      error.advice ? h('div', { class: 'advice' }, error.advice) : null),
    h('button', { type: 'button', class: 'quiet small', 'aria-label': 'Close this message', on: { click: () => toast.remove() } }, 'Close'));
  add(toast);
}

function add(toast) {
  const toasts = document.getElementById('toasts');
  toasts.append(toast);
  while (toasts.children.length > MaxToasts) {
    toasts.firstElementChild.remove();
  }
}

// Asks before something that cannot be taken back.
export function ask(title, text, yes) {
  const dialog = document.getElementById('dialog');
  return new Promise(resolve => {
    const close = answer => () => {
      dialog.close();
      resolve(answer);
    };
    dialog.replaceChildren(
      h('h2', { id: 'dialog-title' }, title),
      h('p', {}, text),
      h('div', { class: 'row' },
        h('button', { type: 'button', on: { click: close(false) } }, 'Back'),
        h('button', { type: 'button', class: 'danger', on: { click: close(true) } }, yes)));
    dialog.addEventListener('cancel', () => resolve(false), { once: true });
    dialog.showModal();
  });
}
