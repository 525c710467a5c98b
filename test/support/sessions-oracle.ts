/** How the rounds of one step look as letters of a session. */
export interface StepLetters {
  readonly name: string;
  /** For each number of spent attempts, the small letters of a question that was asked then: one for each alternative. */
  readonly asked: readonly string[];
  /** The small letters of metadata that has no number, as a create function of the operator's own writes it. */
  readonly bare: string;
}

/** Which sessions lead to what, as regular expressions over their letters. Any other one fails. */
export interface Oracle {
  readonly tokens: RegExp;
  /** Where a new password is asked for; nowhere, when absent. */
  readonly newPassword?: RegExp;
  /** By the step that is asked and the attempts spent, such as `captcha 1`: after a plain answer, and after an action. */
  readonly answered: Readonly<Record<string, RegExp>>;
  readonly acted: Readonly<Record<string, RegExp>>;
}

/** Cognito's own entries that may follow the password: of a new password (W), second factors, a device (K, V). */
const OWN = '[WTIJLCKV]';

/**
 * The same where Cognito's own entries may stand after the password: each once, in any order, a device's password
 * directly behind its SRP; and a device behind the last step, where it was not in front already.
 */
export function oracleAfterPassword(steps: readonly StepLetters[], needsPassword: boolean): Oracle {
  const own = `(?!${OWN}*(?<twice>${OWN})${OWN}*\\k<twice>)([WTIJLC]|KV?)*`;
  const first = needsPassword ? `(?=${OWN}*W)` : '';
  const { tokens, answered, acted } = oracleOf(`SP${first}${own}`, steps, '((?<!K.*)KV?)?');
  const password = { 'password 0': /^S$/ };
  return {
    tokens,
    ...(needsPassword && { newPassword: word(`SP(?!${OWN}*W)${own}`) }),
    answered: { ...answered, ...password },
    acted: { ...acted, ...password },
  };
}

/**
 * What the rules come to, written apart from the code that walks a session: a question is asked with as many attempts
 * spent as there were wrong answers; one that is asked with the same number as the one before says that nothing was
 * spent on that one.
 *
 * @param start what comes before the first of the steps
 * @param end what may come after the last
 */
export function oracleOf(start: string, steps: readonly StepLetters[], end = ''): Oracle {
  const answered: Record<string, RegExp> = {};
  const acted: Record<string, RegExp> = {};
  let before = start;
  for (const { name, asked, bare } of steps) {
    const attempts = asked.length;
    /** Rounds of which `spent` were spent: of each number one at least, and more that were free. */
    const failed = (spent: number) =>
      asked
        .slice(0, spent)
        .map(letters => `[${letters}${bare}][${letters}]*`)
        .join('');
    const passed = [];
    for (let spent = 0; spent <= attempts; spent++) {
      const last = asked[spent - 1];
      if (spent < attempts) {
        answered[`${name} ${spent}`] = word(before + failed(spent));
        passed.push(`${failed(spent)}[${asked[spent]?.toUpperCase()}${bare.toUpperCase()}]`);
        // An action gives the last attempt back, unless the last round has no number: the next one could not say so.
        const given = `${failed(spent + 1)}(?<=[${asked.join('')}])`;
        const none = spent === 0 ? '|' : bare && `|${failed(spent)}(?<=[${bare}])`;
        acted[`${name} ${spent}`] = word(`${before}(${given}${none})`);
      }
      if (last) passed.push(`${failed(spent)}[${last.toUpperCase()}]`);
    }
    before += `(${passed.join('|')})`;
  }
  return { tokens: word(before + end), answered, acted };
}

function word(expression: string): RegExp {
  return new RegExp(`^${expression}$`);
}
