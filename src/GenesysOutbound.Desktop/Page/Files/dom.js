// Builds elements. Text becomes text nodes only: nothing that comes from a server or a customer is read as HTML.
import { keepFocus } from './focus.js';
import { state } from './state.js';

const drawn = new WeakMap();

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
  keepFocus(element, () =>
    element.replaceChildren(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false)));
}

// Draws an element's content again, but only when what it shows has changed: a control that is replaced between the press and the release of a mouse
// button is not clicked.
export function redraw(element, shown, draw) {
  const text = JSON.stringify([state.session?.readOnly, shown]);
  if (drawn.get(element) !== text) {
    drawn.set(element, text);
    replace(element, draw());
  }
}

// Puts elements into a container. Those that are there already are not touched, so that a screen reader does not read them out again.
export function arrange(container, elements) {
  keepFocus(container, () => {
    for (const child of [...container.children].filter(one => !elements.includes(one))) {
      child.remove();
    }

    elements.forEach((element, index) => {
      if (container.children[index] !== element) {
        container.insertBefore(element, container.children[index] ?? null);
      }
    });
  });
}

// A part of the record. The focus goes to it when the control that had the focus is gone.
export function block(name, ...children) {
  return h('div', { class: 'block', role: 'group', 'aria-label': name, tabIndex: -1 }, ...children);
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

// A button that changes something. It is off when the desktop is read-only, and takes no click while its action is under way. A key that is held down
// presses it once: what takes its place must not be pressed as well.
export function changeButton(label, onClick, props = {}) {
  const off = Boolean(state.session?.readOnly);
  return h('button', {
    type: 'button',
    ...props,
    disabled: off || props.disabled,
    title: off ? 'The desktop was started with -ReadOnly.' : props.title,
    on: {
      click: event => {
        if (event.currentTarget.getAttribute('aria-disabled') !== 'true') {
          onClick(event.currentTarget);
        }
      },
      keydown: event => {
        if (event.repeat && (event.key === 'Enter' || event.key === ' ')) {
          event.preventDefault();
        }
      },
    },
  }, label);
}
