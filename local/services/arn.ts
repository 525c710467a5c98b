/** Where the deployment is. */
export interface Place {
  readonly region: string;
  readonly accountId: string;
}

/** An ARN in the deployment's region and account. */
export function arnIn({ region, accountId }: Place, service: string, resource: string): string {
  return `arn:aws:${service}:${region}:${accountId}:${resource}`;
}
