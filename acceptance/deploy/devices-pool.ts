import { functionArn, type Place } from './names.ts';
import type { TerraformJson } from './terraform-json.ts';

/** Cognito's settings of a pool that remembers every device. */
export const REMEMBERS_DEVICES = {
  device_configuration: [
    { challenge_required_on_new_device: true, device_only_remembered_on_user_prompt: false },
  ],
};

/** A pool that is somebody else's, to which the module is attached. @param name of both, and of the functions */
export function devicesPool(name: string, place: Place): TerraformJson {
  const trigger = (part: string) => functionArn(place, `${name}-${part}`);
  return {
    resource: {
      aws_cognito_user_pool: {
        existing: {
          name,
          username_attributes: ['email'],
          lambda_config: [
            {
              define_auth_challenge: trigger('define-auth-challenge'),
              create_auth_challenge: trigger('create-auth-challenge'),
              verify_auth_challenge_response: trigger('verify-auth-challenge-response'),
            },
          ],
          ...REMEMBERS_DEVICES,
        },
      },
    },
    output: { existing_arn: { value: '${aws_cognito_user_pool.existing.arn}' } },
  };
}
