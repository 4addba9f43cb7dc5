import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Row, Section } from './figures.ts';

const runs = 30;
const warm = 5;
const start_ms_max = 120_000;
const goal_bytes = 14 * 1024;

export const pages: Section = {
  name: 'pages',
  title: 'Pages: bytes and time to first byte',
  about:
    'A real server (`serve`, the build in `dist/`) on loopback with the example store. Bytes of ' +
    'each page in English with the style sheets it links to, compressed by gzip (level 9) and ' +
    'brotli (quality 11), and as the server sends it. Goal for the home page: ' +
    `${goal_bytes.toLocaleString('en-GB')} bytes. Time to first byte: ${runs} requests after ` +
    `${warm} to warm up, one connection; pages of the same moment may come from the server's memory.`,
  async run() {
    const data = mkdtempSync(join(tmpdir(), 'aiqyn-bench-pages-'));
    const server = spawn(process.execPath, ['bin/aiqyn.js', 'serve', '--example', '--port', '0'], {
      env: { ...process.env, AIQYN_DATA: join(data, 'store') },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const origin = await originOf(server);
      const rows: Row[] = [];
      for (const path of await pathsOf(origin)) rows.push(...(await page(origin, path)));
      rows.push(await fresh(origin));
      return rows;
    } finally {
      server.kill('SIGTERM');
      await new Promise((resolve) => server.once('exit', resolve));
      rmSync(data, { recursive: true, force: true });
    }
  },
};

/** Waits for the line in which the server says where it listens. */
function originOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the server did not start')), start_ms_max);
    let said = '';
    server.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (origin === undefined) return;
      clearTimeout(timer);
      resolve(origin);
    });
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
}

/** Every kind of page; of statements and records, the first that the pages before link to. */
async function pathsOf(origin: string): Promise<readonly string[]> {
  const agent = new Agent();
  const linked = async (path: string, form: RegExp) => {
    const { body } = await fetchOnce(origin, path, 'identity', agent);
    return form.exec(body.toString())?.[0] ?? null;
  };
  const statement = await linked('/statements', /\/statements\/[0-9a-f]{32}/);
  const record = statement === null ? null : await linked(statement, /\/records\/[0-9a-f]{32}/);
  agent.destroy();
  const known = ['/', '/?place=KZ-ALA&at=2022-01-07T14:00', '/statements', statement, record];
  return [...known, '/places/KZ-ALA', '/log', '/about'].filter((path) => path !== null);
}

async function page(origin: string, path: string): Promise<readonly Row[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const plain = await fetchOnce(origin, path, 'identity', agent);
  const html = plain.body.toString();
  const styles = [...html.matchAll(/<link[^>]+rel="?stylesheet"?[^>]*>/g)]
    .map(([tag]) => /href="?([^"\s>]+)/.exec(tag)?.[1])
    .filter((href) => href !== undefined);
  const parts = [plain.body];
  for (const href of styles) parts.push((await fetchOnce(origin, href, 'identity', agent)).body);
  const sent = await fetchOnce(origin, path, 'br, gzip', agent);
  const times: number[] = [];
  for (let i = 0; i < warm + runs; i++) {
    const { firstByteMs } = await fetchOnce(origin, path, 'br, gzip', agent);
    if (i >= warm) times.push(firstByteMs);
  }
  agent.destroy();
  const name = path.replace(/[0-9a-f]{32}/, '<id>');
  const label = plain.status === 200 ? name : `${name} (status ${plain.status})`;
  const sum = (compress: (body: Buffer) => Buffer) =>
    parts.reduce((bytes, body) => bytes + compress(body).length, 0);
  return [
    { what: `${label}: plain`, unit: 'bytes', values: [sum((body) => body)] },
    {
      what: `${label}: gzip`,
      unit: 'bytes',
      values: [sum((body) => gzipSync(body, { level: 9 }))],
    },
    { what: `${label}: brotli`, unit: 'bytes', values: [sum((body) => brotliCompressSync(body))] },
    { what: `${label}: as sent, HTML`, unit: 'bytes', values: [sent.body.length] },
    { what: `${label}: time to first byte`, unit: 'ms', values: times },
  ];
}

/** The home page at moments that nobody asked for before: nothing comes from memory. */
async function fresh(origin: string): Promise<Row> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const values: number[] = [];
  for (let i = 0; i < runs; i++) {
    const at = `2022-01-07T11:${String(i).padStart(2, '0')}`;
    const { firstByteMs } = await fetchOnce(origin, `/?place=KZ-ALA&at=${at}`, 'br', agent);
    values.push(firstByteMs);
  }
  agent.destroy();
  return { what: '/ at a moment not asked before: time to first byte', unit: 'ms', values };
}

interface Fetched {
  readonly status: number;
  readonly body: Buffer;
  readonly firstByteMs: number;
}

function fetchOnce(origin: string, path: string, encoding: string, agent: Agent): Promise<Fetched> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const headers = { 'accept-encoding': encoding, 'accept-language': 'en' };
    const request = get(new URL(path, origin), { agent, headers }, (response) => {
      const firstByteMs = performance.now() - start;
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks), firstByteMs }),
      );
    });
    request.on('error', reject);
  });
}
