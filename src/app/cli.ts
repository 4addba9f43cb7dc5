import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import type { Result } from '../base/index.ts';
import { failureText, type Terminal, terminalOf } from './cli/terminal.ts';
import { root } from './root.ts';

/**
 * The command line. A command's code is loaded when it is called: reading needs no server.
 * Exit codes: 0 fine, 1 something wrong in the input or store, 2 wrong usage.
 */

const exit = { fine: 0, wrong: 1, usage: 2 } as const;

const data_default = process.env['AIQYN_DATA'] || './data';

/** Runs one command; the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const terminal = terminalOf(process);
  const state = { code: exit.fine as number };
  const done = (run: Promise<Result<void>>) => finish(run, terminal, state);
  try {
    await build(terminal, done).parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exit.fine : exit.usage;
  }
  return state.code;
}

type Done = (run: Promise<Result<void>>) => Promise<void>;

async function finish(
  run: Promise<Result<void>>,
  terminal: Terminal,
  state: { code: number },
): Promise<void> {
  const result = await run;
  if (result.ok) return;
  terminal.say(failureText(result.error));
  state.code = exit.wrong;
}

function build(terminal: Terminal, done: Done): Command {
  const program = new Command('aiqyn')
    .description('The open and verifiable record of a state of emergency.')
    .version(versionOf())
    .exitOverride()
    .showHelpAfterError('See: aiqyn --help')
    .configureOutput({ outputError: (text, write) => write(usageText(text)) })
    .addHelpText('after', overview);
  addReadingCommands(program, terminal, done);
  addStoreCommands(program, terminal, done);
  addEditorCommands(program, terminal, done);
  return program;
}

function addReadingCommands(program: Command, terminal: Terminal, done: Done): void {
  program
    .command('read')
    .summary('what a statement says, as the machine reads it')
    .description('Reads a statement: measures, claims, commitments, requests and warnings.')
    .argument('<file>', 'the statement: plain text or HTML')
    .option('--source <json>', 'what is known about it: lang, issuer, publishedAt, place, genre')
    .option('--json', 'JSON alone on standard output')
    .addHelpText(
      'after',
      examples('read address.txt --source source.json', 'read notice.html --json'),
    )
    .action(async (file, options) =>
      done((await import('./cli/read.ts')).readCommand(file, options, terminal)),
    );
  program
    .command('eval')
    .summary('score the reader on a corpus')
    .description('Reads every case of a corpus folder and scores it against its gold reading.')
    .argument('<dir>', 'folder of cases: source.txt, source.json, provisions.json each')
    .option('--json', 'JSON alone on standard output')
    .addHelpText('after', examples('eval test/corpus/dev', 'eval test/corpus/dev --json'))
    .action(async (dir, options) =>
      done((await import('./cli/eval.ts')).evalCommand(dir, options, terminal)),
    );
}

function addStoreCommands(program: Command, terminal: Terminal, done: Done): void {
  program
    .command('add')
    .summary('put a statement into the store')
    .description('Adds a statement with its proposals as a draft for the desk.')
    .argument('<file>', 'the statement: plain text or HTML')
    .requiredOption('--source <json>', 'lang, issuer, publishedAt, place, genre; title, address')
    .option(...dataOption)
    .option('--confirm', 'publish at once, unreviewed and marked so')
    .option('--json', 'JSON alone on standard output')
    .addHelpText(
      'after',
      examples(
        'add decree.txt --source decree.json',
        'add decree.txt --source decree.json --confirm',
      ),
    )
    .action(async (file, options) =>
      done((await import('./cli/add.ts')).addCommand(file, options, terminal)),
    );
  program
    .command('in-force')
    .summary('what holds at a place and time')
    .description('What is in force at a place and time, as the record knew it.')
    .requiredOption('--place <code>', 'ISO 3166 code: KZ, KZ-ALA')
    .option('--at <time>', 'day or minute, local to the place (default: now)')
    .option('--known <time>', 'as known at an instant or local time (default: now)')
    .option(...dataOption)
    .option('--json', 'JSON alone on standard output')
    .addHelpText(
      'after',
      examples(
        'in-force --place KZ-ALA --at 2022-01-07T14:00',
        'in-force --place KZ --at 2022-01-07 --json',
      ),
    )
    .action(async (options) =>
      done((await import('./cli/in-force.ts')).inForceCommand(options, terminal)),
    );
  program
    .command('serve')
    .summary('serve the pages, the API and the desk')
    .description('Serves the public pages, the API under /api/v1 and the desk under /desk.')
    .option(...dataOption)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <number>', 'port to listen on; 0 takes a free one', port, 8080)
    .option('--example', 'fill a new store with the example of January 2022')
    .option('--origin <url>', 'the address that visitors see, behind a server with TLS')
    .addHelpText(
      'after',
      examples('serve --example', 'serve --data /srv/aiqyn --origin https://aiqyn.example'),
    )
    .action(async (options) =>
      done((await import('./cli/serve.ts')).serveCommand(options, terminal)),
    );
  program
    .command('fsck')
    .summary('check that nothing was rewritten or damaged')
    .description('Checks every entry, hash, tile, blob and signature of a store.')
    .option(...dataOption)
    .option('--vkey <key>', "the log's public key, remembered elsewhere")
    .option('--json', 'JSON alone on standard output')
    .addHelpText('after', examples('fsck', 'fsck --data /srv/aiqyn'))
    .action(async (options) =>
      done((await import('./cli/fsck.ts')).fsckCommand(options, terminal)),
    );
}

function addEditorCommands(program: Command, terminal: Terminal, done: Done): void {
  const editor = program
    .command('editor')
    .summary("editors' accounts")
    .description("Editors' accounts of the desk.");
  const origin = ['--origin <url>', 'the address that editors see'] as const;
  editor
    .command('add <name>')
    .description('Prints a one-time link with which the editor makes the account.')
    .option(...dataOption)
    .option(...origin)
    .action(async (name, options) =>
      done((await import('./cli/editor.ts')).addEditor(name, options, terminal)),
    );
  editor
    .command('reset <name>')
    .description('Prints a one-time link with which the editor sets a new password.')
    .option(...dataOption)
    .option(...origin)
    .action(async (name, options) =>
      done((await import('./cli/editor.ts')).resetEditor(name, options, terminal)),
    );
  editor
    .command('list')
    .description('Lists the editors.')
    .option(...dataOption)
    .action(async (options) =>
      done((await import('./cli/editor.ts')).listEditors(options, terminal)),
    );
  editor
    .command('remove <name>')
    .description('Removes an account and ends its sessions; what it published stays.')
    .option(...dataOption)
    .action(async (name, options) =>
      done((await import('./cli/editor.ts')).removeEditor(name, options, terminal)),
    );
}

const dataOption = ['--data <dir>', 'folder of the store (AIQYN_DATA)', data_default] as const;

const overview = `
Examples:
  aiqyn read address.txt --source source.json
  aiqyn add address.txt --source source.json --confirm
  aiqyn in-force --place KZ-ALA --at 2022-01-07T14:00
  aiqyn serve --example

Exit codes: 0 fine, 1 something wrong in the input or the store, 2 wrong usage.
NO_COLOR=1 turns colours off.`;

function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  aiqyn ${line}`).join('\n')}`;
}

function port(text: string): number {
  const number = Number(text);
  if (/^\d{1,5}$/.test(text) && number <= 65_535) return number;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}

/** Commander's message in the form of all failures. */
function usageText(text: string): string {
  return text.replace(/^error: /, 'error[usage]: ');
}

function versionOf(): string {
  const file = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return file.version;
}
