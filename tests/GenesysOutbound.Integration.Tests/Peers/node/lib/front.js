'use strict';

const http = require('http');
const Journal = require('./journal');

/**
 * The HTTP server in front of a Bayeux server: keeps the journal of requests and makes the faults that are asked for.
 * `handle(request, response)` is the Bayeux server's; it is asked for anew with every request, so that it can be replaced.
 */
module.exports = class Front {
  constructor(getHandle, options) {
    this._getHandle = getHandle;
    this._looksAtBodies = options.journal > 0;
    this.journal = new Journal(options.journal);
    this._sockets = new Set();
    this._polls = new Set();
    this._status = null;
    this._drops = [];
    this._server = this._create();
  }

  listen(port) {
    return new Promise((resolve, reject) => {
      this._server.once('error', reject);
      this._server.listen(port, '127.0.0.1', () => resolve(this.port = this._server.address().port));
    });
  }

  /** Answers every request with a status code: the next n, or all until it is called with status 0. */
  answerWith(status, count, body, delay) {
    // The control surface reads what looks like JSON as JSON.
    body = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    this._status = status ? { status, left: count || Infinity, body: body ?? `<html><body>${status}</body></html>`, delay: delay || 0 } : null;
  }

  /**
   * The next reply that matches is made and then lost: 'drop' loses it whole, 'cut' after half of it. The Bayeux server believes that it was sent.
   */
  loseNextReply({ kind = 'drop', channel = '/meta/connect', withEvents = true, count = 1 }) {
    this._drops.push({ kind, channel, withEvents, left: count });
  }

  /** No further reply is lost. */
  loseNothing() {
    this._drops = [];
  }

  /** How many replies are still to be lost. */
  get toLose() {
    return this._drops.reduce((sum, drop) => sum + drop.left, 0);
  }

  /** Tears down the connections of all polls that are held; returns how many. */
  resetPolls() {
    const held = [...this._polls];
    held.forEach(response => response.socket && response.socket.resetAndDestroy());
    return held.length;
  }

  /** How many polls are held. */
  get held() {
    return this._polls.size;
  }

  get connections() {
    return this._sockets.size;
  }

  /** Stops listening, cuts every connection, and comes back on the same port. */
  async restart(downFor) {
    const closed = new Promise(resolve => this._server.close(resolve));
    this._sockets.forEach(socket => socket.resetAndDestroy());
    await closed;
    setTimeout(() => {
      this._server = this._create();
      this.listen(this.port);
    }, downFor);
  }

  _create() {
    // Longer than any test holds a connection idle; the client must survive a shorter one too, and the fault proxy makes it.
    const server = http.createServer({ keepAliveTimeout: 120_000 }, (request, response) => this._serve(request, response));
    server.on('connection', socket => {
      this._sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('close', () => this._sockets.delete(socket));
      socket.on('error', () => { });
    });
    return server;
  }

  _serve(request, response) {
    const entry = this.journal.arrived(request);
    response.on('close', () => {
      this._polls.delete(response);
      this.journal.answered(entry, response.headersSent ? response.statusCode : 0);
    });
    if (this._looksAtBodies) {
      const chunks = [];
      request.on('data', chunk => chunks.push(Buffer.from(chunk)));
      request.on('end', () => {
        this.journal.read(entry, Buffer.concat(chunks).toString('utf8'));
        if (entry.messages.some(message => message.channel === '/meta/connect')) {
          this._polls.add(response);
        }
      });
      this._watch(response, entry);
    }
    if (this._status && this._status.left-- > 0) {
      const { status, body, delay } = this._status;
      request.resume();
      setTimeout(() => {
        response.writeHead(status, { 'Content-Type': 'text/html' });
        response.end(body);
      }, delay);
      return;
    }
    this._getHandle()(request, response);
  }

  /** Looks at the reply when it is complete: both servers here write it with a single call of end. */
  _watch(response, entry) {
    const end = response.end.bind(response);
    response.end = (content, ...rest) => {
      const drop = content && this._drops.find(d => this._matches(d, entry, content));
      if (!drop) {
        return end(content, ...rest);
      }
      drop.left--;
      this._drops = this._drops.filter(d => d.left > 0);
      entry.lost = true;
      const socket = response.socket;
      if (drop.kind === 'cut') {
        const bytes = Buffer.from(content, 'utf8');
        if (!response.headersSent) {
          response.setHeader('Content-Length', bytes.length);
        }
        response.write(bytes.subarray(0, bytes.length >> 1), () => socket && socket.destroy());
      } else if (socket) {
        socket.resetAndDestroy();
      }
      response.emit('finish');
      return response;
    };
  }

  _matches(drop, entry, content) {
    return entry.messages.some(message => message.channel === drop.channel) && (!drop.withEvents || String(content).includes('"data":'));
  }
};
