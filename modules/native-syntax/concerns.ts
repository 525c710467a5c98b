import type { Entry } from './outline.ts';

interface File {
  /** What its first lines say. */
  readonly about?: string;
  /** Constructs of the stack, where the file is not named for its only one. */
  readonly constructs?: readonly string[];
  /** The type of all of its resources, where each is a construct by itself. */
  readonly type?: string;
}

/** Files by name, without `.tf`. A construct that no file names has one of its own. */
const FILES: Readonly<Record<string, File>> = {
  main: {
    about:
      'What everything else refers to. Each file has one concern, and its resources have its name: all that a function is and may do is in the file of the function.',
    constructs: ['assume_role', 'region', 'partition'],
  },
  'answer-key': {
    about: 'The key that answers are derived from. It never leaves KMS.',
    constructs: ['answers'],
  },
  ledger: {
    about: 'The table of counters: attempts, messages, single use. Its keys are pseudonyms and hashes.',
  },
  'define-auth-challenge': {
    about: 'Decides what a sign-in asks next, and whether it has passed. It calls nothing.',
  },
  'create-auth-challenge': { about: 'Makes the question.' },
  'verify-auth-challenge-response': { about: 'Judges the answer.' },
  'deliver-challenge': { about: 'Sends codes and links, if a challenge of the flow does.' },
  'pre-token-generation': { about: 'The token guard: refuses tokens which did not come from the flow.' },
  'publish-events': { about: 'Publishes what becomes of sign-ins on an event bus, if the caller wants it.' },
  support: { about: 'What operators call in a support case, if the caller wants it.' },
  'user-pool': { about: 'The user pool, unless the caller has one.', constructs: ['sign_in'] },
  'user-pool-clients': { about: 'App clients, one for each entry of var.clients.', constructs: ['client'] },
  triggers: {
    about: 'Cognito may call the caller’s own functions, for this pool alone.',
    constructs: ['trigger'],
  },
  'risk-configuration': { about: 'What threat protection does.', constructs: ['risk'] },
  waf: {
    about: 'The firewall in front of sign-in and sign-up, if there is one.',
    constructs: ['firewall'],
  },
  alarms: { about: 'What somebody is called for.', type: 'aws_cloudwatch_metric_alarm' },
  dashboard: { about: 'What whoever is called looks at first.', type: 'aws_cloudwatch_dashboard' },
  queries: { about: 'Saved queries of the functions’ logs.', type: 'aws_cloudwatch_query_definition' },
  'existing-pool': {
    about: 'Warnings about a user pool that somebody else created. Nothing of it is changed.',
    constructs: ['existing'],
  },
};

/** Files of what is read from above, and of what others refer to: no local is only theirs. */
export const COMMON: ReadonlySet<string> = new Set(['main', 'variables', 'outputs', 'versions', 'locals']);

/** Where blocks go that are sorted by what they are. */
const BY_KIND: Readonly<Record<string, string>> = {
  terraform: 'versions',
  var: 'variables',
  output: 'outputs',
  module: 'main',
  moved: 'moved',
};

/** What the first lines of a file say. */
export const aboutOf = (file: string) => FILES[file]?.about;

/** The file of a block, without `.tf`. */
export function fileOf(address: string, outline: readonly Entry[]): string {
  const [kind = '', name = ''] = address.split('.');
  const byKind = BY_KIND[kind];
  if (byKind !== undefined) return byKind;
  // A check is about what has its name.
  const construct = kind === 'check' ? name : outline.find(entry => entry.address === address)?.construct;
  if (construct === undefined) return 'main';
  const named = Object.entries(FILES).find(
    ([, { type, constructs = [] }]) => type === kind || constructs.includes(construct),
  );
  return named?.[0] ?? construct.replaceAll('_', '-');
}
