import '../../../client/element/index.ts';
import { startConsole } from './console.ts';

startConsole(document.body);
