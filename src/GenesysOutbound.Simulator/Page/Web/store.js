// What the stream has told so far. Listeners are called at most four times a second and only for what has changed.

const PAUSE_MILLISECONDS = 250;
const PLOTTED_SECONDS = 300;

const listeners = [];
let scheduled = false;
let changes = fresh();

export const state = {
  connection: 'connecting',
  detail: '',
  instance: null,
  generation: 0,
  now: 0,
  receivedAt: 0,
  nextCallback: null,
  agents: new Map(),
  campaigns: new Map(),
  interactions: new Map(),
  faults: [],
  requests: 0,
  records: 0,
  activity: { requests: [], events: [] },
};

function fresh() {
  return { connection: false, restarted: false, agents: new Set(), campaigns: new Set(), interactions: new Set(), faults: false, activity: false, requests: false, records: false, clock: false };
}

/** Calls a listener with what has changed. */
export function onChange(listener) {
  listeners.push(listener);
}

function schedule() {
  if (!scheduled) {
    scheduled = true;
    setTimeout(() => {
      scheduled = false;
      const now = changes;
      changes = fresh();
      for (const listener of listeners) {
        listener(now);
      }
    }, PAUSE_MILLISECONDS);
  }
}

/** Notes whether the stream is connected. */
export function setConnection(connection, detail = '') {
  state.connection = connection;
  state.detail = detail;
  changes.connection = true;
  schedule();
}

/** Takes a message of the stream. */
export function apply(message) {
  if (message.instance) {
    restart(message);
  }

  state.now = message.now ?? state.now;
  state.receivedAt = performance.now();
  changes.clock = true;
  merge('agents', message, (agent) => agent.name);
  merge('campaigns', message, (campaign) => campaign.name);
  merge('interactions', message, (interaction) => interaction.id);
  for (const name of ['faults', 'requests', 'records', 'nextCallback']) {
    if (name in message) {
      state[name] = message[name];
      changes[name] = true;
    }
  }

  if (message.activity) {
    for (const name of ['requests', 'events']) {
      state.activity[name] = [...state.activity[name], ...message.activity[name]].slice(-PLOTTED_SECONDS);
    }

    changes.activity = true;
  }

  schedule();
}

function restart(message) {
  const again = state.instance !== null && (state.instance !== message.instance || state.generation !== message.generation);
  if (again && state.instance !== message.instance) {
    state.activity = { requests: [], events: [] };
  }

  Object.assign(state, { instance: message.instance, generation: message.generation, nextCallback: null, faults: [] });
  for (const name of ['agents', 'campaigns', 'interactions']) {
    for (const key of state[name].keys()) {
      changes[name].add(key);
    }

    state[name].clear();
  }

  changes.faults = true;
  changes.restarted ||= again;
}

function merge(name, message, keyOf) {
  for (const item of message[name] ?? []) {
    state[name].set(keyOf(item), item);
    changes[name].add(keyOf(item));
  }

  for (const key of message[`${name}Gone`] ?? []) {
    state[name].delete(key);
    changes[name].add(key);
  }
}
