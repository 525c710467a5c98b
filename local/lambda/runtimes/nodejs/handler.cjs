/** From the handler's name (`folder/file.export`) to the function. */
'use strict';

const { existsSync, readFileSync } = require('node:fs');
const { basename, dirname, join, resolve } = require('node:path');
const { pathToFileURL } = require('node:url');
const { runtimeError } = require('./errors.cjs');

/** `type` of the nearest package.json, where Node.js would look for it. */
function isModuleScope(folder) {
  if (basename(folder) === 'node_modules') return false;
  const file = join(folder, 'package.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')).type === 'module';
  return dirname(folder) !== folder && isModuleScope(dirname(folder));
}

const importFile = file => import(pathToFileURL(file).href);

/** In the order in which Lambda looks for the handler's file. */
async function importModule(taskRoot, path) {
  const file = resolve(taskRoot, path);
  const loaders = [
    ['', require],
    ['.js', isModuleScope(dirname(file)) ? importFile : require],
    ['.mjs', importFile],
    ['.cjs', require],
  ];
  const found = loaders.find(([extension]) => existsSync(file + extension));
  if (found) return found[1](file + found[0]);
  return require(require.resolve(path, { paths: [taskRoot] }));
}

function describeImportError(error) {
  if (error instanceof SyntaxError) return runtimeError('UserCodeSyntaxError', String(error), error);
  const missing = ['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND'].includes(error?.code);
  return missing ? runtimeError('ImportModuleError', String(error), error) : error;
}

/**
 * @param {string} taskRoot where the package is
 * @param {string} name `file.export`, `folder/file.export`, `file.object.export`
 * @throws `Runtime.MalformedHandlerName`, `Runtime.ImportModuleError`, `Runtime.UserCodeSyntaxError`,
 *   `Runtime.HandlerNotFound`, `Runtime.CallbackHandlerDeprecated`, or what the module throws
 */
exports.loadHandler = async (taskRoot, name, { callbacksSupported }) => {
  const [, folder, file, path] = /^(.*\/)?([^./]*)\.([^/]*)$/.exec(name) ?? [];
  if (!file || name.includes('..')) {
    throw runtimeError('MalformedHandlerName', `'${name}' is not a handler name: it must be file.export`);
  }
  const module = await importModule(taskRoot, `${folder ?? ''}${file}`).catch(error => {
    throw describeImportError(error);
  });
  const handler = path.split('.').reduce((value, key) => value?.[key], module);
  if (!handler) throw runtimeError('HandlerNotFound', `${name} is undefined or not exported`);
  if (typeof handler !== 'function') throw runtimeError('HandlerNotFound', `${name} is not a function`);
  if (handler.length >= 3 && !callbacksSupported) {
    throw runtimeError('CallbackHandlerDeprecated', `${name} takes a callback, which ended with nodejs24.x`);
  }
  return handler;
};
