/**
 * The functions' settings, written by Terraform from its inputs: the shape is `Settings` in `functions/settings.ts`.
 *
 * @param key the address of the KMS key that answers are derived from
 * @returns a Terraform string that is JSON
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
