import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The real program, as `npm ci` leaves it: bin/aiqyn.js over the compiled dist/. */

const root = fileURLToPath(new URL('../..', import.meta.url));
export const bin = join(root, 'bin', 'aiqyn.js');

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export function aiqyn(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, ...args], { env: { ...process.env, ...env } });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      out += part;
    });
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      err += part;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

export interface Served {
  readonly address: string;
  /** The one-time link of the first account; null if there is an editor already. */
  readonly link: string | null;
  readonly child: ChildProcess;
  /** Everything it wrote so far. */
  output(): string;
  /** Stops it as Ctrl-C does; its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** A server of a folder on a free port, once it has printed that it serves. */
export function serve(dir: string, args: readonly string[] = []): Promise<Served> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, 'serve', '--data', dir, '--port', '0', ...args], {
      env: { ...process.env, NO_COLOR: '1' },
    });
    let output = '';
    const closed = new Promise<number | null>((done) => child.on('close', done));
    const read = (part: Buffer) => {
      output += part.toString();
      if (!output.includes('Ctrl-C')) return;
      const address = /at (http:\/\/\S+?)\/\n/.exec(output)?.[1] ?? '';
      const link = /(http:\S+\/desk\/first\/\S+)/.exec(output)?.[1] ?? null;
      const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
        child.kill(signal);
        return closed;
      };
      resolve({ address, link, child, output: () => output, stop });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void closed.then((code) => reject(new Error(`the server ended with ${code}: ${output}`)));
  });
}

const folders: string[] = [];

export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'aiqyn-test-'));
  folders.push(folder);
  return folder;
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** A file in a new folder; its path. */
export function file(name: string, content: string | Uint8Array): string {
  const path = join(tempFolder(), name);
  writeFileSync(path, content);
  return path;
}

/** An order composed for these tests. */
export const orderText = `ОРДЕР КОМЕНДАНТА ГОРОДА АЛМАТЫ

Ввести на территории города Алматы комендантский час с 23.00 до 7.00 часов
с 5 января по 18 января 2022 года.

Закрыть все рынки города с 6 января 2022 года.

Просим жителей звонить по телефону 109.
`;

export const orderSource = {
  lang: 'ru',
  issuer: 'Commandant of the city (composed for a test)',
  publishedAt: '2022-01-05',
  place: 'KZ-ALA',
  genre: 'order',
};

export function orderFiles(): { readonly text: string; readonly source: string } {
  return {
    text: file('order.txt', orderText),
    source: file('source.json', JSON.stringify(orderSource)),
  };
}

/** Chromium out of the system's packages; null where there is none. */
export function chromium(): string | null {
  const found = ['chromium', 'chromium-browser', 'google-chrome']
    .map((name) => `/usr/bin/${name}`)
    .find((path) => existsSync(path));
  if (found === undefined && process.env['CI']) {
    throw new Error('no Chromium in /usr/bin: in CI the browser tests must run');
  }
  return found ?? null;
}
