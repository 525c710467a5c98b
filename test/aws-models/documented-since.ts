import type { ServiceName, Shapes } from './model.ts';

/**
 * What AWS documents and botocore 1.43.11 lacks: members, and shapes of their own, from AWS's pages. A test tells when
 * botocore has them, and whether they were copied right.
 */
export const documentedSince: Readonly<Partial<Record<ServiceName, Shapes>>> = {
  sesv2: {
    // https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
    SendEmailRequest: {
      type: 'structure',
      members: { ConfigurationOverrides: { shape: 'ConfigurationOverrides' } },
    },
    // https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ConfigurationOverrides.html
    ConfigurationOverrides: {
      type: 'structure',
      members: { Tracking: { shape: 'TrackingConfigurationOverrides' } },
    },
    // https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_TrackingConfigurationOverrides.html
    TrackingConfigurationOverrides: {
      type: 'structure',
      members: {
        ClickTrackingEnabled: { shape: 'TrackingOverride' },
        OpenTrackingEnabled: { shape: 'TrackingOverride' },
      },
    },
    TrackingOverride: { type: 'string', enum: ['ENABLED', 'DISABLED'] },
  },
};
