/** `npm start`: bundle, synthesize, serve, sign the demo user in; then serve until Ctrl-C. */

import { main } from './run/command.ts';
import { synthesizedModule } from './run/synthesized-module.ts';

main('npm start', synthesizedModule());
