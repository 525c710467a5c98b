#!/usr/bin/env node
/** `npx cognito-challenge-local` */

import { join } from 'node:path';
import { builtModule } from '../run/built-module.ts';
import { main } from '../run/command.ts';

const beside = (name: string) => join(import.meta.dirname, '..', name);

main('npx cognito-challenge-local', builtModule(beside('module'), beside('console')));
