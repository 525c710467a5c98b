#!/usr/bin/env node
/** `npx cognito-challenge-local` */

import { join } from 'node:path';
import { builtModule } from '../run/built-module.ts';
import { main } from '../run/command.ts';

main('npx cognito-challenge-local', builtModule(join(import.meta.dirname, '..', 'module')));
