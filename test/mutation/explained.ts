import type { Mutant } from './run.ts';

/** What stood there, what a mutant put in its place, and a piece of the line where these two are not enough. */
type Change = readonly [was: string, became: string, on?: string];

/** Mutants that may live, for one reason: they change nothing that anybody could see, or nothing that matters. */
interface Explained {
  readonly file: string;
  readonly why: string;
  readonly changes: readonly Change[];
}

export const explained: readonly Explained[] = [
  {
    file: 'functions/question/question.ts',
    why: 'The pattern has all of these parts or does not match at all; the checks one by one are for TypeScript.',
    changes: [
      [
        '!step || !challenge || !nonce || !issued || !round',
        '(!step || !challenge || !nonce || !issued) && !round',
      ],
      ['!step || !challenge || !nonce || !issued', 'false'],
      ['!step || !challenge || !nonce || !issued', '(!step || !challenge || !nonce) && !issued'],
      ['!step || !challenge || !nonce', 'false'],
      ['!step || !challenge || !nonce', '(!step || !challenge) && !nonce'],
      ['!step || !challenge', 'false'],
      ['!step || !challenge', '!step && !challenge'],
    ],
  },
  {
    file: 'functions/question/question.ts',
    why: 'One text that does not match the pattern does as well as another, and what a match would begin with is not read.',
    changes: [
      ["''", '"Stryker was here!"', 'QUESTION.exec'],
      ['[]', '["Stryker was here"]', 'QUESTION.exec'],
    ],
  },
  {
    file: 'functions/question/question.ts',
    why: 'Where the two times are the same, it makes no difference which one is given.',
    changes: [['at > issuedAt', 'at >= issuedAt']],
  },
  {
    file: 'functions/question/question.ts',
    why: 'A purpose that is undefined is none for derivedBytes; leaving it out is for TypeScript.',
    changes: [['purpose !== undefined', 'true']],
  },
  {
    file: 'functions/ledger/questions.ts',
    why: 'A message of this second is handed over by the rule for repeated calls as well, with the same item.',
    changes: [['first.done', 'false', "if (first.done) return { ...known, outcome: 'send' }"]],
  },
  {
    file: 'functions/verify-auth-challenge-response/verify-answer.ts',
    why: 'Of a verdict that is no refusal, only whether it is right is read; one without it is wrong.',
    changes: [
      ["{ outcome: 'counted', isRight }", '{}'],
      ["'counted'", '""'],
      ["'repeated'", '""'],
    ],
  },
  {
    file: 'functions/verify-auth-challenge-response/verify-answer.ts',
    why: 'Whether it is refused is looked at first: nobody reads whether a refused answer was right.',
    changes: [['false', 'true', 'const REFUSED']],
  },
  {
    file: 'functions/verify-auth-challenge-response/verify-answer.ts',
    why: 'It stands for a text that no answer is equal to; Stryker’s is one too, but for whoever answers just that.',
    changes: [["''", '"Stryker was here!"', "parameters.answer ?? ''"]],
  },
  {
    file: 'functions/verify-auth-challenge-response/verify-answer.ts',
    why: 'The challenges of every step are loaded, so where there is a question there is its challenge.',
    changes: [['!question || !challenge', '!question && !challenge']],
  },
  {
    file: 'functions/verify-auth-challenge-response/verify-answer.ts',
    why: 'In that very second the ledger finds nothing: what was right in time was so REPEAT_SECONDS ago.',
    changes: [['late > REPEAT_SECONDS', 'late >= REPEAT_SECONDS']],
  },
  {
    file: 'functions/verify-auth-challenge-response/verify-answer.ts',
    why: 'One look more in the last millisecond, and the same verdict: what was right is right again, anything else is judged.',
    changes: [['late > 0', 'late >= 0', 'const wasRight']],
  },
  {
    file: 'functions/flow/conditions.ts',
    why: 'An attribute that is not there was left out before; the default is for TypeScript.',
    changes: [["''", '"Stryker was here!"', 'function listed']],
  },
  {
    file: 'functions/flow/conditions.ts',
    why: 'Both sides of the comparison are folded in the same way.',
    changes: [['value.toLowerCase()', 'value.toUpperCase()']],
  },
  {
    file: 'functions/flow/next.ts',
    why: 'Any text does that is none of the two statuses.',
    changes: [["''", '"Stryker was here!"', 'needsPassword']],
  },
  {
    file: 'functions/flow/round.ts',
    why: 'What a match would begin with is not read, and one text that does not match does as well as another.',
    changes: [
      ['[]', '["Stryker was here"]', 'ROUND.exec'],
      ['[]', '["Stryker was here"]', 'QUESTION.exec'],
      ["''", '"Stryker was here!"', 'QUESTION.exec'],
    ],
  },
  {
    file: 'functions/flow/round.ts',
    why: 'They are there where the nonce is, and nothing is made of them where it is not; the defaults are for TypeScript.',
    changes: [["''", '"Stryker was here!"', "lag = ''"]],
  },
  {
    file: 'functions/challenges/external/index.ts',
    why: 'A flow with an external challenge and no function to ask is refused at the cold start.',
    changes: [["''", '"Stryker was here!"', "functionArn = ''"]],
  },
  {
    file: 'functions/challenges/magic-link/index.ts',
    why: 'The pattern has both or does not match at all, and what a match would begin with is not read.',
    changes: [
      ['[]', '["Stryker was here"]', 'TOKEN.exec'],
      ['nonce && issuedAt', 'nonce || issuedAt'],
    ],
  },
  {
    file: 'functions/delivery/may-go-to.ts',
    why: 'A text has one part at least; and one without an @ has no domain, which either text is refused for.',
    changes: [["''", '"Stryker was here!"', "[local = '', domain = ''"]],
  },
  {
    file: 'functions/delivery/deliver-challenge.ts',
    why: 'Answers are made from names and the address; what is for an unknown user never comes so far.',
    changes: [['false', 'true', 'userNotFound: false']],
  },
  {
    file: 'functions/create-auth-challenge/create-challenge.ts',
    why: 'Neither is a challenge that create asks, so there is nothing to ask; what is next is looked at for TypeScript.',
    changes: [
      ["'password'", '""'],
      ["decision.next !== 'ask'", 'false'],
    ],
  },
  {
    file: 'functions/create-auth-challenge/create-challenge.ts',
    why: 'It is read where a message is due, which has an outcome of its own.',
    changes: [["'wait'", '""', "outcome = 'wait'"]],
  },
  {
    file: 'functions/create-auth-challenge/create-challenge.ts',
    why: 'The step is of the flow that the question is looked up in; without the check the operator reads another error.',
    changes: [['!question', 'false']],
  },
  {
    file: 'functions/challenges/captcha/png.ts',
    why: 'How it is compressed is seen in its size and the time it takes, not in the picture.',
    changes: [['{ strategy: constants.Z_RLE }', '{}']],
  },
  {
    file: 'functions/challenges/captcha/png.ts',
    why: 'A typed array takes nothing beyond its end.',
    changes: [['y < height', 'y <= height']],
  },
  {
    file: 'functions/challenges/captcha/png.ts',
    why: 'Names of chunks are ASCII, which is the same in any encoding of Node.',
    changes: [["'latin1'", '""']],
  },
  {
    file: 'functions/challenges/captcha/random.ts',
    why: 'When bytes are fetched makes no difference to what they are.',
    changes: [
      ['pool.length < 2', 'pool.length <= 2'],
      ['pool.length < 2', 'true'],
    ],
  },
  {
    file: 'functions/challenges/captcha/draw.ts',
    why: 'Every letter has a place and strokes; the rest is for TypeScript.',
    changes: [['[]', '["Stryker was here"]', '?? []']],
  },
  {
    file: 'functions/challenges/captcha/clutter.ts',
    why: 'A stroke is always found; the rest is for TypeScript.',
    changes: [['[]', '["Stryker was here"]', '?? []']],
  },
  {
    file: 'functions/challenges/captcha/ink.ts',
    why: 'A typed array takes nothing before its beginning or beyond its end; rows that are not there cost time alone.',
    changes: [
      ['Math.max(0, Math.ceil(Math.min(y1, y2) - far))', 'Math.min(0, Math.ceil(Math.min(y1, y2) - far))'],
      [
        'Math.min(height - 1, Math.floor(Math.max(y1, y2) + far))',
        'Math.max(height - 1, Math.floor(Math.max(y1, y2) + far))',
      ],
      ['height - 1', 'height + 1'],
      ['Math.max(0, Math.ceil(y0 - radius))', 'Math.min(0, Math.ceil(y0 - radius))'],
      ['Math.min(height - 1, y0 + radius)', 'Math.max(height - 1, y0 + radius)'],
    ],
  },
  {
    file: 'functions/challenges/captcha/ink.ts',
    why: 'What is left out here would not be painted below either: it saves time.',
    changes: [
      ['Math.abs(dy) < 1e-9', 'true'],
      ['level === painted', 'false'],
    ],
  },
  {
    file: 'functions/challenges/captcha/ink.ts',
    why: 'At that very distance both are the same, or rounding decides.',
    changes: [
      ['ring < 0', 'ring <= 0'],
      ['Math.abs(dy) < 1e-9', 'Math.abs(dy) <= 1e-9'],
      ['(far * Math.sqrt(squared)) / Math.abs(dy) + 1e-6', 'far * Math.sqrt(squared) / Math.abs(dy) - 1e-6'],
      ['share > 1', 'share >= 1'],
      ['share > 0', 'share >= 0'],
      ['away > outer', 'away >= outer'],
      ['away <= inner', 'away < inner'],
      ['covered > level', 'covered >= level'],
      ['INK - covered < level', 'INK - covered <= level'],
    ],
  },
  {
    file: 'functions/delivery/texts/html.ts',
    why: 'Every character that the pattern finds is in the table; the rest is for TypeScript.',
    changes: [["''", '"Stryker was here!"']],
  },
  {
    file: 'functions/delivery/texts/blanks.ts',
    why: 'What is looked at ends with its braces, so nothing follows them.',
    changes: [['/[:;]|^\\{\\s*\\}+$/', '/[:;]|^\\{\\s*\\}+/']],
  },
  {
    file: 'functions/delivery/texts/locale.ts',
    why: 'Intl takes neither text for a locale; an error of any kind says that there is none.',
    changes: [
      ["''", '"Stryker was here!"'],
      ["tag?.replaceAll('_', '-')", "tag.replaceAll('_', '-')"],
      ['tag?.replaceAll', 'tag.replaceAll'],
    ],
  },
  {
    file: 'functions/delivery/texts/locale.ts',
    why: 'A function that ends without a value gives undefined, too.',
    changes: [["{ return undefined; // Intl's way of saying that it is not one }", '{}']],
  },
];

export function explanationOf({ file, code, was, became }: Mutant): string | undefined {
  const isMutant = ([from, to, on = '']: Change) => from === was && to === became && code.includes(on);
  return explained.find(each => each.file === file && each.changes.some(isMutant))?.why;
}
