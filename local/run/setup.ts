/** What a server runs, read from the files and options that say it: at the start, and again when one has changed. */

import type { JsonObject } from '../aws-service.ts';
import { readDeployment } from '../deployment/read-deployment.ts';
import type { Deployment } from '../deployment.ts';
import { inputsOfPlan } from '../inputs/inputs-of-plan.ts';
import { readPlan } from '../inputs/plan.ts';
import { type Inputs, readInputs, readJsonFile } from '../inputs/read-inputs.ts';
import { checkTexts, type OwnTexts, readTextsFolder } from '../texts/own-texts-folder.ts';
import type { ModuleSource } from './module-source.ts';

export interface SetupOptions {
  readonly inputs?: Inputs | string | readonly string[];
  readonly plan?: string;
  readonly module?: string;
  readonly region?: string;
  readonly secrets?: Readonly<Record<string, string>> | string;
  readonly policies?: Readonly<Record<string, object>> | string;
  readonly texts?: string;
}

export interface Setup {
  readonly deployment: Deployment;
  /** The module's inputs, wherever they come from. */
  readonly inputs: JsonObject;
  /** Texts of secrets and parameters by ARN. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly texts: readonly OwnTexts[];
  /** What a plan would warn of, and what was taken for granted. */
  readonly remarks: readonly string[];
}

/**
 * @param before what runs already: a text that is wrong stays as it was there
 * @throws Error for what a plan would refuse, and for files that cannot be read
 */
export async function readSetup(module: ModuleSource, options: SetupOptions, before?: Setup): Promise<Setup> {
  const [source, given, read, secrets, policies] = await Promise.all([
    module.read(),
    readGiven(options.inputs),
    options.texts === undefined ? [] : readTextsFolder(options.texts),
    readObject(options.secrets),
    readObject(options.policies),
  ]);
  const planned =
    options.plan === undefined
      ? { inputs: given, assumed: [] }
      : inputsOfPlan(await readPlan(options.plan), options.module, given);
  const { texts, problems } = soundTexts(read, before?.texts ?? []);
  const region = options.region ?? planned.region ?? 'us-east-1';
  const inputs = { name: 'local', ...planned.inputs };
  const own = withTexts(inputs, texts, region);
  const warnings: string[] = [];
  const deployment = readDeployment(source.json, {
    variables: own.inputs,
    modulePath: source.modulePath,
    policies: policies as Readonly<Record<string, object>>,
    region,
    onWarning: warning => warnings.push(`Warning: ${warning}`),
  });
  return {
    deployment,
    // Terraform's own values are JSON.
    inputs: inputs as JsonObject,
    secrets: { ...(secrets as Readonly<Record<string, string>>), ...own.secrets },
    texts,
    remarks: [
      ...planned.assumed.map(({ input, reference }) => `From the plan: ${input} = ${reference}`),
      ...warnings,
      ...problems,
    ],
  };
}

/** Files that a change in the options' own words comes from. */
export function filesOf({ inputs, plan, secrets, policies }: SetupOptions): readonly string[] {
  const files = typeof inputs === 'string' ? [inputs] : Array.isArray(inputs) ? (inputs as string[]) : [];
  return [...files, plan, secrets, policies].filter(each => typeof each === 'string');
}

function readGiven(inputs: SetupOptions['inputs'] = {}): Promise<Inputs> | Inputs {
  if (typeof inputs === 'string') return readInputs([inputs]);
  return Array.isArray(inputs) ? readInputs(inputs) : (inputs as Inputs);
}

const readObject = (given: object | string | undefined) =>
  typeof given === 'string' ? readJsonFile(given) : (given ?? {});

/** A wrong text concerns its own language: that keeps the text of before, if there is one. */
function soundTexts(read: readonly OwnTexts[], before: readonly OwnTexts[]) {
  const checked = read.map(text => ({ text, result: checkTexts(text) }));
  return {
    texts: checked.map(({ text, result }) =>
      'problem' in result ? (before.find(({ locale }) => locale === text.locale) ?? text) : text,
    ),
    problems: checked.flatMap(({ text: { locale }, result }) =>
      'problem' in result
        ? [
            `Wrong text: ${result.problem} ${before.length > 0 ? `Messages in ${locale} stay as they were.` : `No messages in ${locale} until it is right.`}`,
          ]
        : [],
    ),
  };
}

/** Texts as parameters: those that the inputs name, or some of this machine's own. */
function withTexts(inputs: Inputs, texts: readonly OwnTexts[], region: string) {
  if (texts.length === 0) return { inputs, secrets: {} };
  const delivery = Object(inputs.delivery);
  const named: Readonly<Record<string, string>> = Object(delivery.texts);
  const arns = texts.map(({ locale, text }) => {
    const arn = named[locale] ?? `arn:aws:ssm:${region}:123456789012:parameter/local/texts/${locale}`;
    return { locale, arn, text };
  });
  const added = Object.fromEntries(arns.map(({ locale, arn }) => [locale, arn]));
  return {
    inputs: { ...inputs, delivery: { ...delivery, texts: { ...named, ...added } } },
    secrets: Object.fromEntries(arns.map(({ arn, text }) => [arn, text])),
  };
}
