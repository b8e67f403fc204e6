// Builds elements. Text becomes text nodes only: nothing that comes from a server or a customer is read as HTML.
import { state } from './state.js';

export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) {
      continue;
    }

    if (name === 'on') {
      for (const [type, handler] of Object.entries(value)) {
        element.addEventListener(type, handler);
      }
    } else if (name === 'class') {
      element.className = value;
    } else if (name in element && !name.includes('-') && typeof value !== 'string') {
      element[name] = value;
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }

  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

export function replace(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
}

export function pill(text, kind = '') {
  return h('span', { class: `pill ${kind}` }, text);
}

export function head(id, title, count, ...rest) {
  return h('div', { class: 'card-head' },
    h('h2', { id }, title),
    count === null || count === undefined ? null : h('span', { class: 'count' }, String(count)),
    h('span', { class: 'spacer' }),
    ...rest);
}

// A button that changes something. It is off when the desktop is read-only.
export function changeButton(label, onClick, props = {}) {
  const off = Boolean(state.session?.readOnly);
  return h('button', {
    type: 'button',
    ...props,
    disabled: off || props.disabled,
    title: off ? 'The desktop was started with -ReadOnly.' : props.title,
    on: { click: event => onClick(event.currentTarget) },
  }, label);
}
