'use strict';

/**
 * Nobody is left behind: the process ends when whoever started it closes its standard input, or dies without doing so.
 * Lines that come in meanwhile go to `onLine`.
 */
module.exports = function lifeline(onLine) {
  const parent = process.ppid;
  const end = () => process.exit(0);
  let rest = '';
  process.stdin.setEncoding('utf8');
  process.stdin.on('data', text => {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    lines.filter(line => line.trim().length > 0).forEach(line => onLine && onLine(line));
  });
  process.stdin.on('end', end);
  process.stdin.on('close', end);
  process.stdin.on('error', end);
  process.stdout.on('error', end);
  setInterval(() => process.ppid !== parent && end(), 1000).unref();
};
