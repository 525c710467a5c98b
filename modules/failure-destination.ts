import type { LambdaFunctionEventInvokeConfig } from '@cdktf/provider-aws/lib/lambda-function-event-invoke-config/index.js';
import type { OptionalStatement } from './function-role.ts';

/** Lambda tells the caller's destination of events that it gives up. */
export function toFailureDestination(invocations: LambdaFunctionEventInvokeConfig): void {
  invocations.addOverride('dynamic.destination_config', {
    for_each: '${var.delivery.failure_destination_arn[*]}',
    content: { on_failure: { destination: '${destination_config.value}' } },
  });
}

/** Lambda does it with the function's role. @param when an expression of whether the function is there */
export const tellOfFailure = (when: string): OptionalStatement => ({
  for_each: `\${${when} ? var.delivery.failure_destination_arn[*] : []}`,
  content: {
    sid: 'TellOfFailure',
    actions: [
      '${{ lambda = "lambda:InvokeFunction", sns = "sns:Publish", sqs = "sqs:SendMessage", events = "events:PutEvents" }[split(":", statement.value)[2]]}',
    ],
    resources: ['${statement.value}'],
  },
});
