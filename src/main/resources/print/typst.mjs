// Runs the npm package of Typst with the arguments of the program "typst". The first argument is the directory that
// contains the package in node_modules.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const [directory, command, ...rest] = process.argv.slice(2);
const options = { 'font-path': [] };
const files = [];
while (rest.length > 0) {
  const argument = rest.shift();
  if (argument === '--ignore-system-fonts') {
    continue; // The package never reads system fonts.
  } else if (argument === '--font-path') {
    options['font-path'].push(rest.shift());
  } else if (argument.startsWith('--')) {
    options[argument.slice(2)] = rest.shift();
  } else {
    files.push(argument);
  }
}
if (command !== 'compile' || files.length !== 2) {
  fail('Usage: typst.mjs DIRECTORY compile [--root FOLDER] [--font-path FOLDER] ... INPUT OUTPUT');
}
const { NodeCompiler } = createRequire(resolve(directory, 'package.json'))('@myriaddreamin/typst-ts-node-compiler');
const compiler = NodeCompiler.create({
  workspace: resolve(options.root ?? '.'),
  // The package treats an empty path as the working folder.
  fontArgs: options['font-path'].length > 0 ? [{ fontPaths: options['font-path'] }] : [],
});
const source = { mainFilePath: resolve(files[0]) };
try {
  const compiled = compiler.compile(source);
  if (compiled.hasError()) {
    fail(messages(compiled.takeError()));
  }
  const timestamp = options['creation-timestamp'];
  writeFileSync(files[1], compiler.pdf(compiled.result, {
    pdfStandard: options['pdf-standard'],
    creationTimestamp: timestamp === undefined ? undefined : Number(timestamp),
  }));
} catch (error) {
  fail(messages(error));
}

function messages(error) {
  const found = error.shortDiagnostics ?? [];
  return found.length > 0
    ? found.map((each) => 'error: ' + each.message + (each.hints ?? []).map((hint) => '\n  = hint: ' + hint).join('')).join('\n')
    : 'error: ' + (error.message ?? error);
}

function fail(message) {
  process.stderr.write(message + '\n');
  process.exit(1);
}
