import type { GenerateMac } from '../answers/epoch-key.ts';

/**
 * MACs that are fetched before somebody asks for them. Only what is there is given, and once, since whoever asks keeps it: a
 * call that is still under way, or went wrong, is nobody's to wait for.
 */
export function macsAhead(generateMac: GenerateMac): {
  readonly fetch: (...asked: Parameters<GenerateMac>) => Promise<void>;
  readonly generateMac: GenerateMac;
} {
  const fetched = new Map<string, Uint8Array>();
  const nameOf = (asked: Parameters<GenerateMac>) => JSON.stringify(asked);
  return {
    fetch: async (...asked) => {
      fetched.set(nameOf(asked), await generateMac(...asked));
    },
    generateMac: async (...asked) => {
      const mac = fetched.get(nameOf(asked));
      fetched.delete(nameOf(asked));
      return mac ?? generateMac(...asked);
    },
  };
}
