import type { Provision, TimePoint } from '../record/index.ts';
import type { Walk } from './walk.ts';

/**
 * A letter of condolence, a greeting: much of it thanks, wishes or mourns, and what little else
 * was found in it has no date, no hour, no number to call. It tells what everybody knows.
 */
export function isCeremonial({ sentences, ceremonial, proposals }: Walk): boolean {
  if (sentences < ceremonialSentencesMin || ceremonial < sentences * ceremonialShareMin) {
    return false;
  }
  const few = proposals.length <= sentences * ceremonialFindingsShareMax;
  return few && proposals.every(({ provision }) => !isDated(provision));
}

const ceremonialSentencesMin = 5;
const ceremonialShareMin = 0.2;
const ceremonialFindingsShareMax = 0.4;

function isDated(provision: Provision): boolean {
  switch (provision.kind) {
    case 'measure':
      return provision.daily !== null || [provision.from, provision.to].some(isStated);
    case 'claim':
      return [provision.from, provision.to].some(isStated);
    case 'commitment':
      return provision.due.basis === 'stated';
    case 'request':
      return provision.contact !== null;
    case 'warning':
      return true;
  }
}

function isStated(point: TimePoint): boolean {
  return point.basis === 'stated';
}
