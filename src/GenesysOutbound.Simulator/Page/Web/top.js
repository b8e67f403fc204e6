// The bar at the top: connection, simulated clock, activity, faults in force; moves the clock, clears faults, resets.

import { call } from './api.js';
import { state } from './store.js';
import { h, fill, button, setText, field } from './dom.js';
import { openDialog, openForm, attempt } from './ui.js';
import { dateTime, count } from './format.js';
import { createPlot } from './plot.js';

const CONNECTION = {
  connecting: ['Connecting\u2026', 'warn'],
  connected: ['Live', 'good'],
  reconnecting: ['Reconnecting\u2026', 'bad'],
  refused: ['Refused', 'bad'],
};

export function createTop(place) {
  const connection = h('span', { class: 'pill warn', id: 'connection', role: 'status' }, 'Connecting\u2026');
  const clock = h('time', { class: 'clock-time', id: 'clock' }, '\u2013');
  const rates = h('span', { class: 'rates', id: 'rates' });
  const faults = h('span', { class: 'pill', id: 'fault-count' }, 'No faults');
  const plot = createPlot();
  const clear = button('Clear faults', () => attempt(async () => {
    await call('clear-faults');
    return 'All faults are cleared.';
  }), { id: 'clear-faults', hidden: true });
  fill(place,
    h('div', { class: 'brand' }, h('h1', {}, 'Contact center simulator'), connection),
    h('div', { class: 'clock' }, h('span', { class: 'caption' }, 'Simulated time (UTC)'), clock),
    h('div', { class: 'activity' }, plot.element, rates),
    h('div', { class: 'top-actions' }, faults, clear,
      button('Move clock\u2026', moveClock, { id: 'move-clock' }),
      button('Sessions\u2026', sessions, { id: 'sessions' }),
      button('Reset\u2026', reset, { id: 'reset', class: 'danger-outline' })));
  setInterval(tick, 1000);

  function tick() {
    if (state.now && state.connection === 'connected') {
      setText(clock, dateTime(state.now + performance.now() - state.receivedAt));
    }
  }

  return {
    update(changes) {
      if (changes.connection) {
        const [text, kind] = CONNECTION[state.connection];
        setText(connection, text);
        connection.className = `pill ${kind}`;
        connection.title = state.detail;
        document.body.classList.toggle('stale', state.connection !== 'connected');
      }

      if (changes.clock) {
        tick();
      }

      if (changes.activity || changes.connection) {
        const { requests, events } = state.activity;
        fill(rates,
          h('span', { class: 'rate requests' }, `${count(requests.at(-1) ?? 0)} requests/s`),
          h('span', { class: 'rate events' }, `${count(events.at(-1) ?? 0)} events/s`));
        plot.draw(requests, events);
      }

      if (changes.faults) {
        const number = state.faults.length;
        setText(faults, number === 0 ? 'No faults' : number === 1 ? '1 fault in force' : `${number} faults in force`);
        faults.className = `pill ${number === 0 ? '' : 'bad'}`;
        clear.hidden = number === 0;
      }
    },
  };
}

function moveClock() {
  const amount = h('input', { type: 'number', min: '1', step: 'any', value: '1', required: true, id: 'clock-amount' });
  const unit = h('select', { id: 'clock-unit' }, [['60', 'minutes'], ['3600', 'hours'], ['86400', 'days']].map(([value, label]) => h('option', { value }, label)));
  unit.value = '3600';
  const wait = state.nextCallback === null ? null : (state.nextCallback - (state.now + performance.now() - state.receivedAt)) / 1000;
  const shortcut = h('p', {}, wait === null
    ? 'No callback is waiting.'
    : [`The next callback is due at ${dateTime(state.nextCallback)}. `, button('Move to the next callback', async () => {
      await move(Math.max(0, Math.ceil(wait) + 1));
      dialog.close();
    }, { id: 'to-next-callback' })]);
  const form = h('form', { class: 'form', on: { submit: async (event) => {
    event.preventDefault();
    if (await move(Number(amount.value) * Number(unit.value))) {
      dialog.close();
    }
  } } },
  h('p', { class: 'note' }, 'The clock only moves forward. Callbacks that fall due meanwhile are delivered.'),
  h('div', { class: 'form-row' }, field('Move by', amount), field('Unit', unit)),
  shortcut,
  h('div', { class: 'form-actions' }, button('Cancel', () => dialog.close()), h('button', { type: 'submit', class: 'primary' }, 'Move')));
  const dialog = openDialog('Move the simulated clock', form);
  amount.focus();
}

const move = (seconds) => attempt(async () => {
  await call('advance-clock', { seconds });
  return 'The clock has moved.';
});

function sessions() {
  const action = (label, hint, operation) => h('div', { class: 'choice' }, button(label, () => attempt(async () => {
    await call(operation);
    return `${label}: done.`;
  })), h('span', {}, hint));
  openDialog('Sessions and connections of all agents', h('div', { class: 'choices' },
    action('Expire HTTP sessions', 'Cookies and CSRF tokens are not valid any more: clients get 401.', 'expire-http'),
    action('Expire Bayeux sessions', 'The next poll is answered with 402::Unknown client.', 'expire-bayeux'),
    action('Disconnect Bayeux', 'The server sends /meta/disconnect.', 'disconnect-bayeux'),
    action('Drop connections', 'All TCP connections are cut, also that of this page.', 'drop-connections'),
    action('Restart', 'All sessions are forgotten and connections cut; records, calls and e-mails stay.', 'restart')));
}

function reset() {
  openForm('Reset the simulator', [], 'Reset', async () => {
    await call('reset');
    return 'The simulator is back at its start.';
  }, { danger: true, note: 'Everything goes back to the start of the scenario: records, campaigns, calls, e-mails, faults, requests, the clock. All agents must log in again.' });
}
