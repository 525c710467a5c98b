/** The words of the code in Terraform's, one level deep: `lifetimeSeconds` is `lifetime_seconds`. */
const snake = (object: unknown) =>
  isObject(object)
    ? Object.fromEntries(
        Object.entries(object).map(([name, value]) => [
          name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
          value,
        ]),
      )
    : object;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A step of the code's as Terraform writes it: `challenges` is `challenge` or `any_of`. */
function step(given: unknown): unknown {
  if (!isObject(given) || !Array.isArray(given.challenges)) return snake(given);
  const { challenges, ...rest } = given;
  const [challenge, ...others] = challenges;
  return { ...(others.length > 0 ? { any_of: challenges } : { challenge }), ...(snake(rest) as object) };
}

/**
 * Settings in the code's words as Terraform writes them into `CHALLENGE_SETTINGS`. What is in Terraform's words already
 * stays as it is.
 */
export function written(settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { flow, challenges, delivery, email, sms, srpTolerated, ...rest } = settings;
  const { appName, defaultLocale, sender, texts, ...own } = rest;
  const { functionArn, hiddenMedia, ...limits } = isObject(delivery) ? delivery : {};
  const messages = {
    app_name: appName,
    default_locale: defaultLocale,
    texts,
    sender_function_arn: isObject(sender) ? sender.functionArn : undefined,
  };
  const each = isObject(challenges) ? challenges : {};
  return {
    ...own,
    ...Object.fromEntries(Object.entries(each).map(([name, options]) => [name, snake(options)])),
    flow: Array.isArray(flow) ? flow.map(step) : flow,
    srp_tolerance_enabled: srpTolerated,
    ...(functionArn !== undefined && { deliverArn: functionArn }),
    ...(hiddenMedia !== undefined && { hiddenMedia }),
    delivery:
      delivery === undefined || isObject(delivery) ? { ...messages, ...(snake(limits) as object) } : delivery,
    email: snake(email),
    sms: snake(sms),
  };
}
