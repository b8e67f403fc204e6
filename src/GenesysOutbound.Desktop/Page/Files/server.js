// The connection to the desktop: signing in, the stream of changes, actions.
import { addEvents, emit, set, setRecord, setRecords, state } from './state.js';

const KeyName = 'gws-desktop-key';
const FirstRetry = 1000;
const LastRetry = 10000;

// The stream has a line every three seconds.
const SilenceLimit = 12000;

let key = null;
let pageId = null;

export async function start() {
  const token = location.hash.slice(1);
  if (token) {
    // The token is of no use any more; it does not belong into the history.
    history.replaceState(null, '', location.pathname);
  }

  key = read();
  if (token && !await signIn(token) && !key) {
    set('link', { kind: 'denied', text: 'The link has been used already, or belongs to another desktop.' });
    return;
  }

  if (!key) {
    set('link', { kind: 'denied', text: 'This browser has not been let in.' });
    return;
  }

  await follow();
}

export async function action(name, data) {
  try {
    const response = await post('/api/action', { action: name, ...data });
    if (response.ok) {
      return await response.json();
    }

    return failure(response.status === 401
      ? 'The desktop does not know this browser any more. Open the address that Get-GwsDesktop shows.'
      : `The desktop answered with HTTP ${response.status}; nothing is known to have changed.`);
  } catch {
    return failure('The desktop could not be reached. Whether the action was carried out is unknown; look at the record before you repeat it.');
  }
}

// The reply to a message of the client page; null for one that is not of the API. An error's message is meant for the client page, which would wait in
// vain for a reply.
export async function forward(origin, message) {
  let response;
  try {
    response = await post('/api/client', { page: pageId, origin, message });
    if (response.ok) {
      return (await response.json()).reply;
    }
  } catch {
    throw new Error('The desktop could not be reached; whether the request was carried out is unknown.');
  }

  throw new Error(`The desktop did not take the request (HTTP ${response.status}); it was not carried out.`);
}

function failure(message) {
  return { error: { id: 'DesktopUnreachable', message, advice: '' } };
}

async function signIn(token) {
  try {
    const response = await post('/api/sign-in', { token });
    if (!response.ok) {
      return false;
    }

    key = (await response.json()).key;
    localStorage.setItem(KeyName, key);
    return true;
  } catch {
    return false;
  }
}

function read() {
  try {
    return localStorage.getItem(KeyName);
  } catch {
    return null;
  }
}

function post(path, body, signal) {
  return fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Desktop-Key': key ?? '' },
    body: JSON.stringify(body),
    credentials: 'same-origin',
    cache: 'no-store',
    redirect: 'error',
    signal,
  });
}

async function follow() {
  for (let retry = FirstRetry; ; retry = Math.min(retry * 2, LastRetry)) {
    const outcome = await readStream();
    if (outcome) {
      set('link', outcome);
      return;
    }

    if (state.link.kind === 'open') {
      retry = FirstRetry;
    }

    set('link', { kind: 'lost', text: '' });
    await new Promise(resolve => setTimeout(resolve, retry));
  }
}

// Returns how it ended when it ended for good; nothing when it is worth another try.
async function readStream() {
  const abort = new AbortController();
  let silence = 0;
  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(() => abort.abort(), SilenceLimit);
  };
  heard();
  try {
    const response = await post('/api/stream', pageId ? { page: pageId } : {}, abort.signal);
    if (response.status === 401) {
      return { kind: 'denied', text: 'The desktop does not know this browser.' };
    }

    if (response.status === 409) {
      return { kind: 'denied', text: 'Too many pages of this desktop are open. Close one and load this page again.' };
    }

    if (!response.ok) {
      return null;
    }

    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done) {
        return null;
      }

      heard();
      const lines = (rest + value).split('\n');
      rest = lines.pop();
      for (const line of lines) {
        const end = take(JSON.parse(line));
        if (end) {
          return end;
        }
      }
    }
  } catch {
    return null;
  } finally {
    clearTimeout(silence);
    abort.abort();
  }
}

function take(message) {
  switch (message.type) {
    case 'hello':
      pageId = message.id;
      state.results = message.results;
      set('link', { kind: 'open', text: '' });
      break;
    case 'section':
      if (message.name === 'records') {
        setRecords(message.data);
      } else {
        set(message.name, message.data);
      }

      break;
    case 'record':
      setRecord(message.data);
      break;
    case 'events':
      addEvents(message.data, message.skipped);
      break;
    case 'client':
      emit('client', message);
      break;
    case 'end':
      return { kind: 'ended', text: message.reason };
    default:
      break;
  }

  return null;
}
