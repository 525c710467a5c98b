import type { ChallengeName } from '../functions/challenge-kinds.ts';
import type { OptionalStatement } from './function-role.ts';

/** Which function does it. What sends has its permissions by medium, in `deliver-function.ts`. */
type Part = 'create' | 'verify';

/** External functions that create asks for questions, and verify for verdicts: mostly the same. */
const askExternal = (arns: string): OptionalStatement => ({
  for_each: `\${length(${arns}) > 0 ? [${arns}] : []}`,
  content: { sid: 'AskExternal', actions: ['lambda:InvokeFunction'], resources: '${statement.value}' },
});

const readSecret: readonly OptionalStatement[] = [
  ['secretsmanager', 'ReadSecret', 'secretsmanager:GetSecretValue'],
  ['ssm', 'ReadParameter', 'ssm:GetParameter'],
].map(([service = '', sid = '', action = '']) => ({
  '//': 'A secret is read by one action of its service. One that is encrypted with your own key needs that key’s policy.',
  for_each: `\${contains(local.challenges, "human_check") ? [for check in var.human_check[*] : check.secret_arn if split(":", check.secret_arn)[2] == "${service}"] : []}`,
  content: { sid, actions: [action], resources: ['${statement.value}'] },
}));

/** What a challenge of the flow lets functions do, besides deriving answers and counting. */
const permissions: Readonly<
  Partial<Record<ChallengeName, Partial<Record<Part, readonly OptionalStatement[]>>>>
> = {
  external: { create: [askExternal('local.ask_arns')], verify: [askExternal('local.judge_arns')] },
  human_check: { verify: readSecret },
};

export const challengePermissions = (part: Part): readonly OptionalStatement[] =>
  Object.values(permissions).flatMap(each => each[part] ?? []);
