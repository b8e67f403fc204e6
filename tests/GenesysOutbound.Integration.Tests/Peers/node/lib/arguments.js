'use strict';

/**
 * `--name value` pairs. Numbers, true and false become what they say; a name that comes twice becomes an array.
 */
module.exports = function readArguments(argv, defaults) {
  const result = { ...defaults };
  const seen = new Set();
  for (let i = 0; i < argv.length; i += 2) {
    if (!argv[i].startsWith('--') || i + 1 >= argv.length) {
      throw new Error(`expected --name value, got ${argv[i]}`);
    }
    const name = argv[i].slice(2);
    const value = convert(argv[i + 1]);
    result[name] = seen.has(name) ? [].concat(result[name], value) : value;
    seen.add(name);
  }
  return result;
};

function convert(text) {
  if (text === 'true' || text === 'false') {
    return text === 'true';
  }
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
