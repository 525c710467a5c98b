import { awsEnvironment, setEnvironment } from '../test/support/environment.ts';
import { captureConsole } from './console.ts';
import { type FaultyAws, startFaultyAws } from './faults/aws.ts';

/** Lends the services that functions call, with an environment that leads there; what is logged meanwhile is kept. */
export async function withAws<Result>(
  use: (aws: FaultyAws, lines: readonly string[]) => Promise<Result>,
): Promise<Result> {
  const before = { ...process.env };
  const aws = await startFaultyAws();
  setEnvironment(awsEnvironment(aws.url));
  const captured = captureConsole();
  try {
    return await use(aws, captured.lines);
  } finally {
    captured.restore();
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
    await aws.close();
  }
}
