// Puts the page together: the bar at the top, the views, the stream.

import { follow, token } from './api.js';
import { apply, onChange, setConnection, state } from './store.js';
import { h, fill, button } from './dom.js';
import { toast } from './ui.js';
import { createTop } from './top.js';
import { createOverview } from './overview.js';
import { createRecords } from './records.js';
import { createInteractions } from './interactions.js';
import { createTraffic } from './traffic.js';
import { createFaults } from './faults.js';

const parts = [
  { id: 'overview', label: 'Overview', create: createOverview },
  { id: 'records', label: 'Records', create: createRecords },
  { id: 'interactions', label: 'Interactions', create: createInteractions },
  { id: 'traffic', label: 'Traffic', create: createTraffic },
  { id: 'faults', label: 'Faults', create: createFaults },
];

const main = document.getElementById('main');
const tabs = document.getElementById('tabs');
let shown = null;

function start() {
  document.getElementById('skip').addEventListener('click', (event) => {
    event.preventDefault();
    main.focus();
  });
  addEventListener('hashchange', () => location.reload());
  if (!token()) {
    explainToken('This address has no control token.');
    return;
  }

  const top = createTop(document.getElementById('top'));
  for (const part of parts) {
    part.panel = h('section', { id: `view-${part.id}`, class: 'view', role: 'tabpanel', 'aria-labelledby': `tab-${part.id}`, hidden: true });
    part.tab = button(part.label, () => show(part), { id: `tab-${part.id}`, role: 'tab', 'aria-controls': `view-${part.id}`, 'aria-selected': 'false', tabindex: '-1' });
    part.view = part.create(part.panel, { open });
    tabs.append(part.tab);
  }

  fill(main, parts.map((part) => part.panel));
  tabs.addEventListener('keydown', moveWithKeys);
  onChange((changes) => {
    top.update(changes);
    if (changes.restarted) {
      toast('The simulator was restarted or reset. The page shows its new state.');
    }

    for (const part of parts) {
      part.view.update(changes, part === shown);
    }
  });
  show(parts[0]);
  follow(apply, (connection, detail) => {
    setConnection(connection, detail);
    if (connection === 'refused') {
      explainToken(state.instance ? 'The simulator has a new control token: it was started again.' : 'The simulator refuses the control token of this address.');
    }
  });
}

/** Shows a view, with what it is to show first. */
function open(id, request) {
  const part = parts.find((p) => p.id === id);
  show(part);
  part.tab.focus();
  part.view.open?.(request);
}

function show(part) {
  shown = part;
  for (const each of parts) {
    const chosen = each === part;
    each.panel.hidden = !chosen;
    each.tab.setAttribute('aria-selected', String(chosen));
    each.tab.tabIndex = chosen ? 0 : -1;
  }

  part.view.shown?.();
}

function moveWithKeys(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const target = event.key === 'Home' ? 0 : event.key === 'End' ? parts.length - 1
    : step ? (parts.indexOf(shown) + step + parts.length) % parts.length : null;
  if (target !== null) {
    event.preventDefault();
    show(parts[target]);
    parts[target].tab.focus();
  }
}

function explainToken(problem) {
  tabs.hidden = true;
  fill(document.getElementById('top'), h('h1', {}, 'Contact center simulator'));
  fill(main, h('div', { class: 'notice', role: 'alert' },
    h('h2', {}, problem),
    h('p', {}, 'The page drives the simulator, so it opens only with the secret token of the running simulator. Get the whole address in one of these ways:'),
    h('ul', {},
      h('li', {}, 'in PowerShell: ', h('code', {}, 'Show-GwsSimulator'), ', or ', h('code', {}, '$simulator.PageUri')),
      h('li', {}, 'in .NET: ', h('code', {}, 'simulator.PageUri')),
      h('li', {}, 'from the program: the line that begins with ', h('code', {}, 'Page:')))));
}

start();
