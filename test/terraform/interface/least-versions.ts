import { requiredAwsProvider } from '../../../modules/versions.ts';

/** `5.100.0`: the least AWS provider that the module says it runs with. */
export const leastAwsProvider = /^>= (\S+),/.exec(requiredAwsProvider)?.[1] ?? '';

/** A file that has a root module take the least provider, where it would take the newest. */
export const leastVersions = {
  'least_versions_override.tf.json': JSON.stringify({
    terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: leastAwsProvider } } },
  }),
};
