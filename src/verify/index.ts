export * from './verify-log.ts';
