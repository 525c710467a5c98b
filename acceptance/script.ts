/** What a probe answers to the triggers of a pool, as data: written by a question, read by `functions/probe.ts`. */

/** How a probe answers one event. The first rule that fits counts; without one the event goes back as it came. */
export interface Rule {
  /** Only where this is the name of the session's last entry; `START` for an empty session. */
  readonly after?: string;
  /** Only from so many entries of the session on. */
  readonly from?: number;
  /** Laid over the event's `response`. */
  readonly response?: object;
  /** Takes the place of the event that a function gives back. */
  readonly output?: unknown;
  /** Waits before it answers. */
  readonly delayMs?: number;
  /** The text of an error that the function ends with. */
  readonly throws?: string;
}

/** Rules by the first part of `triggerSource`. */
export interface Script {
  readonly DefineAuthChallenge?: readonly Rule[];
  readonly CreateAuthChallenge?: readonly Rule[];
  readonly VerifyAuthChallengeResponse?: readonly Rule[];
  readonly TokenGeneration?: readonly Rule[];
}

/** As much of an event as rules look at. */
export interface ProbedEvent {
  readonly triggerSource?: string;
  readonly userPoolId?: string;
  readonly request?: { readonly session?: readonly { readonly challengeName?: string }[] };
  readonly response?: object;
}

export function ruleFor(script: Script, event: ProbedEvent): Rule | undefined {
  // AWS's page on verify names the source both ways.
  const trigger = event.triggerSource?.split('_')[0]?.replace(/^VerifyAuthChallenge$/, '$&Response');
  const session = event.request?.session ?? [];
  const last = session.at(-1)?.challengeName ?? 'START';
  const rules = script[trigger as keyof Script] ?? [];
  return rules.find(({ after = last, from = 0 }) => after === last && session.length >= from);
}
