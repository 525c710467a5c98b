import type { FunctionFault, Run, Switches } from '../../../watch/protocol.ts';
import { h } from '../dom/element.ts';
import type { LoadedProps } from '../model.ts';
import { Reasons, textOf } from './parts.tsx';

/** The functions by their folders, and what they do in a sign-in. */
const FUNCTIONS: readonly (readonly [string, string])[] = [
  ['define-auth-challenge', 'decides what comes next'],
  ['create-auth-challenge', 'asks'],
  ['verify-auth-challenge-response', 'judges the answer'],
  ['deliver-challenge', 'sends messages'],
  ['pre-token-generation', 'guards the tokens'],
];

/** What each of them needs of AWS, as far as no run has shown it. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  'create-auth-challenge': ['kms:GenerateMac', 'lambda:InvokeFunction'],
  'verify-auth-challenge-response': ['kms:GenerateMac', 'dynamodb:UpdateItem'],
  'deliver-challenge': ['kms:GenerateMac', 'dynamodb:UpdateItem', 'ses:SendEmail'],
};

/** Cognito waits five seconds, then calls again. */
const DELAYS = [
  ['', 'at once'],
  ['1000', 'after 1 s'],
  ['3000', 'after 3 s'],
  ['6000', 'after 6 s: too late'],
] as const;

export function Faults(props: LoadedProps) {
  const { model, act, snapshot } = props;
  const { switches } = snapshot;
  return (
    <div class="wide-view">
      <header class="view-head">
        <h2>Faults</h2>
        <p>
          Break something, sign in, and see what your users and your logs would say. For a user who does not
          exist, choose “Unknown user” in the app.
        </p>
        <button
          type="button"
          disabled={Object.keys(switches.functions).length === 0}
          onclick={() => act.switch({ functions: {} })}
        >
          Mend everything
        </button>
      </header>
      <Reasons reasons={model.refused.switch} />
      {FUNCTIONS.map(([name, words]) => (
        <FunctionCard
          key={name}
          {...props}
          name={name}
          words={words}
          fault={switches.functions[name] ?? {}}
        />
      ))}
    </div>
  );
}

type CardProps = LoadedProps & {
  readonly name: string;
  readonly words: string;
  readonly fault: FunctionFault;
};

function FunctionCard({ act, snapshot, name, words, fault }: CardProps) {
  const put = (change: FunctionFault) =>
    act.switch(withFault(snapshot.switches, name, { ...fault, ...change }));
  const denied = fault.denied ?? [];
  const isBroken = Object.keys(cleaned(fault)).length > 0;
  return (
    <article class={`card fault ${isBroken ? 'broken' : ''}`} aria-label={name}>
      <header>
        <code>{name}</code>
        <span class="run-facts">{words}</span>
      </header>
      <div class="fault-fields">
        <div class="row">
          <span aria-hidden="true">answers</span>
          <select
            aria-label={`${name} answers`}
            value={String(fault.delayMs ?? '')}
            onchange={(event: Event) => put({ delayMs: Number(textOf(event)) })}
          >
            {DELAYS.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </div>
        <label class="tick">
          <input
            type="checkbox"
            checked={fault.throws ?? false}
            onchange={(event: Event) => put({ throws: (event.target as HTMLInputElement).checked })}
          />
          throws an error
        </label>
        {actionsOf(name, snapshot.runs, denied).map(action => (
          <label key={action} class="tick">
            <input
              type="checkbox"
              checked={denied.includes(action)}
              onchange={() =>
                put({
                  denied: denied.includes(action)
                    ? denied.filter(each => each !== action)
                    : [...denied, action],
                })
              }
            />
            <span>
              lacks <code>{action}</code>
            </span>
          </label>
        ))}
      </div>
    </article>
  );
}

/** What is left out is off. */
const cleaned = ({ delayMs, throws, denied = [] }: FunctionFault): FunctionFault => ({
  ...(delayMs && { delayMs }),
  ...(throws && { throws }),
  ...(denied.length > 0 && { denied }),
});

function withFault({ functions }: Switches, name: string, fault: FunctionFault): Switches {
  const { [name]: _, ...others } = functions;
  const kept = cleaned(fault);
  return { functions: { ...others, ...(Object.keys(kept).length > 0 && { [name]: kept }) } };
}

/** Those that it was seen to use, and those that are known. */
function actionsOf(name: string, runs: readonly Run[], denied: readonly string[]): string[] {
  const calls = runs.flatMap(run => run.calls).filter(({ functionName }) => functionName.endsWith(name));
  const seen = calls.flatMap(({ awsCalls }) => awsCalls.map(({ action }) => action));
  return [...new Set([...(ACTIONS[name] ?? []), ...seen, ...denied])].sort();
}
