import { moduleBlock } from '../../../watch/hcl.ts';
import { h } from '../dom/element.ts';
import type { Actions, LoadedProps } from '../model.ts';
import { CHALLENGES, type Draft, type DraftStep, toDraft, toInputs } from '../state/draft.ts';
import { challengeWords } from '../state/words.ts';
import { Badge, Copy, Field, IconButton, Reasons, Scroll, textOf } from './parts.tsx';

/** The flow as a form, beside it the Terraform that is deployed. */
export function FlowEditor({ model, act, snapshot }: LoadedProps) {
  const { inputs, server } = snapshot;
  const draft = model.draft ?? toDraft(inputs, server);
  const terraform = model.draft ? terraformOf(model.draft, inputs.terraform) : inputs.terraform;
  const edit = (change: Partial<Draft>) => act.draft({ ...draft, ...change });
  return (
    <div class="wide-view flow-view">
      <header class="view-head">
        <h2>Flow</h2>
        <p>What every sign-in has to pass, in order. Deploying takes a moment; users stay.</p>
      </header>
      <div class="two">
        <form
          class="flow-form"
          onsubmit={(event: Event) => {
            event.preventDefault();
            deploy(draft, act);
          }}
        >
          <ol class="flow-steps">
            {draft.steps.map((step, index) => (
              <Step
                key={String(index)}
                step={step}
                index={index}
                count={draft.steps.length}
                change={steps => edit({ steps })}
                steps={draft.steps}
              />
            ))}
          </ol>
          <button
            type="button"
            onclick={() => edit({ steps: [...draft.steps, { challenges: ['email_otp'], rest: {} }] })}
            disabled={draft.steps.length >= 8}
          >
            Add a step
          </button>
          <details class="others">
            <summary>Other inputs, as JSON</summary>
            <textarea
              aria-label="Other inputs, as JSON"
              spellcheck="false"
              rows="10"
              value={draft.others}
              oninput={(event: Event) => edit({ others: textOf(event) })}
            />
          </details>
          <Reasons reasons={model.refused.deploy} />
          <div class="row">
            <button type="submit" class="primary" disabled={!model.draft || model.busy === 'deploy'}>
              {model.busy === 'deploy' ? 'Deploying…' : 'Deploy here'}
            </button>
            {model.draft && (
              <button type="button" onclick={() => act.draft(undefined)}>
                Discard
              </button>
            )}
          </div>
        </form>
        <section class="card terraform" aria-labelledby="terraform-title">
          <header>
            <h3 id="terraform-title">Terraform</h3>
            {model.draft && <Badge tone="warn">not deployed here yet</Badge>}
            <Copy act={act} text={terraform} what="the Terraform" label="Copy" />
          </header>
          <Scroll name="hcl" label="Terraform">
            <pre>{terraform}</pre>
          </Scroll>
        </section>
      </div>
    </div>
  );
}

/** As the server would word it; the last that it did while the other inputs are not JSON. */
function terraformOf(draft: Draft, deployed: string): string {
  const [, name = 'sign_in', source = ''] = /^module "(.*)" \{\n\s+source\s*= "(.*)"/.exec(deployed) ?? [];
  try {
    return moduleBlock(name, source, toInputs(draft, location.origin));
  } catch {
    return deployed; // half-typed JSON
  }
}

function deploy(draft: Draft, act: Actions): void {
  try {
    act.deploy(toInputs(draft, location.origin));
  } catch (error) {
    act.refuse('deploy', [`Other inputs: ${error instanceof Error ? error.message : error}`]);
  }
}

interface StepProps {
  readonly step: DraftStep;
  readonly index: number;
  readonly count: number;
  readonly steps: readonly DraftStep[];
  readonly change: (steps: DraftStep[]) => void;
}

function Step({ step, index, count, steps, change }: StepProps) {
  const put = (changed: DraftStep) => change(steps.map((each, at) => (at === index ? changed : each)));
  const swap = (other: number) =>
    change(steps.map((each, at) => (at === index ? (steps[other] ?? each) : at === other ? step : each)));
  const rest = (name: string, text: string, isNumber: boolean) => {
    const { [name]: _, ...others } = step.rest;
    put({ ...step, rest: text === '' ? others : { ...others, [name]: isNumber ? Number(text) : text } });
  };
  return (
    <li class="card flow-step">
      <header>
        <span class="step-mark">{index + 1}</span>
        {step.challenges.map((challenge, at) => (
          <span key={String(at)} class="row">
            {at > 0 && 'or'}
            <select
              aria-label={`Challenge of step ${index + 1}${at > 0 ? `, alternative ${at + 1}` : ''}`}
              value={challenge}
              onchange={(event: Event) => {
                const chosen = textOf(event);
                const challenges = step.challenges.map((each, of) => (of === at ? chosen : each));
                put({ ...step, challenges: challenges.filter(each => each !== '') });
              }}
            >
              {at > 0 && <option value="">(none)</option>}
              {CHALLENGES.map(name => (
                <option key={name} value={name}>
                  {challengeWords(name)}
                </option>
              ))}
            </select>
          </span>
        ))}
        {step.challenges[0] !== 'password' && (
          <button
            type="button"
            class="small"
            onclick={() => {
              const next = CHALLENGES.find(name => name !== 'password' && !step.challenges.includes(name));
              put({ ...step, challenges: [...step.challenges, ...(next ? [next] : [])] });
            }}
          >
            or…
          </button>
        )}
        <span class="spring" />
        <IconButton
          icon="up"
          label={`Move step ${index + 1} up`}
          disabled={index === 0}
          onclick={() => swap(index - 1)}
        />
        <IconButton
          icon="down"
          label={`Move step ${index + 1} down`}
          disabled={index === count - 1}
          onclick={() => swap(index + 1)}
        />
        <IconButton
          icon="cross"
          label={`Remove step ${index + 1}`}
          disabled={count === 1}
          onclick={() => change(steps.filter((_, at) => at !== index))}
        />
      </header>
      {step.challenges[0] !== 'password' && (
        <div class="step-fields">
          {FIELDS.filter(({ of }) => !of || step.challenges.some(name => of.includes(name))).map(
            ({ name, words, placeholder, type }) => (
              <Field key={name} label={words}>
                <input
                  type={type}
                  placeholder={placeholder}
                  value={String(step.rest[name] ?? '')}
                  onchange={(event: Event) => rest(name, textOf(event), type === 'number')}
                />
              </Field>
            ),
          )}
        </div>
      )}
    </li>
  );
}

/** By their names in Terraform; `of` where only some challenges have it. */
const FIELDS: readonly {
  readonly name: string;
  readonly words: string;
  readonly placeholder: string;
  readonly type: 'number' | 'text';
  readonly of?: readonly string[];
}[] = [
  { name: 'attempts', words: 'Attempts', placeholder: '3', type: 'number' },
  { name: 'lifetime_seconds', words: 'Lifetime (s)', placeholder: '180', type: 'number' },
  {
    ...{ name: 'code_length', words: 'Characters', placeholder: '6', type: 'number' },
    of: ['email_otp', 'sms_otp', 'magic_link', 'captcha'],
  },
  { name: 'name', words: 'Name', placeholder: 'default', type: 'text' },
  {
    ...{ name: 'function_arn', words: 'ARN of the function', placeholder: 'arn:aws:lambda:…', type: 'text' },
    of: ['external'],
  },
];
