// The records: a page of chains, filtered and sorted by the server.

import { view } from './api.js';
import { state } from './store.js';
import { h, fill, button, quoted, pill, select, setOptions, setText } from './dom.js';
import { attempt } from './ui.js';
import { count, dateTime } from './format.js';
import { openRecord, pushChain } from './record.js';

const PAGE = 50;
const REFRESH_MILLISECONDS = 1000;

const COLUMNS = [
  ['handle', 'Record'], ['phone', 'Phone'], [null, 'Type'], ['status', 'Status'], ['result', 'Result'], ['attempts', 'Attempts'], ['agent', 'Agent'],
  ['callback', 'Callback'], [null, 'Actions'],
];

const STATUS_KIND = { Ready: '', Retrieved: 'warn', Updated: 'good', ChainUpdated: 'good', Cancelled: 'bad' };

export function createRecords(panel) {
  const controls = {
    list: select([['', 'All calling lists']], { 'aria-label': 'Calling list' }),
    status: select([['', 'Any status'], 'Ready', 'Retrieved', 'Updated', 'ChainUpdated', 'Cancelled'], { 'aria-label': 'Status' }),
    agent: select([['', 'Any agent']], { 'aria-label': 'Agent' }),
    search: h('input', { type: 'search', placeholder: 'Phone or handle', 'aria-label': 'Phone number or handle' }),
    callback: h('input', { type: 'checkbox' }),
    touched: h('input', { type: 'checkbox' }),
  };
  const body = h('tbody');
  const total = h('span', { class: 'total', id: 'record-total', role: 'status' });
  const previous = button('\u2190 Previous', () => go(query.offset - PAGE));
  const next = button('Next \u2192', () => go(query.offset + PAGE));
  const range = h('span', { class: 'range' });
  const head = h('tr');
  const query = { offset: 0, sort: '', descending: false };
  const open = new Set();
  let loaded = -1;
  let loadedAt = 0;
  let timer = null;
  let visible = false;
  let running = null;

  panel.append(h('section', { class: 'card', 'aria-labelledby': 'records-title' },
    h('div', { class: 'card-head' }, h('h2', { id: 'records-title' }, 'Records'), total),
    h('div', { class: 'toolbar' }, controls.list, controls.status, controls.agent, controls.search,
      h('label', { class: 'check' }, controls.callback, 'With a callback'),
      h('label', { class: 'check' }, controls.touched, 'With a history')),
    h('div', { class: 'scroll' }, h('table', { class: 'stack records' }, h('thead', {}, head), body)),
    h('div', { class: 'pager' }, previous, range, next)));
  for (const control of Object.values(controls)) {
    control.addEventListener(control.type === 'search' ? 'input' : 'change', () => go(0));
  }

  function drawHead() {
    fill(head, COLUMNS.map(([key, label]) => {
      const sorted = key && query.sort === key;
      return h('th', { scope: 'col', 'aria-sort': sorted ? (query.descending ? 'descending' : 'ascending') : null },
        key ? button(`${label}${sorted ? (query.descending ? ' \u25be' : ' \u25b4') : ''}`, () => sortBy(key), { class: 'sort', 'aria-label': `Sort by ${label}` }) : label);
    }));
  }

  function sortBy(key) {
    if (query.sort === key) {
      [query.sort, query.descending] = query.descending ? ['', false] : [key, true];
    } else {
      [query.sort, query.descending] = [key, false];
    }

    drawHead();
    go(0);
    head.querySelector(`[aria-label="Sort by ${COLUMNS.find((c) => c[0] === key)[1]}"]`)?.focus();
  }

  function go(offset) {
    query.offset = Math.max(0, offset);
    load();
  }

  async function load() {
    clearTimeout(timer);
    timer = null;
    running?.abort();
    running = new AbortController();
    const mine = running;
    await attempt(async () => {
      try {
        const result = await view('records', {
          ...query,
          limit: PAGE,
          list: controls.list.value,
          status: controls.status.value,
          agent: controls.agent.value,
          search: controls.search.value.trim(),
          callback: controls.callback.checked,
          touched: controls.touched.checked,
        }, mine.signal);
        loaded = result.version;
        loadedAt = performance.now();
        show(result);
      } catch (error) {
        if (error.name !== 'AbortError') {
          throw error;
        }
      }
    });
  }

  function show(result) {
    setText(total, `${count(result.total)} chains`);
    setText(range, result.total === 0 ? 'None' : `${count(result.offset + 1)} to ${count(Math.min(result.offset + PAGE, result.total))} of ${count(result.total)}`);
    previous.disabled = result.offset === 0;
    next.disabled = result.offset + PAGE >= result.total;
    const focused = body.contains(document.activeElement) ? document.activeElement.getAttribute('aria-label') : null;
    fill(body, result.chains.length === 0
      ? h('tr', {}, h('td', { colspan: String(COLUMNS.length), class: 'empty' }, 'No record matches.'))
      : result.chains.map((chain) => chainRows(chain)));
    if (focused) {
      [...body.querySelectorAll('[aria-label]')].find((e) => e.getAttribute('aria-label') === focused)?.focus();
    }
  }

  function chainRows(chain) {
    const key = `${chain.callingList}\n${chain.chainId}`;
    const first = chain.records.find((r) => r.offered) ?? chain.records[0];
    const isOpen = open.has(key);
    const others = isOpen ? chain.records.filter((r) => r !== first) : [];
    return [recordRow(chain, first, chain.records.length > 1 && button(isOpen ? '\u25be' : '\u25b8', () => {
      if (!open.delete(key)) {
        open.add(key);
      }

      load();
    }, { class: 'plain fold', 'aria-expanded': String(isOpen), 'aria-label': `Chain ${chain.chainId}: ${chain.records.length} records` })),
    ...others.map((record) => recordRow(chain, record, null, true))];
  }

  function recordRow(chain, record, fold, inner = false) {
    const cell = (label, ...content) => h('td', { data: { label } }, content);
    return h('tr', { class: inner ? 'inner' : '', data: { handle: String(record.handle) } },
      h('th', { scope: 'row' }, fold || h('span', { class: 'fold' }), button(`#${record.handle}`, () => openRecord(record.handle), { class: 'link', 'aria-label': `Record ${record.handle}` }),
        h('span', { class: 'sub' }, quoted(chain.callingList), ` \u00b7 chain ${chain.chainId}${chain.records.length > 1 ? ` \u00b7 ${chain.records.length} numbers` : ''}`)),
      cell('Phone', quoted(record.phone)),
      cell('Type', quoted(record.phoneType)),
      cell('Status', pill(record.status, STATUS_KIND[record.status] ?? '')),
      cell('Result', record.result === 'Unknown' ? h('span', { class: 'muted' }, 'none') : quoted(record.result)),
      cell('Attempts', String(record.attempts)),
      cell('Agent', record.agent ? quoted(record.agent) : h('span', { class: 'muted' }, '\u2013')),
      cell('Callback', record.callback ? h('span', {}, dateTime(record.callback), chain.callbackAgent && h('span', { class: 'sub' }, 'for ', quoted(chain.callbackAgent))) : h('span', { class: 'muted' }, '\u2013')),
      h('td', { class: 'actions', data: { label: 'Actions' } }, !inner && button('Push', () => pushChain(record), { 'aria-label': `Push record ${record.handle} to an agent`, disabled: Boolean(chain.agent) || record.status !== 'Ready' })));
  }

  function refresh() {
    if (visible && loaded !== state.records && timer === null) {
      const wait = Math.max(0, REFRESH_MILLISECONDS - (performance.now() - loadedAt));
      timer = setTimeout(load, wait);
    }
  }

  drawHead();
  return {
    update(changes, isVisible) {
      visible = isVisible;
      if (changes.campaigns.size > 0) {
        const lists = new Set([...state.campaigns.values()].flatMap((c) => (c.lists ? c.lists.split(', ') : [])));
        setOptions(controls.list, [['', 'All calling lists'], ...lists]);
      }

      if (changes.agents.size > 0) {
        setOptions(controls.agent, [['', 'Any agent'], ...state.agents.keys()]);
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
    open({ list = '', agent = '', search = '' } = {}) {
      Object.assign(controls.list, { value: list });
      Object.assign(controls.agent, { value: agent });
      Object.assign(controls.search, { value: search });
      go(0);
    },
  };
}
