import { act } from '../act.js';
import { changeButton, h, head, pill, redraw } from '../dom.js';
import { state } from '../state.js';

export function drawCampaigns() {
  const { campaigns } = state;
  redraw(document.getElementById('campaigns'), campaigns, () => [
    head('campaigns-title', 'Campaigns', campaigns.length),
    campaigns.length === 0
      ? h('p', { class: 'empty' }, h('strong', {}, 'No campaign'), 'The server announces campaigns when they are loaded.')
      : h('ul', {}, campaigns.map(campaign)),
  ]);
}

function campaign(one) {
  const isStarted = one.state === 'Started';
  return h('li', { class: 'item' },
    h('div', { class: 'item-head' },
      h('span', { class: 'item-name' }, one.name),
      pill(one.state ?? 'Unknown', isStarted ? 'good' : '')),
    h('p', { class: 'sub' }, [one.mode, one.description].filter(Boolean).join(', ')),
    one.isPreview ? h('div', { class: 'row' },
      changeButton('Next record', button => act('campaign.next', { campaign: one.name }, button), {
        class: 'small primary',
        disabled: !isStarted,
        'aria-label': `Next record of ${one.name}`,
      }),
      one.previewSession
        ? changeButton('Stop preview', button => act('campaign.stop', { campaign: one.name }, button, `The preview session of ${one.name} has ended.`), {
          class: 'small',
          'data-key': `preview-${one.name}`,
          'aria-label': `Stop the preview session of ${one.name}`,
        })
        : changeButton('Start preview', button => act('campaign.start', { campaign: one.name }, button, `The preview session of ${one.name} is open.`), {
          class: 'small',
          disabled: !isStarted,
          'data-key': `preview-${one.name}`,
          'aria-label': `Start the preview session of ${one.name}`,
        })) : null);
}
