// A client of the Service Client API of our own. It speaks the envelope as the vendor's library was recorded to speak it: a text counter for the
// reference id, no "parameters" without arguments, a missing argument as undefined, the reply found by its text.
let counter = 0;
const waiting = new Map();
const events = [];
let frameId;

function send(message) {
  return new Promise((resolve, reject) => {
    message.referenceId = String(counter++);
    message.userAgent = 'WWE Client';
    message.protocolVersion = 2;
    if (frameId !== undefined) {
      message.frameId = frameId;
    }

    waiting.set(message.referenceId, { resolve, reject });
    setTimeout(() => reject('Request timeout'), 10000);
    window.parent.postMessage(message, '*');
  });
}

function call(request, ...parameters) {
  return send(parameters.length === 0 ? { request } : { request, parameters });
}

function subscribe(names) {
  return send({ event: 'subscribe', data: names });
}

window.addEventListener('message', ({ data, source, origin }) => {
  if (source !== window.parent || typeof data !== 'object' || !String(data.userAgent).includes('WWE')) {
    return;
  }

  window.hostOrigin = origin;
  if (data.event) {
    events.push(data);
    const line = document.createElement('li');
    line.textContent = `${data.event} ${data.data.eventType ?? ''}`;
    document.getElementById('log').append(line);
    return;
  }

  const found = waiting.get(data.referenceId);
  waiting.delete(data.referenceId);
  delete data.referenceId;
  if ('errorMessage' in data) {
    found?.reject(data.errorMessage);
  } else {
    found?.resolve(data);
  }
});
