// The requests: outcome, time, fault met, masked bodies, the events that each caused; follows one reference id.

import { view } from './api.js';
import { state } from './store.js';
import { h, fill, button, quoted, pill, select, setOptions, setText } from './dom.js';
import { attempt } from './ui.js';
import { timeOfDay, count } from './format.js';
import { openTrail, openRequest, statusPill } from './trail.js';

const PAGE = 100;
const REFRESH_MILLISECONDS = 1000;

export function createTraffic(panel) {
  const search = h('input', { type: 'search', placeholder: 'Operation, path or reference id', 'aria-label': 'Operation, path or reference id' });
  const agent = select([['', 'Any agent']], { 'aria-label': 'Agent' });
  const polls = h('input', { type: 'checkbox' });
  const faults = h('input', { type: 'checkbox' });
  const total = h('span', { class: 'total' });
  const pause = button('Pause', () => setPaused(!paused), { 'aria-pressed': 'false', id: 'pause' });
  const older = button('Load older', () => load(true), { hidden: true });
  const body = h('tbody');
  let paused = false;
  let visible = false;
  let loaded = -1;
  let loadedAt = 0;
  let timer = null;
  let oldest = null;
  let olderShown = false;
  let running = null;

  panel.append(h('section', { class: 'card', 'aria-labelledby': 'traffic-title' },
    h('div', { class: 'card-head' }, h('h2', { id: 'traffic-title' }, 'Traffic'), total, pause),
    h('div', { class: 'toolbar' }, search, agent,
      h('label', { class: 'check' }, polls, 'Polls and other CometD requests'),
      h('label', { class: 'check' }, faults, 'Only failures and faults')),
    h('div', { class: 'scroll' }, h('table', { class: 'stack traffic' },
      h('thead', {}, h('tr', {}, ['Request', 'Time', 'Agent', 'Reference id', 'Outcome', 'Milliseconds', 'Fault'].map((name) => h('th', { scope: 'col' }, name)))), body)),
    h('div', { class: 'pager' }, older)));
  for (const control of [search, agent, polls, faults]) {
    control.addEventListener(control === search ? 'input' : 'change', () => load());
  }

  function setPaused(value) {
    paused = value;
    pause.setAttribute('aria-pressed', String(paused));
    setText(pause, paused ? 'Resume' : 'Pause');
    refresh();
  }

  async function load(further = false) {
    clearTimeout(timer);
    timer = null;
    running?.abort();
    running = new AbortController();
    const mine = running;
    const wanted = state.requests;
    await attempt(async () => {
      try {
        const result = await view('requests', {
          limit: PAGE, search: search.value.trim(), agent: agent.value, notifications: polls.checked, faults: faults.checked, before: further ? oldest : '',
        }, mine.signal);
        loadedAt = performance.now();
        show(result, further);
        if (!further) {
          loaded = wanted;
        } else if (!paused) {
          setPaused(true);
        }
      } catch (error) {
        if (error.name !== 'AbortError') {
          throw error;
        }
      }
    });
  }

  function show(result, further) {
    const focused = body.contains(document.activeElement) ? document.activeElement.getAttribute('aria-label') : null;
    const rows = result.requests.map(row);
    if (further) {
      body.append(...rows);
    } else {
      fill(body, rows.length > 0 ? rows : h('tr', {}, h('td', { colspan: '7', class: 'empty' }, 'No request matches.')));
    }

    oldest = result.requests.at(-1)?.sequence ?? oldest;
    older.hidden = !result.more;
    olderShown = further || (olderShown && paused);
    if (focused) {
      [...body.querySelectorAll('[aria-label]')].find((e) => e.getAttribute('aria-label') === focused)?.focus();
    }
  }

  function refresh() {
    if (visible && !paused && loaded !== state.requests && timer === null) {
      timer = setTimeout(load, Math.max(0, REFRESH_MILLISECONDS - (performance.now() - loadedAt)));
    }
  }

  return {
    update(changes, isVisible) {
      visible = isVisible;
      if (changes.requests || changes.restarted) {
        setText(total, `${count(state.requests)} so far`);
      }

      if (changes.agents.size > 0) {
        setOptions(agent, [['', 'Any agent'], ...state.agents.keys()]);
      }

      if (changes.restarted) {
        loaded = -1;
      }

      refresh();
    },
    shown() {
      visible = true;
      load();
    },
  };
}

function row(request) {
  const cell = (label, ...content) => h('td', { data: { label } }, content);
  const none = () => h('span', { class: 'muted' }, '\u2013');
  return h('tr', { data: { sequence: String(request.sequence) } },
    h('th', { scope: 'row' }, button(request.operation ? quoted(request.operation) : `${request.method} ${request.path}`, () => openRequest(request.sequence), { class: 'link', 'aria-label': `Request ${request.sequence}: ${request.operation ?? request.path}` }),
      h('span', { class: 'sub' }, quoted(`${request.method} ${request.path}`))),
    cell('Time', timeOfDay(request.at)),
    cell('Agent', request.agent ? quoted(request.agent) : none()),
    cell('Reference id', request.referenceId ? button(quoted(request.referenceId), () => openTrail(request.referenceId), { class: 'link', 'aria-label': `Follow reference id ${request.referenceId} of request ${request.sequence}` }) : none()),
    cell('Outcome', statusPill(request)),
    cell('Milliseconds', request.milliseconds.toFixed(1)),
    cell('Fault', request.fault ? pill(request.fault, 'bad') : none()));
}
