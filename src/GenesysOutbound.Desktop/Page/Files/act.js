// Carries an action out and says what came of it.
import { h } from './dom.js';
import { refocus } from './focus.js';
import { action } from './server.js';

const SuccessTime = 4000;
const MaxToasts = 5;

// The control is only marked as off meanwhile, and takes no second click (changeButton sees to that): a disabled control would lose the focus.
export async function act(name, data, control, done) {
  control?.setAttribute('aria-busy', 'true');
  control?.setAttribute('aria-disabled', 'true');
  const result = await action(name, data);
  control?.removeAttribute('aria-busy');
  control?.removeAttribute('aria-disabled');

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
  const before = document.activeElement;
  const close = () => {
    toast.remove();
    refocus(before, document.getElementById('record'));
  };
  const toast = h('div', { class: `toast ${error.outcomeUnknown ? 'warn' : 'bad'}`, role: 'alert' },
    h('div', { class: 'text' },
      h('strong', {}, error.outcomeUnknown ? `Outcome unknown (${error.id})` : error.id),
      h('div', {}, error.message),
      error.advice ? h('div', { class: 'advice' }, error.advice) : null),
    h('button', { type: 'button', class: 'quiet small', 'aria-label': 'Close this message', on: { click: close } }, 'Close'));
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
  const opener = document.activeElement;
  return new Promise(resolve => {
    const end = answer => {
      // What is behind the dialog may have been drawn again meanwhile.
      if (!opener.isConnected) {
        refocus(opener, document.getElementById('record'));
      }

      resolve(answer);
    };
    const close = answer => () => {
      dialog.close();
      end(answer);
    };
    dialog.replaceChildren(
      h('h2', { id: 'dialog-title' }, title),
      h('p', {}, text),
      h('div', { class: 'row' },
        h('button', { type: 'button', on: { click: close(false) } }, 'Back'),
        h('button', { type: 'button', class: 'danger', on: { click: close(true) } }, yes)));
    dialog.oncancel = () => setTimeout(() => end(false));
    dialog.showModal();
  });
}
