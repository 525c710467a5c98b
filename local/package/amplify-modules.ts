/** What apps import of Amplify to sign users in. */

export { Amplify } from 'aws-amplify';
export * from 'aws-amplify/auth';
export { ConsoleLogger } from 'aws-amplify/utils';
