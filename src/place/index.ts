export { compileGazetteer } from './compile.ts';
export { isSuffixChain } from './kazakh.ts';
export * from './types.ts';
