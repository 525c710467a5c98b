import type { TerraformBackend } from 'cdktf';
import type { Construct } from 'constructs';
import { declareInputs, inputs } from './inputs/index.ts';
import { declareOutputs } from './outputs.ts';
import { ReadableStack } from './readable-stack.ts';
import { signIn } from './sign-in.ts';
import { requireVersions } from './versions.ts';

/**
 * The sign-in as a module that other configurations call: no provider and no backend, which are the caller's, and
 * none of CDKTF's `//` metadata: a text as `//` is a comment. Synthesize it with `skipValidation`, since CDKTF asks for a provider.
 */
export class ReusableModule extends ReadableStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    requireVersions(this);
    declareInputs(this, inputs);
    signIn(this);
    declareOutputs(this);
  }

  /** None: CDKTF ignores what this returns, and would otherwise write a local backend. */
  override ensureBackendExists(): TerraformBackend {
    return undefined as unknown as TerraformBackend;
  }

  override toTerraform(): object {
    return withoutMetadata(super.toTerraform()) as object;
  }
}

function withoutMetadata(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMetadata);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, entry]) => key !== '//' || typeof entry === 'string');
  return Object.fromEntries(kept.map(([key, entry]) => [key, withoutMetadata(entry)]));
}
