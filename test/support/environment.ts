/** Sets environment variables for each test of this suite (undefined: not set), and puts the old ones back. */
export function useEnvironment(variables: () => Readonly<Record<string, string | undefined>>): void {
  let before: NodeJS.ProcessEnv;

  beforeEach(() => {
    before = { ...process.env };
    setEnvironment(variables());
  });

  afterEach(() => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  });
}

export function setEnvironment(variables: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}

/** What a function finds in its environment on AWS, with an endpoint on this machine. None of it opens anything. */
export function awsEnvironment(endpoint: string) {
  return {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE0TEST',
    AWS_SECRET_ACCESS_KEY: 'secret/for+tests/only/K7MDENGbPxRfiCYEXAMPLE',
    AWS_SESSION_TOKEN: 'session-token//for+tests==',
    AWS_ACCESS_KEY: undefined,
    AWS_SECRET_KEY: undefined,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_KMS: undefined,
    // Nothing is made ready: an event meets everything for the first time.
    AWS_LAMBDA_INITIALIZATION_TYPE: undefined,
  };
}
