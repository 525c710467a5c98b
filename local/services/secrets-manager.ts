import { AwsError } from '../aws-service.ts';
import type { JsonService } from '../http/aws-json.ts';
import type { Iam } from './iam.ts';

/** Texts by ARN, of Secrets Manager and SSM together, as they were given at the start. */
export type SecretTexts = Readonly<Record<string, string>>;

const nameOf = (arn: string) => arn.replace(/^.*:secret:|-\w{6}$/g, '');

/** Secrets Manager: `GetSecretValue`. */
export function createSecretsManager(secrets: SecretTexts, iam: Iam): JsonService {
  return {
    messageField: 'Message',
    operations: {
      GetSecretValue: ({ SecretId, VersionId, VersionStage }, caller) => {
        const id = typeof SecretId === 'string' ? SecretId : '';
        // By name as by ARN, which ends with six characters more.
        const arn = Object.keys(secrets).find(each => each === id || nameOf(each) === id);
        iam.authorize(caller, {
          action: 'secretsmanager:GetSecretValue',
          resource: arn ?? id,
          context: {
            'secretsmanager:SecretId': id,
            ...(typeof VersionId === 'string' && { 'secretsmanager:VersionId': VersionId }),
            ...(typeof VersionStage === 'string' && { 'secretsmanager:VersionStage': VersionStage }),
          },
        });
        if (arn === undefined || !arn.includes(':secretsmanager:')) {
          throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
        }
        const VersionStages = ['AWSCURRENT'];
        return { ARN: arn, Name: nameOf(arn), SecretString: secrets[arn] ?? '', VersionStages };
      },
    },
  };
}
