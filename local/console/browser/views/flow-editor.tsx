import { moduleBlock } from '../../../watch/hcl.ts';
import { h } from '../dom/element.ts';
import type { Actions, LoadedProps } from '../model.ts';
import { type Draft, toDraft, toInputs } from '../state/draft.ts';
import { FlowStep } from './flow-step.tsx';
import { Badge, Copy, Reasons, Scroll, textOf } from './parts.tsx';

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
              <FlowStep
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
          <Scroll name="hcl" label="Inputs of the module in Terraform">
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
