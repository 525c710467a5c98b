import { expect } from 'chai';
import type { LogLevel } from '../../../local/deployment.ts';
import { isLogged } from '../../../local/lambda/log-level.ts';
import { useLambda } from './deploy.ts';

const timestamp = '2025-11-21T18:33:20.123Z';
const line = (fields: object) => JSON.stringify({ message: 'a', ...fields });

describe('isLogged', () => {
  const lines: readonly [title: string, line: string, least: LogLevel | undefined, logged: boolean][] = [
    ['everything in plain text', 'a', undefined, true],
    ['a line of the level', line({ level: 'ERROR', timestamp }), 'ERROR', true],
    ['a line above it', line({ level: 'FATAL', timestamp }), 'ERROR', true],
    ['a line below it', line({ level: 'WARN', timestamp }), 'ERROR', false],
    ['a level in small letters, as in AWS’s example', line({ level: 'debug', timestamp }), 'INFO', false],
    [
      'an offset and no fraction',
      line({ level: 'ERROR', timestamp: '2025-11-21T18:33:20+01:00' }),
      'WARN',
      true,
    ],
    ['text that is not JSON, as INFO', 'a', 'INFO', true],
    ['text that is not JSON, as INFO', 'a', 'WARN', false],
    ['no level, as INFO', line({ timestamp }), 'WARN', false],
    ['an unknown level, as INFO', line({ level: 'CRITICAL', timestamp }), 'WARN', false],
    ['no time, as INFO', line({ level: 'FATAL' }), 'WARN', false],
    [
      'a time that is not RFC 3339, as INFO',
      line({ level: 'FATAL', timestamp: 1763750000123 }),
      'WARN',
      false,
    ],
    [
      'a time without a zone, as INFO',
      line({ level: 'FATAL', timestamp: '2025-11-21T18:33:20' }),
      'WARN',
      false,
    ],
    ['null', 'null', 'INFO', true],
  ];
  for (const [title, text, least, logged] of lines) {
    it(`${logged ? 'takes' : 'drops'} ${title} (${least ?? 'no level'})`, () => {
      expect(isLogged(text, least)).to.equal(logged);
    });
  }
});

describe('a function with a log level', () => {
  const { deploy } = useLambda();
  const body = `exports.handler = async () => {
    for (const method of ['debug', 'info', 'warn', 'error', 'fatal']) console[method](method);
    const timestamp = new Date().toISOString();
    for (const level of ['WARN', 'FATAL']) process.stdout.write(JSON.stringify({ level, timestamp, message: 'raw' }) + '\\n');
    process.stdout.write('plain\\n');
  };`;

  it('logs what it says at that level or above, by the console and past it', async () => {
    const { invoke, logs } = await deploy({ 'index.js': body }, { logLevel: 'ERROR' });
    await invoke();
    const told = logs.map(text => JSON.parse(text)).map(({ level, message }) => `${level} ${message}`);
    expect(told).to.deep.equal(['ERROR error', 'FATAL fatal', 'FATAL raw']);
  });

  it('logs everything in plain text without one', async () => {
    const { invoke, logs } = await deploy({ 'index.js': body });
    await invoke();
    expect(logs).to.have.length(8);
  });
});
