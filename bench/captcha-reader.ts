import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { drawLetters } from '../functions/challenges/captcha/draw.ts';
import { ALPHABET } from '../functions/challenges/captcha/glyphs.ts';
import type { Bench, Figure } from './figure.ts';

const run = promisify(execFile);
const here = (file: string) => fileURLToPath(new URL(`captcha-reader/${file}`, import.meta.url));

const [TRAINING, TEST] = [20_000, 2_000];
const CPU_SECONDS = Number(process.env.CAPTCHA_READER_SECONDS ?? 60);
/** Of whole pictures, after a minute of training: more is a picture that anybody can have read for nothing. */
const MOST = 40;
/** Debian's own, which has its python3-torch; another one on the PATH has not. */
const PYTHON = '/usr/bin/python3';

/** How well small networks read the pictures after a minute's training; nothing where Debian's PyTorch is not there. */
export const captchaReader: Bench = async folder => {
  try {
    await run(PYTHON, ['-c', 'import torch']);
  } catch {
    process.stderr.write('captcha-reader is skipped: it needs Debian’s python3-torch.\n');
    return [];
  }
  const [training, test] = [join(folder, 'training'), join(folder, 'test')];
  for (const [count, file] of [[TRAINING, training] as const, [TEST, test] as const]) {
    await run(process.execPath, ['--import', 'tsx', here('samples.ts'), String(count), file]);
  }
  const { width, height } = drawLetters('');
  const figures: Figure[] = [];
  for (const network of ['cells', 'sequence']) {
    process.stderr.write(`  training ${network} for ${CPU_SECONDS} s of CPU …\n`);
    const args = [training, test, ALPHABET, width, height, CPU_SECONDS, network].map(String);
    const { stdout } = await run(PYTHON, [here('read.py'), ...args], {
      env: { ...process.env, OPENBLAS_NUM_THREADS: '1' },
    });
    const [letters = 0, pictures = 0] = stdout.trim().split(' ').map(Number);
    figures.push(
      { name: `letters read by a network (${network})`, unit: '%', figure: letters * 100 },
      { name: `pictures read by it`, unit: '%', figure: pictures * 100, target: { figure: MOST } },
    );
  }
  return figures;
};
