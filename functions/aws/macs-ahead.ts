/** What a call was asked with: a key, and a message. */
type Asked = readonly [keyId: string, message: string];

/**
 * MACs that are fetched before somebody asks for them. Only a MAC that has arrived is given, and only once, since whoever
 * asks keeps it; nobody waits for a call that is still under way, or that failed.
 */
export function macsAhead(generateMac: (...asked: Asked) => Promise<Uint8Array>): {
  readonly fetch: (...asked: Asked) => Promise<void>;
  readonly generateMac: (...asked: Asked) => Promise<Uint8Array>;
} {
  const fetched = new Map<string, Uint8Array>();
  const nameOf = (asked: Asked) => JSON.stringify(asked);
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
