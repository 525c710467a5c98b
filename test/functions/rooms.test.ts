import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';

/**
 * The rooms of `functions/` from top to bottom: folders, and single files. A room imports what is in rooms of lower lines only,
 * so there is no circle, and none of one line knows another. What a challenge is made of is in a folder of its own, and
 * no challenge imports another one's.
 */
const ROOMS: readonly (readonly string[])[] = [
  [
    'define-auth-challenge',
    'create-auth-challenge',
    'verify-auth-challenge-response',
    'pre-token-generation',
    'deliver-challenge',
    'support',
    'publish-events',
  ],
  ['warm-up'],
  ['handlers'],
  ['delivery'],
  ['challenges'],
  ['flow'],
  ['question'],
  ['settings'],
  ['event'],
  ['ledger'],
  ['aws'],
  ['http'],
  ['challenge-kinds.ts', 'records.ts', 'metrics.ts', 'log-fault.ts', 'to-the-end.ts'],
  ['metric-definitions.ts', 'time.ts'],
];

/** `from '…'`, `import('…')` with quotes of any kind, and `import '…'`: `import type` as well. */
const IMPORT = /(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)(['"`])(\.[^'"`]*)\1/g;

const lineOf = (room: string) => ROOMS.findIndex(line => line.includes(room));

/** What is wrong with the imports of a file, in sentences. @param file its path in `functions/` */
function faultsOf(file: string, source: string): string[] {
  const [room = '', folder = '', ...deeper] = file.split('/');
  if (lineOf(room) < 0) return [`${file} is in the room ${room}, which the table does not have.`];
  return [...source.matchAll(IMPORT)].flatMap(([, , specifier = '']) => {
    const path = join(dirname(file), specifier);
    const [other = '', otherFolder = '', ...otherDeeper] = path.split('/');
    const says = `${file} imports ${specifier}`;
    if (other === '..') return [`${says}, which is outside of functions/.`];
    if (lineOf(other) < 0) return [`${says} of the room ${other}, which the table does not have.`];
    if (other !== room)
      return lineOf(other) > lineOf(room) ? [] : [`${says}, but ${other} is not below ${room}.`];
    const isOthers = room === 'challenges' && deeper.length > 0 && otherDeeper.length > 0;
    return isOthers && folder !== otherFolder
      ? [`${says}: a challenge knows no other challenge (${otherFolder}).`]
      : [];
  });
}

describe('the rooms of functions/', () => {
  const files = readdirSync('functions', { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => name.replaceAll('\\', '/'));

  it('import what is below them only, so that none is in a circle', () => {
    const faults = files.flatMap(file => faultsOf(file, readFileSync(join('functions', file), 'utf8')));
    expect(faults.join('\n')).to.equal('');
  });

  it('are all there', () => {
    const rooms = new Set(files.map(file => file.split('/')[0]));
    expect(ROOMS.flat().filter(room => !rooms.has(room))).to.deep.equal([]);
  });

  const faults: readonly [title: string, file: string, source: string, fault: string][] = [
    [
      'an import of a room above',
      'aws/kms.ts',
      "import { lag } from '../question/lag.ts';",
      'aws/kms.ts imports ../question/lag.ts, but question is not below aws.',
    ],
    [
      'an import of a type',
      'flow/round.ts',
      "import type {\n  Asked,\n} from '../challenges/challenge.ts';",
      'flow/round.ts imports ../challenges/challenge.ts, but challenges is not below flow.',
    ],
    [
      'a dynamic import',
      'handlers/world.ts',
      'const later = () => import(`../warm-up/${name}.ts`);',
      'handlers/world.ts imports ../warm-up/${name}.ts, but warm-up is not below handlers.',
    ],
    [
      'an import of a room beside it',
      'deliver-challenge/index.ts',
      "export * from '../create-auth-challenge/pose.ts';",
      'deliver-challenge/index.ts imports ../create-auth-challenge/pose.ts, but create-auth-challenge is not below deliver-challenge.',
    ],
    [
      'an import of another challenge’s',
      'challenges/external/index.ts',
      "import { toPng } from '../captcha/png.ts';",
      'challenges/external/index.ts imports ../captcha/png.ts: a challenge knows no other challenge (captcha).',
    ],
    [
      'an import from outside',
      'aws/kms.ts',
      "import '../../modules/packages.ts';",
      'aws/kms.ts imports ../../modules/packages.ts, which is outside of functions/.',
    ],
    [
      'a room that is not in the table',
      'cellar/wine.ts',
      '',
      'cellar/wine.ts is in the room cellar, which the table does not have.',
    ],
  ];
  for (const [title, file, source, fault] of faults)
    it(`names ${title}`, () => {
      expect(faultsOf(file, source)).to.deep.equal([fault]);
    });
});
