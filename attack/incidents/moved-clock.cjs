/**
 * A machine whose clock is ahead: required by Node.js before a function's own code (`NODE_OPTIONS`), which stays as it
 * is. What the clock is ahead by, in milliseconds, stands in a file, so that functions that are warm follow.
 */
const { readFileSync } = require('node:fs');

const { CLOCK_AHEAD_FILE } = process.env;
const MachineDate = Date;
const now = () => MachineDate.now() + Number(readFileSync(CLOCK_AHEAD_FILE, 'utf8'));

globalThis.Date = new Proxy(MachineDate, {
  construct: (_, time, made) => Reflect.construct(MachineDate, time.length > 0 ? time : [now()], made),
  apply: () => new MachineDate(now()).toString(),
  get: (date, name) => (name === 'now' ? now : Reflect.get(date, name)),
});
