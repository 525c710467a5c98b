import type { Part } from './part.ts';

/** Loaded when they run: some start servers, or change what is global. A part more is a line more. */
export const parts: Readonly<Record<string, () => Promise<Part>>> = {
  sessions: async () => (await import('./sessions.ts')).sessions,
  behaviours: async () => (await import('./behaviours.ts')).behaviours,
  exploits: async () => (await import('./exploits.ts')).exploitTests,
  parallel: async () => (await import('./parallel.ts')).parallel,
  mixing: async () => (await import('./mixing.ts')).mixing,
  guessing: async () => (await import('./guessing.ts')).guessing,
  enumeration: async () => (await import('./enumeration-statistics.ts')).enumeration,
  fuzz: async () => (await import('./fuzz.ts')).fuzz,
  secrets: async () => (await import('./secrets.ts')).secrets,
  faults: async () => (await import('./faults.ts')).faults,
  model: async () => (await import('./model.ts')).model,
  load: async () => (await import('./load.ts')).load,
};
