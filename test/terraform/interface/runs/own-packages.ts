import { email, flow, image } from '../values.ts';
import type { Run } from './run.ts';

const define = 'aws_lambda_function.define_auth_challenge';
const create = 'aws_lambda_function.create_auth_challenge';
const verify = 'aws_lambda_function.verify_auth_challenge_response';
const deliver = 'aws_lambda_function.deliver_challenge[0]';

/** A zip of the caller's own, which the test puts beside the module's JSON. */
export const OWN_ZIP = 'own.zip';

export const ownPackagesRun: Readonly<Record<string, Run>> = {
  'with packages of one’s own': {
    inputs: {
      name: 'acme',
      ...flow({ challenge: 'email_otp' }),
      ...email(),
      memory_size: 256,
      function_packages: {
        define_auth_challenge: { environment: { LEVEL: 'debug' }, memory_size: 128 },
        create_auth_challenge: { ...image, architecture: 'x86_64' },
        verify_auth_challenge_response: {
          filename: OWN_ZIP,
          handler: 'main.handler',
          runtime: 'python3.13',
          environment: { LEVEL: 'info', REGION: 'moon' },
        },
        deliver_challenge: { ...image, memory_size: 192 },
      },
    },
    holds: {
      'runs a container image, which has its own handler and runtime': `${create}.package_type == "Image" && ${create}.image_uri == "${image.image_uri}" && ${create}.handler == null && ${create}.runtime == null && ${create}.filename == null`,
      'runs an image on the architecture that it was built for': `${create}.architectures == tolist(["x86_64"])`,
      'runs a zip in any runtime': `${verify}.package_type == "Zip" && ${verify}.filename == "${OWN_ZIP}" && ${verify}.handler == "main.handler" && ${verify}.runtime == "python3.13" && ${verify}.image_uri == null`,
      'deploys the zip when its bytes change': `${verify}.source_code_hash == filebase64sha256("${OWN_ZIP}")`,
      'keeps the shipped code where no package is given': `${define}.filename == "./packages/define-auth-challenge.zip" && ${define}.handler == "index.handler" && ${define}.runtime == "nodejs22.x" && ${define}.memory_size == 128`,
      'runs a package of the caller’s for messages, too': `${deliver}.package_type == "Image" && ${deliver}.memory_size == 192 && ${deliver}.timeout == 60`,
      'takes the rest from the module': `${create}.memory_size == 256 && ${verify}.memory_size == 256 && ${verify}.architectures == tolist(["arm64"])`,
      'adds variables to the settings': `toset(keys(${verify}.environment[0].variables)) == toset(["CHALLENGE_SETTINGS", "LEVEL", "MODULE_NAME", "REGION"]) && ${define}.environment[0].variables.LEVEL == "debug" && ${verify}.environment[0].variables.LEVEL == "info"`,
      'gives every function the same settings': `${define}.environment[0].variables.CHALLENGE_SETTINGS == ${create}.environment[0].variables.CHALLENGE_SETTINGS && ${create}.environment[0].variables.CHALLENGE_SETTINGS == ${verify}.environment[0].variables.CHALLENGE_SETTINGS && ${verify}.environment[0].variables.CHALLENGE_SETTINGS == ${deliver}.environment[0].variables.CHALLENGE_SETTINGS`,
    },
  },
};
