export { Answers } from './answer.ts';
export { httpApp } from './app.ts';
export { type Listening, listen } from './listen.ts';
export type { Site } from './site.ts';
