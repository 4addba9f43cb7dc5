export { proposeLinks } from './links.ts';
export {
  type InForce,
  isKind,
  type PlaceTree,
  type Register,
  type Strip,
} from './model.ts';
export { buildRegister } from './register.ts';
export { RowIndex } from './row-index.ts';
