/** Reads what scripts and the console send: every mistake is named with its field. */

import { AwsError, isObject, type Json, type JsonObject } from '../aws-service.ts';
import { SHOWN_MINUTES } from '../cloudwatch/time.ts';
import { parseJson } from '../cognito/trigger-events.ts';
import type { FunctionFault, NewUser, Switches, UserChange } from './protocol.ts';

const wrong = (message: string) => new AwsError('BadRequestException', message);

/** @throws AwsError */
export function bodyOf(body: string): Json {
  const json = parseJson(body);
  if (json === undefined) throw wrong('The body is not JSON.');
  return json;
}

type Reader<Value> = (value: Json, where: string) => Value;
type Readers = Readonly<Record<string, Reader<unknown>>>;

const text: Reader<string> = (value, where) => {
  if (typeof value !== 'string' || value === '') throw wrong(`${where} takes a text.`);
  return value;
};
const flag: Reader<boolean> = (value, where) => {
  if (typeof value !== 'boolean') throw wrong(`${where} takes true or false.`);
  return value;
};
const texts: Reader<string[]> = (value, where) => {
  if (!Array.isArray(value)) throw wrong(`${where} takes a list of texts.`);
  return value.map((each, index) => text(each, `${where}[${index}]`));
};
const textMap: Reader<Record<string, string>> = (value, where) => {
  const entries = Object.entries(object(value, where));
  return Object.fromEntries(
    entries.map(([name, each]) => {
      if (typeof each !== 'string') throw wrong(`${where}.${name} takes a text.`);
      return [name, each];
    }),
  );
};

function object(value: Json, where: string): JsonObject {
  if (!isObject(value)) throw wrong(`${where} takes an object.`);
  return value;
}

/** Fields that are absent stay so; unknown ones are refused, so that a slip of the finger shows. */
function read(value: Json, where: string, readers: Readers): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(object(value, where)).map(([name, each]) => {
      const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
      if (!reader) throw wrong(`${where} has no field ${name}: it takes ${Object.keys(readers).join(', ')}.`);
      return [name, reader(each, `${where}.${name}`)];
    }),
  );
}

const NEW_USER = { username: text, password: text, attributes: textMap, groups: texts };
const USER_CHANGE = { attributes: textMap, password: text, enabled: flag, confirmed: onlyTrue };

function onlyTrue(value: Json, where: string): true {
  if (value !== true) throw wrong(`${where} takes true: nothing makes a user unconfirmed again.`);
  return value;
}

/** One user, or a list. */
export function readNewUsers(value: Json): NewUser[] {
  const list = Array.isArray(value) ? value : [value];
  return list.map((each, index) => {
    const where = Array.isArray(value) ? `users[${index}]` : 'user';
    const user = read(each, where, NEW_USER);
    if (user.username === undefined) throw wrong(`${where}.username is missing.`);
    return user as unknown as NewUser;
  });
}

export const readUserChange = (value: Json): UserChange => read(value, 'user', USER_CHANGE) as UserChange;

/** Functions that can be switched, by name: the module's, and those of somebody's own, whose roles are not known. */
export type Switchable = ReadonlyMap<string, 'module' | 'external'>;

export function readSwitches(value: Json, known: Switchable): Switches {
  const { functions = {} } = read(value, 'switches', { functions: object });
  return {
    functions: Object.fromEntries(
      Object.entries(functions as JsonObject).map(([name, fault]) => {
        if (!known.has(name))
          throw wrong(`switches.functions has no ${name}: it takes ${[...known.keys()].join(', ')}.`);
        const where = `switches.functions.${name}`;
        if (known.get(name) === 'external' && Object.hasOwn(Object(fault), 'denied'))
          throw wrong(
            `${where}.denied is for functions of the module: the role of ${name} is not known here.`,
          );
        return [name, read(fault, where, { delayMs: delay, throws: flag, denied: actions }) as FunctionFault];
      }),
    ),
  };
}

const MAX_DELAY_MS = 60_000;

function delay(value: Json, where: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > MAX_DELAY_MS)
    throw wrong(`${where} takes milliseconds from 0 to ${MAX_DELAY_MS}.`);
  return value;
}

function actions(value: Json, where: string): string[] {
  const list = texts(value, where);
  const bad = list.find(action => !/^[a-z\d-]+:[\w*?]+$/i.test(action));
  if (bad !== undefined) throw wrong(`${where} takes actions such as kms:GenerateMac; got ${bad}.`);
  return list;
}

const MAX_WAIT_SECONDS = 60;

/** `?to=…&after=…&wait=10` */
export function readWanted(query: URLSearchParams): { to?: string; after?: string; waitMs: number } {
  const [to, after, wait] = [query.get('to'), query.get('after'), query.get('wait') ?? '0'];
  const seconds = Number(wait);
  if (wait.trim() === '' || !(seconds >= 0 && seconds <= MAX_WAIT_SECONDS))
    throw wrong(`wait takes seconds from 0 to ${MAX_WAIT_SECONDS}; got ${wait}.`);
  if (after !== null && !/^\d+$/.test(after)) throw wrong(`after takes the id of a message; got ${after}.`);
  return { ...(to !== null && { to }), ...(after !== null && { after }), waitMs: seconds * 1000 };
}

/** `?minutes=60` */
export function readMinutes(query: URLSearchParams): number {
  const minutes = query.get('minutes') ?? '60';
  if (/^\d+$/.test(minutes) && Number(minutes) >= 1 && Number(minutes) <= SHOWN_MINUTES)
    return Number(minutes);
  throw wrong(`minutes takes a whole number from 1 to ${SHOWN_MINUTES}; got ${minutes}.`);
}

/** `{ values }` */
export const readInputs = (value: Json): JsonObject => {
  const { values } = read(value, 'inputs', { values: object, terraform: (text: Json) => text });
  if (values === undefined)
    throw wrong('inputs.values is missing: the module’s inputs, as in terraform.tfvars.json.');
  return values as JsonObject;
};
