// What the page knows, and who wants to hear of it.
const MaxEvents = 500;

const listeners = new Map();

export const state = {
  link: { kind: 'connecting', text: '' },
  session: null,
  counters: { eventsDropped: 0 },
  devices: [],
  campaigns: [],
  calls: [],
  emails: [],
  unknown: { requests: [], unanswered: [] },
  records: { inHand: [], shown: [], total: 0 },
  record: new Map(),
  events: [],
  results: [],
  selected: null,
};

export function on(names, listener) {
  for (const name of names.split(' ')) {
    if (!listeners.has(name)) {
      listeners.set(name, []);
    }

    listeners.get(name).push(listener);
  }
}

export function emit(name, detail) {
  for (const listener of listeners.get(name) ?? []) {
    listener(detail);
  }
}

export function set(name, value) {
  state[name] = value;
  emit(name);
}

export function setRecord(record) {
  state.record.set(record.handle, record);
  emit('record', record.handle);
}

export function setRecords(records) {
  for (const handle of state.record.keys()) {
    if (!records.shown.includes(handle)) {
      state.record.delete(handle);
    }
  }

  state.records = records;
  if (!records.shown.includes(state.selected) || (!state.record.get(state.selected)?.inHand && records.inHand.length > 0)) {
    state.selected = records.inHand.at(-1) ?? (records.shown.includes(state.selected) ? state.selected : null);
  }

  emit('records');
}

export function select(handle) {
  state.selected = handle;
  emit('records');
}

export function addEvents(events, skipped) {
  if (skipped > 0) {
    state.events.unshift({ skipped, sequence: 0, at: events[0]?.at });
  }

  for (const event of events) {
    if (!state.events.some(known => known.sequence === event.sequence && event.sequence > 0)) {
      state.events.unshift(event);
    }
  }

  state.events.length = Math.min(state.events.length, MaxEvents);
  emit('events');
}
