export * from './checkpoint.ts';
export { publicKeyOf } from './ed25519.ts';
export * from './entry.ts';
export * from './merkle.ts';
export * from './note.ts';
export * from './proof.ts';
export * from './tile.ts';
export * from './tree.ts';
