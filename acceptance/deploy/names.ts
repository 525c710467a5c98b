import { randomBytes } from 'node:crypto';

/** A name of a run's own, which every resource of it begins with: nothing else in the account does. */
export const newName = (): string => `accept-${randomBytes(4).toString('hex')}`;

/** The names that a run gives to what is not part of the module. */
export const helperNames = (name: string) => ({
  table: `${name}-kept`,
  sender: `${name}-sender`,
  riddle: `${name}-riddle`,
  riddleCreate: `${name}-riddle-create`,
  riddleVerify: `${name}-riddle-verify`,
  mailer: `${name}-mailer`,
});

export interface Place {
  readonly region: string;
  readonly accountId: string;
  /** `aws`, `aws-cn`, `aws-us-gov` */
  readonly partition: string;
}

export const functionArn = ({ partition, region, accountId }: Place, functionName: string): string =>
  `arn:${partition}:lambda:${region}:${accountId}:function:${functionName}`;
