/** `npm run moto`: an AWS account on loopback to apply the module to, until Ctrl-C. */

import { parseArgs } from 'node:util';
import { startMoto } from './moto.ts';
import { providerBlock } from './provider.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '5555' } } });
const moto = await startMoto(Number(values.port));
try {
  console.log(
    `moto serves ${moto.endpoint}. For Terraform:\n\n${providerBlock(moto.endpoint)}\nCtrl-C ends it.`,
  );
  await new Promise(resolve => process.once('SIGINT', resolve).once('SIGTERM', resolve));
} finally {
  await moto.close();
}
