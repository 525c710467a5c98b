import { useCallback, useSyncExternalStore } from 'react';
import { answerHumanCheck } from './human-check.ts';
import type { SignIn, State } from './state.ts';

/** The state of a sign-in, which is made once, outside of components: `const signIn = createSignIn(…)`. */
export function useSignIn(signIn: SignIn): State {
  const state = () => signIn.state;
  return useSyncExternalStore(signIn.subscribe, state, state);
}

/**
 * The widget of a human check: `<div ref={useHumanCheck(signIn, onError)} />`, shown while the challenge is `human_check`.
 * Give the element a `key` of `attemptsRemaining`, so that a refused token brings a fresh widget.
 */
export function useHumanCheck(
  signIn: SignIn,
  onError: (error: unknown) => void,
): (container: HTMLElement | null) => void {
  return useCallback(
    container => {
      if (!container) return;
      container.replaceChildren(); // strict mode calls twice
      answerHumanCheck(signIn, container).catch(onError);
    },
    [signIn, onError],
  );
}
