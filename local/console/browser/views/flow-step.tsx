import type { Json } from '../../../aws-service.ts';
import { h } from '../dom/element.ts';
import { CHALLENGES, type DraftStep } from '../state/draft.ts';
import { fieldsOf } from '../state/step-fields.ts';
import { challengeWords } from '../state/words.ts';
import { Field, IconButton, textOf } from './parts.tsx';

interface StepProps {
  readonly step: DraftStep;
  readonly index: number;
  readonly count: number;
  readonly steps: readonly DraftStep[];
  readonly change: (steps: DraftStep[]) => void;
}

/** One step of the flow, as a form. */
export function FlowStep({ step, index, count, steps, change }: StepProps) {
  const put = (changed: DraftStep) => change(steps.map((each, at) => (at === index ? changed : each)));
  const swap = (other: number) =>
    change(steps.map((each, at) => (at === index ? (steps[other] ?? each) : at === other ? step : each)));
  const rest = (name: string, value: Json | undefined) => {
    const { [name]: _, ...others } = step.rest;
    put({ ...step, rest: value === undefined ? others : { ...others, [name]: value } });
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
          {fieldsOf(step).map(({ name, words, placeholder, type }) => (
            <Field key={name} label={words}>
              {type === 'yes or no' ? (
                <select
                  value={String(step.rest[name] ?? '')}
                  onchange={(event: Event) =>
                    rest(name, textOf(event) === '' ? undefined : textOf(event) === 'true')
                  }
                >
                  <option value="">{placeholder}</option>
                  <option value="true">yes</option>
                  <option value="false">no</option>
                </select>
              ) : (
                <input
                  type={type}
                  placeholder={placeholder}
                  value={String(step.rest[name] ?? '')}
                  onchange={(event: Event) => {
                    const text = textOf(event);
                    rest(name, text === '' ? undefined : type === 'number' ? Number(text) : text);
                  }}
                />
              )}
            </Field>
          ))}
        </div>
      )}
    </li>
  );
}
