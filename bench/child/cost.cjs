// What a child process tells the bench: on file descriptor 3, since a handler logs to the other two.
const { writeSync } = require('node:fs');
const { performance } = require('node:perf_hooks');

/** Since the process started; CPU is user and system time of all its threads. */
exports.cost = () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  return { wallMs: performance.now(), cpuMs: (userCPUTime + systemCPUTime) / 1000 };
};

exports.report = (measured, end = '') => writeSync(3, JSON.stringify(measured) + end);
