/** What a server runs, read from the files and options that say it: at the start, and again when one has changed. */

import type { JsonObject } from '../aws-service.ts';
import { readDeployment } from '../deployment/read-deployment.ts';
import type { Deployment } from '../deployment.ts';
import { inputsOfPlan } from '../inputs/inputs-of-plan.ts';
import { readPlan } from '../inputs/plan.ts';
import { type Inputs, readInputs, readJsonFile } from '../inputs/read-inputs.ts';
import { type OwnTexts, readTextsFolder, soundTexts, withTexts } from '../texts/own-texts-folder.ts';
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

/** The module's inputs, and what goes with them. */
export interface Given {
  readonly values: JsonObject;
  readonly region: string;
  /** What was taken for granted. */
  readonly remarks: readonly string[];
}

export interface Setup {
  readonly deployment: Deployment;
  /** Texts of secrets and parameters by ARN. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly texts: readonly OwnTexts[];
  /** What a plan would warn of, and which texts are wrong. */
  readonly remarks: readonly string[];
}

/** Reads the inputs' own files. @throws Error for what cannot be read */
export async function readGiven(options: SetupOptions): Promise<Given> {
  const { inputs = {}, plan, module, region } = options;
  const files = filesOf(inputs);
  const given = files ? await readInputs(files) : (inputs as Inputs);
  const planned =
    plan === undefined ? { inputs: given, assumed: [] } : inputsOfPlan(await readPlan(plan), module, given);
  return {
    values: { name: 'local', ...planned.inputs } as JsonObject,
    region: region ?? planned.region ?? 'us-east-1',
    remarks: planned.assumed.map(({ input, reference }) => `From the plan: ${input} = ${reference}`),
  };
}

/**
 * @param before what runs already: a text that is wrong stays as it was there
 * @throws Error for what a plan would refuse, and for files that cannot be read
 */
export async function readSetup(
  module: ModuleSource,
  { values, region }: Given,
  options: SetupOptions,
  before?: Setup,
): Promise<Setup> {
  const [{ json, modulePath }, read, secrets, policies] = await Promise.all([
    module.read(),
    options.texts === undefined ? [] : readTextsFolder(options.texts),
    readObject(options.secrets),
    readObject(options.policies),
  ]);
  const { texts, problems } = soundTexts(read, before?.texts ?? []);
  const own = withTexts(values, texts, region);
  const warnings: string[] = [];
  const deployment = readDeployment(json, {
    variables: own.inputs,
    modulePath,
    policies,
    region,
    onWarning: warning => warnings.push(`Warning: ${warning}`),
  });
  return {
    deployment,
    secrets: { ...(secrets as Setup['secrets']), ...own.secrets },
    texts,
    remarks: [...warnings, ...problems],
  };
}

/** Files with inputs; undefined for inputs as they are. */
export function filesOf(inputs: SetupOptions['inputs']): readonly string[] | undefined {
  if (typeof inputs === 'string') return [inputs];
  return Array.isArray(inputs) ? inputs : undefined;
}

const readObject = (given: object | string | undefined) =>
  typeof given === 'string' ? readJsonFile(given) : { ...given };
