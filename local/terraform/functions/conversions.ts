/** `tostring`, `toset` and their like; and `sensitive`, which hides values from people, not from configurations. */

import { convert } from '../convert.ts';
import { ExpressionError } from '../errors.ts';
import type { Type } from '../type.ts';
import { describe, type Value } from '../value.ts';
import { fn, nullable, type TerraformFunction } from './signature.ts';

/** Null has every type. */
function conversion(type: Type, name: string): TerraformFunction {
  return fn([nullable], (value): Value => {
    try {
      return convert(value, type);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      const given = typeof value === 'string' ? JSON.stringify(value) : describe(value);
      throw new ExpressionError(`cannot convert ${given} to ${name}: ${error.message}`, { cause: error });
    }
  });
}

const unchanged = fn([nullable], value => value);

export const conversionFunctions = {
  tostring: conversion('string', 'string'),
  tonumber: conversion('number', 'number'),
  tobool: conversion('bool', 'bool'),
  tolist: conversion({ kind: 'list', element: 'any' }, 'list of any single type'),
  toset: conversion({ kind: 'set', element: 'any' }, 'set of any single type'),
  tomap: conversion({ kind: 'map', element: 'any' }, 'map of any single type'),
  sensitive: unchanged,
  nonsensitive: unchanged,
};
