// node --require at-exit.cjs PROGRAM: reports the cost of a whole program. Preloads run in worker threads as well.
const { isMainThread } = require('node:worker_threads');
const { cost, report } = require('./cost.cjs');

if (isMainThread) process.on('exit', () => report(cost()));
