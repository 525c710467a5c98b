import { AwsError } from '../aws-service.ts';
import type { JsonService } from '../http/aws-json.ts';
import { arnIn, type Place } from './arn.ts';
import type { Iam } from './iam.ts';
import type { SecretTexts } from './secrets-manager.ts';

/** The parameter store of SSM: `GetParameter`. */
export function createParameterStore(place: Place, secrets: SecretTexts, iam: Iam): JsonService {
  return {
    operations: {
      GetParameter: ({ Name, WithDecryption }, caller) => {
        const name = typeof Name === 'string' ? Name : '';
        const arn = name.startsWith('arn:')
          ? name
          : arnIn(place, 'ssm', `parameter/${name.replace(/^\//, '')}`);
        iam.authorize(caller, { action: 'ssm:GetParameter', resource: arn });
        const text = arn.includes(':ssm:') ? secrets[arn] : undefined;
        if (text === undefined) throw new AwsError('ParameterNotFound', '');
        // Every parameter here counts as a SecureString: who forgets to have it decrypted sees that it is not.
        const Value = WithDecryption === true ? text : Buffer.from(`encrypted ${arn}`).toString('base64');
        const named = arn.slice(arn.indexOf(':parameter') + ':parameter'.length);
        return {
          Parameter: { ARN: arn, Name: named, Type: 'SecureString', Value, Version: 1, DataType: 'text' },
        };
      },
    },
  };
}
