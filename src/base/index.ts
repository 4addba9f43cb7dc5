export * from './bytes.ts';
export * from './hash.ts';
export * from './json.ts';
export * from './limits.ts';
export * from './result.ts';
export * from './time.ts';
