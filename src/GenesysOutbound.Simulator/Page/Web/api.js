// Requests to the simulator. The token comes from the fragment of the address and travels in a header only.

const RETRY_MILLISECONDS = [250, 500, 1000, 2000];

export class RefusedError extends Error {}

/** The token in the fragment; an empty text without one. */
export function token() {
  return new URLSearchParams(location.hash.slice(1)).get('token') ?? '';
}

async function send(method, path, body, signal) {
  const response = await fetch(path, {
    method,
    body,
    signal,
    cache: 'no-store',
    credentials: 'omit',
    headers: { Authorization: `Bearer ${token()}` },
  });
  if (response.status === 403) {
    throw new RefusedError('The control token is missing or wrong.');
  }

  if (!response.ok) {
    throw new Error(await response.text() || `The simulator answered ${response.status}.`);
  }

  return response;
}

/** Runs an operation of the control API and returns its result. */
export async function call(operation, args = {}) {
  const response = await send('POST', `/simulator/${operation}`, JSON.stringify(args));
  return response.json();
}

/** Fetches a view; parameters that are empty or null are left out. */
export async function view(name, parameters = {}, signal = undefined) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '' && value !== false) {
      query.set(key, String(value));
    }
  }

  const response = await send('GET', `/simulator/view/${name}?${query}`, undefined, signal);
  return response.json();
}

/**
 * Follows the stream of changes until the token is refused. Server-sent events are read by fetch, because EventSource cannot send a header and would put
 * the token into the address.
 */
export async function follow(onMessage, onState) {
  let lastId = '';
  let failures = 0;
  for (;;) {
    try {
      const response = await fetch('/simulator/stream', {
        cache: 'no-store',
        credentials: 'omit',
        headers: { Authorization: `Bearer ${token()}`, 'Last-Event-ID': lastId },
      });
      if (response.status === 403) {
        onState('refused');
        return;
      }

      if (!response.ok) {
        throw new Error(await response.text());
      }

      failures = 0;
      onState('connected');
      await readEvents(response.body, (id, data) => {
        lastId = id;
        onMessage(JSON.parse(data));
      });
      onState('reconnecting');
    } catch (error) {
      onState('reconnecting', error.message);
    }

    const pause = RETRY_MILLISECONDS[Math.min(failures++, RETRY_MILLISECONDS.length - 1)];
    await new Promise((resolve) => { setTimeout(resolve, pause); });
  }
}

async function readEvents(body, onEvent) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }

    text += value;
    const blocks = text.split('\n\n');
    text = blocks.pop();
    for (const block of blocks) {
      const lines = block.split('\n');
      const field = (name) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? '';
      onEvent(field('id'), field('data'));
    }
  }
}
