/** The errors of cognito-idp that more than one operation gives, in AWS's wording. */

import { AwsError } from '../aws-service.ts';

export const notAuthorized = (message: string): AwsError => new AwsError('NotAuthorizedException', message);

export const invalidParameter = (message: string): AwsError =>
  new AwsError('InvalidParameterException', message);

export const missingParameter = (name: string): AwsError =>
  invalidParameter(`Missing required parameter ${name}`);

export const resourceNotFound = (message: string): AwsError =>
  new AwsError('ResourceNotFoundException', message);

export const userNotFound = (): AwsError => new AwsError('UserNotFoundException', 'User does not exist.');

export const passwordResetRequired = (): AwsError =>
  new AwsError('PasswordResetRequiredException', 'Password reset required for the user');

export const limitExceeded = (): AwsError =>
  new AwsError('LimitExceededException', 'Attempt limit exceeded, please try after some time.');

/** One text for a wrong password, a failed challenge and an unknown user: it must not tell them apart. */
export const incorrectCredentials = (): AwsError => notAuthorized('Incorrect username or password.');

export const invalidSession = (): AwsError => notAuthorized('Invalid session for the user.');
