'use strict';

/**
 * What the peer was asked, newest last, and how fast. Bounded, because a client that spins asks thousands of times a
 * second; with a capacity of 0 it only counts, so that it costs a benchmark nothing.
 */
module.exports = class Journal {
  constructor(capacity) {
    this._capacity = capacity;
    this.clear();
  }

  clear() {
    this.requests = 0;
    this.byChannel = {};
    this.byStatus = {};
    this.peakPerSecond = 0;
    this.entries = [];
    this._lastSecond = [];
  }

  /** Notes the arrival of a request; the entry is completed as more becomes known. */
  arrived(request) {
    const at = performance.now();
    const entry = { n: ++this.requests, at, method: request.method, url: request.url, messages: [], status: 0 };
    if (this._capacity > 0) {
      this._lastSecond.push(at);
      while (this._lastSecond[0] <= at - 1000) {
        this._lastSecond.shift();
      }
      this.peakPerSecond = Math.max(this.peakPerSecond, this._lastSecond.length);
      this.entries.push(entry);
      if (this.entries.length > this._capacity) {
        this.entries.shift();
      }
    }
    return entry;
  }

  /** The request's body is known. */
  read(entry, text) {
    let messages;
    try {
      messages = [].concat(JSON.parse(text));
    } catch {
      return;
    }
    for (const message of messages) {
      this.byChannel[message.channel] = (this.byChannel[message.channel] || 0) + 1;
      const { channel, id, subscription, advice, ext, clientId } = message;
      entry.messages.push({ channel, id, subscription, advice, ack: ext && ext.ack, clientId });
    }
  }

  /** The request was answered, or not (status 0). */
  answered(entry, status) {
    entry.status = status;
    entry.took = performance.now() - entry.at;
    this.byStatus[status] = (this.byStatus[status] || 0) + 1;
  }

  summary() {
    const { requests, byChannel, byStatus, peakPerSecond } = this;
    return { requests, byChannel, byStatus, peakPerSecond };
  }
};
