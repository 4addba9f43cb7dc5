export * from './plan.ts';
export * from './port.ts';
export * from './writer.ts';
