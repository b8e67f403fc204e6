// Agents and campaigns side by side.

import { h } from './dom.js';
import { createAgents } from './agents.js';
import { createCampaigns } from './campaigns.js';

export function createOverview(panel, page) {
  const agents = h('section', { class: 'card agents', 'aria-labelledby': 'agents-title' });
  const campaigns = h('section', { class: 'card campaigns', 'aria-labelledby': 'campaigns-title' });
  panel.append(h('div', { class: 'columns' }, agents, campaigns));
  const views = [createAgents(agents, page), createCampaigns(campaigns, page)];
  return {
    update(changes, visible) {
      for (const view of views) {
        view.update(changes, visible);
      }
    },
    shown() {
      for (const view of views) {
        view.shown();
      }
    },
  };
}
