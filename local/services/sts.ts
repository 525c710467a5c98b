import type { QueryService } from '../http/aws-query.ts';
import type { Place } from './arn.ts';
import type { Iam } from './iam.ts';

/** STS: `GetCallerIdentity`, which needs no permission. Scripts ask it first, to see where they are. */
export function createSts({ accountId: Account }: Place, iam: Iam): QueryService {
  return {
    xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    accessDeniedCode: 'AccessDenied',
    operations: {
      GetCallerIdentity: (_input, caller) => {
        const session = iam.sessionArn(caller);
        return session
          ? { Arn: session, UserId: `AROALOCAL:${session.slice(session.lastIndexOf('/') + 1)}`, Account }
          : { Arn: `arn:aws:iam::${Account}:user/local`, UserId: 'AIDALOCAL', Account };
      },
    },
  };
}
