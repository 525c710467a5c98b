import { synthesize } from './modules/synthesize.ts';

await synthesize();
