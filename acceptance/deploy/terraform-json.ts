/** Terraform in JSON, put together from parts. */

/** Resources by type and name, and whatever else a file has at its top level. */
export type TerraformJson = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** One configuration from several: blocks of one kind come together. */
export function merged(...parts: readonly TerraformJson[]): TerraformJson {
  const all: Record<string, Record<string, unknown>> = {};
  for (const [block, entries] of parts.flatMap(part => Object.entries(part))) {
    const into = all[block] ?? {};
    all[block] = into;
    for (const [name, value] of Object.entries(entries)) {
      into[name] = block === 'resource' ? { ...Object(into[name]), ...Object(value) } : value;
    }
  }
  return all;
}

/** Who may do what, as a policy: an expression in it is Terraform's to work out. */
export const policy = (statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

export interface HelperFunction {
  /** Its name within the configuration. */
  readonly id: string;
  readonly functionName: string;
  readonly filename: string;
  readonly handler: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** What it may do besides writing its log. */
  readonly statements?: readonly object[];
}

/** A Lambda function with a role of its own, and a log group of its own: Lambda would leave one of its making behind. */
export function helperFunction(helper: HelperFunction): TerraformJson {
  const { id, functionName, filename, handler, environment, statements = [] } = helper;
  const logs = {
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: `\${aws_cloudwatch_log_group.${id}.arn}:*`,
  };
  const assume = {
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { Service: 'lambda.amazonaws.com' },
  };
  return {
    resource: {
      aws_cloudwatch_log_group: { [id]: { name: `/aws/lambda/${functionName}`, retention_in_days: 1 } },
      aws_iam_role: { [id]: { name: functionName, assume_role_policy: policy([assume]) } },
      aws_iam_role_policy: {
        [id]: {
          name: 'helper',
          role: `\${aws_iam_role.${id}.name}`,
          policy: policy([logs, ...statements]),
        },
      },
      aws_lambda_function: {
        [id]: {
          function_name: functionName,
          role: `\${aws_iam_role.${id}.arn}`,
          filename,
          source_code_hash: `\${filebase64sha256("${filename}")}`,
          handler,
          runtime: 'nodejs22.x',
          memory_size: 512,
          timeout: 30,
          ...(environment && { environment: [{ variables: environment }] }),
          depends_on: [`aws_cloudwatch_log_group.${id}`, `aws_iam_role_policy.${id}`],
        },
      },
    },
  };
}
