import { CognitoRiskConfiguration } from '@cdktf/provider-aws/lib/cognito-risk-configuration/index.js';
import type { Construct } from 'constructs';
import { hcl } from './hcl.ts';
import { why } from './why.ts';

const action = (level: string) => ({ event_action: `\${var.user_pool.risk.${level}}`, notify: false });

/** What threat protection does. */
export function riskConfiguration(scope: Construct): void {
  const risk = new CognitoRiskConfiguration(scope, 'risk', {
    count: hcl.number('var.user_pool_enabled && var.user_pool.threat_protection != "OFF" ? 1 : 0'),
    userPoolId: hcl.string('local.user_pool_id'),
    compromisedCredentialsRiskConfiguration: {
      actions: { eventAction: hcl.string('var.user_pool.risk.compromised_credentials') },
    },
  });
  why(
    risk,
    `With AUDIT it exists before ENFORCED is turned on, which would otherwise block sign-ins at every level of risk. Nobody is notified: that would need texts, and tell users of sign-ins that the flow may have refused anyway.
https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-threat-protection.html`,
  );
  risk.addOverride('dynamic.account_takeover_risk_configuration', {
    '//': 'Version 5 of the provider requires an identity to notify from, even if nobody is notified. ENFORCED has one.',
    for_each: '${local.pool_email_source_arn[*]}',
    content: {
      actions: { low_action: action('low'), medium_action: action('medium'), high_action: action('high') },
      notify_configuration: { source_arn: '${account_takeover_risk_configuration.value}' },
    },
  });
}
