/** An external challenge: as one function for both triggers (`handler`), and as a pair (`create`, `verify`). */

interface Event {
  readonly triggerSource: string;
  readonly request: {
    readonly challengeAnswer?: string;
    readonly privateChallengeParameters?: Readonly<Record<string, string>>;
  };
  response: object;
}

export async function create(event: Event): Promise<Event> {
  event.response = {
    publicChallengeParameters: { riddle: 'stressed, backwards' },
    privateChallengeParameters: { answer: 'desserts' },
    challengeMetadata: 'RIDDLE',
  };
  return event;
}

export async function verify(event: Event): Promise<Event> {
  const { challengeAnswer, privateChallengeParameters } = event.request;
  event.response = { answerCorrect: challengeAnswer === privateChallengeParameters?.answer };
  return event;
}

export async function handler(event: Event): Promise<Event> {
  return event.triggerSource.startsWith('Create') ? create(event) : verify(event);
}
