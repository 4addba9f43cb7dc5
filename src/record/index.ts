export * from './codec.ts';
export * from './common.ts';
export * from './log-record.ts';
export * from './provision.ts';
export * from './statement.ts';
