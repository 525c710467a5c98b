export { type Clock, systemClock } from './clock.ts';
export type { KeptStorage } from './kept.ts';
export type { SignInOptions } from './options.ts';
export type { Solve, SolveOptions } from './proof-of-work.ts';
export { createSignIn } from './sign-in.ts';
export type * from './state.ts';
export type { Channel } from './tabs.ts';
export type * from './transport.ts';
