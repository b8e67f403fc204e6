'use strict';

const http = require('http');

/**
 * A second HTTP server on loopback that steers the peer: GET /command?name=value runs a command and answers its result as JSON.
 * Values that look like JSON (numbers, true, false, objects, arrays, quoted strings) are read as JSON.
 */
module.exports = function control(commands, port) {
  const server = http.createServer(async (request, response) => {
    const url = new URL(request.url, 'http://127.0.0.1');
    const command = commands[url.pathname.slice(1)];
    const reply = (status, value) => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(value === undefined ? {} : value));
    };
    if (!command) {
      reply(404, { error: `no command ${url.pathname}`, commands: Object.keys(commands) });
      return;
    }
    try {
      reply(200, await command(parameters(url.searchParams)));
    } catch (failure) {
      reply(500, { error: String(failure && failure.stack || failure) });
    }
  });
  return new Promise(resolve => server.listen(port, '127.0.0.1', () => resolve(server.address().port)));
};

function parameters(search) {
  const result = {};
  for (const [name, text] of search) {
    try {
      result[name] = JSON.parse(text);
    } catch {
      result[name] = text;
    }
  }
  return result;
}
