import { TerraformLocal } from 'cdktf';
import type { Construct } from 'constructs';
import { functionNames, packagePath } from './packages.ts';

/** Declares `local.<name>`. An input may have the same name, a construct's id may not: so the two are set apart. */
export function declareLocal(scope: Construct, name: string, value: string): void {
  new TerraformLocal(scope, `local_${name}`, value).overrideLogicalId(name);
}

/**
 * The functions' settings, written by Terraform from its inputs: the shape is `Settings` in `functions/settings.ts`.
 *
 * @param key the address of the KMS key that answers are derived from
 * @returns a Terraform expression of a string
 */
export function settings(key: string): string {
  return `\${jsonencode({
  flow = [for step in var.flow : {
    name            = coalesce(step.name, step.challenge)
    challenge       = step.challenge
    attempts        = step.attempts
    lifetimeSeconds = step.lifetime_seconds
  }]
  keyId = ${key}.arn
})}`;
}

/**
 * What each function runs: the shipped package, changed by the caller's `function_packages`. An image brings its own
 * handler and runtime. No `try` here: it knows nothing of an `image_uri` that is known after apply, not even that
 * it is there, and Terraform would then replace the function with each new image.
 *
 * @returns a Terraform expression of an object by function
 */
export function packages(): string {
  const shipped = functionNames.map(name => `    ${toId(name)} = "${packagePath(name)}"`);
  return `\${{
  for id, filename in {
${shipped.join('\n')}
  } : id => merge(
    {
      filename     = filename
      image_uri    = null
      handler      = "index.handler"
      runtime      = var.runtime
      architecture = var.architecture
      memory_size  = var.memory_size
      environment  = {}
    },
    {
      for key, value in merge([for name, package in var.function_packages : package if name == id]...) :
      key => value if value != null
    },
    {
      for key in ["filename", "handler", "runtime"] :
      key => null if anytrue([for name, package in var.function_packages : name == id && package.image_uri != null])
    }
  )
}}`;
}

/** A function's name as Terraform writes names: `create_auth_challenge`. */
export function toId(name: string): string {
  return name.replaceAll('-', '_');
}
