import type { Clock, EpochMs } from '../time.ts';
import { regionOf } from './endpoint.ts';
import { AwsCallError, sendJson } from './send.ts';

const KEPT_MS = 5 * 60_000;

/**
 * Reads secrets by ARN: of Secrets Manager, or a parameter of SSM (decrypted). A text is kept for five minutes, so a
 * rotated secret is noticed. @throws AwsCallError
 */
export function secretTexts(now: Clock): (arn: string) => Promise<string> {
  const kept = new Map<string, { text: string; until: EpochMs }>();
  return async arn => {
    const known = kept.get(arn);
    if (known && now() < known.until) return known.text;
    const text = arn.includes(':ssm:') ? await parameter(arn) : await secret(arn);
    kept.set(arn, { text, until: now() + KEPT_MS });
    return text;
  };
}

async function secret(arn: string): Promise<string> {
  const target = 'secretsmanager.GetSecretValue';
  const { SecretString } = await sendJson(
    'secretsmanager',
    target,
    { SecretId: arn },
    { region: regionOf(arn) },
  );
  return nonEmpty(SecretString, arn);
}

async function parameter(arn: string): Promise<string> {
  const input = { Name: arn, WithDecryption: true };
  const output = await sendJson('ssm', 'AmazonSSM.GetParameter', input, { region: regionOf(arn) });
  return nonEmpty(Object(output.Parameter).Value, arn);
}

function nonEmpty(value: unknown, arn: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new AwsCallError('InvalidResponse', 200, `${arn} holds no text`);
}
