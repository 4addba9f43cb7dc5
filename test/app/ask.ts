import { request } from 'node:http';

/** Requests as a stranger makes them: any path, any header, nothing tidied up. */

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export function ask(address: string, path: string, asking: Asking = {}): Promise<Answer> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    let answered = false;
    const asked = request(
      { hostname, port, path, method: asking.method ?? 'GET', headers: { ...asking.headers } },
      (response) => {
        answered = true;
        const parts: Buffer[] = [];
        const done = () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(parts).toString(),
          });
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', done);
        response.on('error', done);
      },
    );
    // A body that is refused is cut off while it is being sent; the answer counts.
    asked.on('error', (error) => (answered ? null : reject(error)));
    asked.end(asking.body);
  });
}

/** An editor with a session of their own. */
export class Editor {
  readonly #address: string;
  cookie = '';
  token = '';

  constructor(address: string) {
    this.#address = address;
  }

  get(path: string): Promise<Answer> {
    return ask(this.#address, path, { headers: { cookie: this.cookie } });
  }

  post(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    return ask(this.#address, path, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        origin: this.#address,
        cookie: this.cookie,
        ...headers,
      },
      body: new URLSearchParams({ token: this.token, ...fields }).toString(),
    });
  }

  /** Makes the account of a one-time link, or signs in; keeps the cookie and the form token. */
  async enter(path: string, name: string, password: string): Promise<Answer> {
    const answer = await this.post(path, { name, password });
    this.cookie = cookiesOf(answer)
      .map((one) => one.split(';')[0])
      .join('; ');
    this.token = tokenOf((await this.get('/desk/new')).text);
    return answer;
  }
}

export function cookiesOf(answer: Answer): readonly string[] {
  const set = answer.headers['set-cookie'];
  return set === undefined ? [] : [set].flat();
}

export function tokenOf(page: string): string {
  return /name="token" value="([^"]*)"/.exec(page)?.[1] ?? '';
}

/** The code that a page or a JSON answer names. */
export function codeOf({ text }: Answer): string | null {
  return (
    /"code":"(\w+)"/.exec(text)?.[1] ??
    /error\[(\w+)\]/.exec(text)?.[1] ??
    /<code>(\w+)<\/code>/.exec(text)?.[1] ??
    null
  );
}
