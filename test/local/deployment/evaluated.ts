import { computedAttributes } from '../../../local/deployment/computed-attributes.ts';
import { type Configuration, evaluateConfiguration } from '../../../local/terraform/configuration.ts';

/** A configuration of these resources only, in an account of nobody. */
export const evaluated = (resource: unknown): Configuration =>
  evaluateConfiguration(
    { resource },
    {
      modulePath: import.meta.dirname,
      computed: computedAttributes({ region: 'us-east-1', accountId: '123456789012' }),
    },
  );
