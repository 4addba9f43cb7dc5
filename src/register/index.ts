export { proposeLinks } from './links.ts';
export {
  type DailyHours,
  type InForce,
  isKind,
  type PlaceTree,
  type Register,
  type Strip,
  type StripInterval,
} from './model.ts';
export { inHours } from './periods.ts';
export { buildRegister } from './register.ts';
export { RowIndex } from './row-index.ts';
