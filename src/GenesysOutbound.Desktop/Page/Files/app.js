// The agent's desktop. Each part draws its own section of the page when what it shows has changed.
import { setControls } from './focus.js';
import { drawCampaigns } from './parts/campaigns.js';
import { drawClient } from './parts/client.js';
import { drawCount, drawEvents } from './parts/events.js';
import { drawHeader } from './parts/header.js';
import { drawInteractions } from './parts/interactions.js';
import { drawNotices } from './parts/notices.js';
import { drawRecord } from './parts/record.js';
import { start } from './server.js';
import { on, state } from './state.js';

on('link', () => setControls(state.link.kind === 'open'));
on('link session devices', drawHeader);
on('link session events unknown', drawNotices);
on('session campaigns', drawCampaigns);
on('session calls emails records', drawInteractions);
on('session records record', drawRecord);
on('events', drawEvents);
on('counters', drawCount);
on('link session', drawClient);

drawHeader();
drawCampaigns();
drawInteractions();
drawRecord();
drawEvents();
start();
