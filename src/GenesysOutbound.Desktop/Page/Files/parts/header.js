import { act } from '../act.js';
import { changeButton, h, pill, redraw } from '../dom.js';
import { state } from '../state.js';

const States = [['Ready', 'Ready'], ['NotReady', 'Not ready'], ['AuxWork', 'Aux work'], ['AfterCallWork', 'After call']];

const Links = {
  connecting: ['Connecting', 'warn'],
  lost: ['Desktop not reachable', 'bad'],
  denied: ['Not signed in', 'bad'],
  ended: ['Desktop ended', 'bad'],
};

export function drawHeader() {
  const { session, link } = state;
  const name = session ? session.fullName || session.user : 'Agent desktop';
  document.title = session ? `${name} - agent desktop` : 'Agent desktop';
  redraw(document.getElementById('header'), [link.kind, session, state.devices[0]], () => [
    h('div', { class: 'brand' },
      h('img', { src: '/icon.svg', alt: '' }),
      h('div', {},
        h('h1', {}, name),
        h('p', { class: 'muted break' }, session ? `${session.name} at ${session.uri}` : ''))),
    linkPill(session, link),
    session?.readOnly ? pill('Read-only', 'accent') : null,
    h('span', { class: 'spacer' }),
    session ? picker() : null,
  ]);
}

function linkPill(session, link) {
  if (link.kind !== 'open' || !session) {
    return pill(...(Links[link.kind] ?? Links.connecting));
  }

  return pill(session.state, session.state === 'Connected' ? 'good' : session.state === 'Reconnecting' ? 'warn' : 'bad');
}

function picker() {
  const now = present(state.devices[0]);
  return h('div', { class: 'state-picker', role: 'group', 'aria-label': 'Agent state' },
    States.map(([name, label]) => changeButton(label, button => act('agent.setState', { state: name }, button, `The agent is ${label.toLowerCase()}.`), {
      'aria-pressed': String(now === name),
      class: name === 'Ready' ? 'ready' : '',
      disabled: state.link.kind !== 'open',
    })));
}

function present(device) {
  if (!device) {
    return null;
  }

  return States.some(([name]) => name === device.workMode) ? device.workMode : device.userState;
}
