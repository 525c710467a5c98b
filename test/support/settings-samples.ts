import * as fc from 'fast-check';
import type { Setting } from '../../functions/settings/declare.ts';
import type { Parts } from '../../modules/inputs/parts.ts';

/** Texts that some pattern takes, or nearly takes. */
const TEXTS: readonly unknown[] = `
  x + +1 +0 +49 +1876 +12345678 49 ACME 12345 ACMEACMEACME A1 de de_AT pt-BR iw he german de- x! zh_Hant_TW
  app.example.com App.example.com example https://app.example.com https://app.example.com/a/b?c https://app.example.com:65535/
  https://app.example.com:65536/ https://app.example.com:0/ https://app.example.com:080/ https://1.2.3.4/ https://1.2.3.999/
  https://a..b/ https://a-/ https://0x7f/ https://a.0x7f/ https://u@a.example/ https://a.example#b http://localhost http://localhost:3000/x
  http://localhost.example.com/ http://127.0.0.1/ a@b a@b.example a@@b Acme<a@b> a"b@c a:b@c turnstile closed sns digits sign/in_1-2
  arn:aws:lambda:eu-central-1:111122223333:function:riddle arn:aws:lambda:eu-central-1:111122223333:function:riddle:$LATEST
  arn:aws:lambda:eu-central-1:111122223333:layer:riddle arn:aws-cn:ses:cn-north-1:111122223333:identity/b.example
  arn:aws:ses:eu-central-1:111122223333:identity/ arn:aws:ssm:eu-central-1:111122223333:parameter/texts
  arn:aws:ssm:eu-central-1:11112222333:parameter/texts arn:aws:sms-voice:eu-central-1:111122223333:pool/pool-1 +14255550100
  arn:aws:secretsmanager:eu-central-1:111122223333:secret:a/b-AbCdEf arn:aws:secretsmanager:eu-central-1:111122223333:secret:AbCdEf
`
  .trim()
  .split(/\s+/)
  .concat(
    ...[
      '',
      ' ',
      'a b',
      'a\u00a0b@c.example',
      'a\u2028b',
      'a\u0085b',
      'a\nb',
      'x\n',
      'é',
      '👩‍👩‍👧‍👦',
      '😀'.repeat(60),
    ],
    ...[1, 11, 50, 51, 60, 61].map(length => 'a'.repeat(length)),
    ...[488, 489].map(length => `https://app.example.com/${'a'.repeat(length)}`),
    ...['\u00a0', '\ufeff', '\u3000', '\u200b', '\t'].map(blank => `https://app.example.com/a${blank}b`),
    ...['{x}', '${', '%{', '\\'].map(odd => `a${odd}@b.example`),
  );

/** Values of another type, which Terraform turns into texts or refuses. */
const OTHERS: readonly unknown[] = [null, true, 7, 3.5, '6', '1e3', [], {}, ['x'], { x: 1 }];

const made = new WeakMap<readonly RegExp[], readonly unknown[]>();

/** What the patterns take, whatever they do not that is near, and some of the rest. */
function texts(patterns: readonly RegExp[]): readonly unknown[] {
  const known = made.get(patterns);
  if (known) return known;
  const isShort = ({ source }: RegExp) => source.length < 120;
  const sampled = patterns
    .filter(isShort)
    .flatMap(pattern => fc.sample(fc.stringMatching(pattern), { numRuns: 5, seed: 7 }));
  const all = [...TEXTS, ...sampled];
  made.set(patterns, all);
  return all;
}

/** Values at, inside and outside what a declaration takes, and of other types. */
export function samplesOf(setting: Setting): readonly unknown[] {
  const { attributes, of, keys, names, patterns, min, max, fallback: _, ...rest } = setting as Parts;
  if (attributes) {
    const whole = goodOf(setting) as object;
    return Object.entries(attributes)
      .flatMap(([name, part]) => samplesOf(part).map(value => ({ ...whole, [name]: value })) as unknown[])
      .concat(whole, OTHERS);
  }
  if ('fallback' in setting && of) return [...samplesOf(of), null];
  if (keys && of) {
    const good = goodOf(of);
    const [key = 'x'] = [goodOf(keys)] as string[];
    return [
      ...samplesOf(keys).map(name => ({ [String(name)]: good })),
      ...samplesOf(of).map(value => ({ [key]: value })),
      ...[{}, null, 'x', 7, []],
    ];
  }
  if (of) {
    const good = goodOf(of);
    const lengths = [0, 1, 2, (min ?? 0) - 1, min ?? 0].filter(length => length >= 0);
    return [
      ...lengths.map(length => Array(length).fill(good)),
      ...samplesOf(of).map(value => [good, value]),
      ...OTHERS,
    ];
  }
  if (names) return [...names, 'constructor', ...names.map(name => name.toUpperCase()), ...OTHERS, ''];
  if (patterns) return [...texts(patterns), ...OTHERS];
  if (min === undefined || max === undefined)
    return [true, false, 'true', 'yes', ...OTHERS, ...Object.keys(rest).slice(0, 0)];
  const ends = [min - 1, min, min + 1, max - 1, max, max + 1, min - 0.25, min + 0.5, max + 0.01, -1, 0, 1e3];
  return [...ends, ...ends.map(String), ...OTHERS];
}

/** A value that is right. */
function goodOf(setting: Setting): unknown {
  const { attributes, of, keys, names, patterns, min } = setting as Parts;
  if (attributes) {
    const needed = Object.entries(attributes).filter(([, part]) => !('fallback' in part));
    return Object.fromEntries(needed.map(([name, part]) => [name, goodOf(part)]));
  }
  if (keys && of) return {};
  if (of) return [goodOf(of)];
  if (names) return names[0];
  if (patterns)
    return texts(patterns).find(text => (patterns.length > 0 ? isRight(setting, text) : text === 'x'));
  return min ?? true;
}

export function isRight(setting: Setting, value: unknown): boolean {
  try {
    setting.read(value, 'here');
    return true;
  } catch {
    return false;
  }
}
