// The campaigns: mode, state, progress by record status; load, start, stop, unload, change mode.

import { call } from './api.js';
import { state } from './store.js';
import { h, button, quoted, pill, Rows, select, setText } from './dom.js';
import { attempt } from './ui.js';
import { count } from './format.js';

const STATUSES = [
  ['ready', 'Ready'], ['retrieved', 'With an agent'], ['updated', 'Done'], ['chainUpdated', 'Done with its chain'], ['cancelled', 'Cancelled'],
];

const STATE_KIND = { Started: 'good', Loaded: 'warn', Unloaded: '' };

export function createCampaigns(place, page) {
  const total = h('span', { class: 'total' });
  const list = h('div', { class: 'campaign-list' });
  place.append(h('div', { class: 'card-head' }, h('h2', { id: 'campaigns-title' }, 'Campaigns'), total), list);
  const rows = new Rows(list, (campaign) => card(campaign, page));
  const stale = new Set();

  function show() {
    rows.show([...state.campaigns.values()], (c) => c.name, new Set(stale));
    stale.clear();
    const started = [...state.campaigns.values()].filter((c) => c.state === 'Started').length;
    setText(total, `${started} of ${state.campaigns.size} started`);
  }

  return {
    update(changes, visible) {
      for (const name of changes.campaigns) {
        stale.add(name);
      }

      if (visible && stale.size > 0) {
        show();
      }
    },
    shown: show,
  };
}

function card(campaign, page) {
  const records = STATUSES.reduce((sum, [name]) => sum + campaign[name], 0);
  const act = (label, operation, allowed) => button(label, () => attempt(async () => {
    await call(operation, { campaign: campaign.name });
  }), { disabled: !allowed, 'aria-label': `${label} ${campaign.name}` });
  const mode = select([['Preview', 'Preview'], ['PushPreview', 'Push preview']], {
    'aria-label': `Dialing mode of ${campaign.name}`,
    on: { change: () => attempt(() => call('change-campaign-mode', { campaign: campaign.name, dialingMode: mode.value })) },
  });
  if (![...mode.options].some((o) => o.value === campaign.mode)) {
    mode.append(h('option', { value: campaign.mode }, campaign.mode));
  }

  mode.value = campaign.mode;
  return h('article', { class: 'campaign', data: { campaign: campaign.name }, 'aria-label': `Campaign ${campaign.name}` },
    h('div', { class: 'campaign-head' }, h('h3', {}, quoted(campaign.name)), pill(campaign.state, STATE_KIND[campaign.state] ?? '')),
    h('p', { class: 'sub' }, `Application ${campaign.applicationId} \u00b7 `, quoted(campaign.lists || 'no calling list'),
      ` \u00b7 ${count(records)} records in ${count(campaign.chains)} chains`,
      campaign.previews > 0 && ` \u00b7 ${campaign.previews} preview sessions`),
    bar(campaign, records),
    h('ul', { class: 'legend' }, STATUSES.filter(([name]) => campaign[name] > 0).map(([name, label]) => h('li', { class: name }, `${label} `, h('b', {}, count(campaign[name]))))),
    h('div', { class: 'actions' },
      act('Load', 'load-campaign', campaign.state === 'Unloaded'),
      act('Start', 'start-campaign', campaign.state !== 'Started'),
      act('Stop', 'stop-campaign', campaign.state === 'Started'),
      act('Unload', 'unload-campaign', campaign.state !== 'Unloaded'),
      mode,
      button('Records', () => page.open('records', { list: campaign.lists.split(', ')[0] }), { 'aria-label': `Records of ${campaign.name}` })));
}

function bar(campaign, records) {
  const text = STATUSES.map(([name, label]) => `${label}: ${campaign[name]}`).join(', ');
  const element = h('div', { class: 'bar', role: 'img', 'aria-label': `Progress. ${text}` });
  for (const [name] of STATUSES) {
    if (campaign[name] > 0) {
      const piece = h('span', { class: name });
      piece.style.flexGrow = String(campaign[name] / records);
      element.append(piece);
    }
  }

  return element;
}
