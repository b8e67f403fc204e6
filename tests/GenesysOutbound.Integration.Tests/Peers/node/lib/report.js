'use strict';

/** One JSON object a line on standard output: that is how the programs here talk to whoever started them. */
module.exports = function report(object) {
  process.stdout.write(JSON.stringify(object) + '\n');
};
