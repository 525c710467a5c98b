import { drawLetters } from '../../functions/challenges/captcha/draw.ts';
import { toPng } from '../../functions/challenges/captcha/png.ts';

/** The floor of create: the picture alone. */
export const handler = async (): Promise<number> => toPng(drawLetters('ABCDEF')).length;
