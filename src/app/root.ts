import { fileURLToPath } from 'node:url';

/** The folder that holds `data/`, `package.json` and `docs/`; the same from `src` and `dist`. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
