import { askingFlows } from './flows/asking.ts';
import { everythingFlow } from './flows/everything.ts';
import type { Flow } from './flows/flow.ts';
import { sendingFlows } from './flows/sending.ts';

/** Every flow whose plan is looked at, by name: what it costs, and that what is not in it costs nothing. */
export const flows: Readonly<Record<string, Flow>> = { ...askingFlows, ...sendingFlows, ...everythingFlow };
