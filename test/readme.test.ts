import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';

/** The README tells the truth: its commands run, its links lead somewhere. */

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(`${root}README.md`, 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'aiqyn-readme-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function commands(): string[] {
  const blocks = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
  return blocks.flatMap((block) => block.split('\n')).filter((line) => line.trim() !== '');
}

describe('the README', () => {
  test('begins with the two commands that do everything', () => {
    // `npm ci` is run by the CI script in a clean clone; running it here would remove what runs.
    expect(commands().slice(0, 2)).toEqual(['npm ci && npm start', 'npm ci && npm test']);
  });

  test('every other command runs as it stands', async () => {
    const others = commands().slice(2);
    expect(others.length).toBeGreaterThan(4);
    for (const command of others) {
      const [program, ...words] = command.replaceAll('/tmp/aiqyn-readme', folder).split(' ');
      expect(program).toBe('node');
      const run = await promisify(execFile)(process.execPath, words, { cwd: root });
      expect(run.stdout, command).not.toBe('');
    }
  });

  test('npm start serves a living record', async () => {
    const server = spawn('npm', ['start', '--', '--data', join(folder, 'store'), '--port', '0'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    try {
      const address = await new Promise<string>((found, failed) => {
        let printed = '';
        server.stdout.on('data', (chunk: Buffer) => {
          printed += chunk.toString();
          const match = /http:\/\/127\.0\.0\.1:\d+\//.exec(printed);
          if (match !== null) found(match[0]);
        });
        server.on('exit', () => failed(new Error(`npm start ended: ${printed}`)));
      });
      const page = await fetch(`${address}?place=KZ-ALA&at=2022-01-07T14:00`);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('Almaty');
    } finally {
      // npm starts a shell that starts node: the group ends, and only this group.
      if (server.pid !== undefined) process.kill(-server.pid, 'SIGTERM');
    }
  });
});

function markdownFiles(): string[] {
  const own = readdirSync(root).filter((name) => name.endsWith('.md'));
  const docs = readdirSync(`${root}docs`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`);
  return [...own, ...docs];
}

describe('links in the documentation', () => {
  test.each(markdownFiles())('%s', (path) => {
    const text = readFileSync(join(root, path), 'utf8').replace(/```[\s\S]*?```/g, '');
    for (const match of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      const target = (match[1] ?? '').replace(/#.*$/, '');
      if (target === '' || /^[a-z]+:/.test(target)) continue;
      const file = resolve(root, dirname(path), target);
      expect(existsSync(file), `${path} links to ${target}`).toBe(true);
    }
  });
});
