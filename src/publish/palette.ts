import type { MeasureType, ProvisionKind } from '../record/index.ts';

/** Colours and what they stand for. Their contrast is a test (WCAG 2.2, 1.4.3 and 1.4.11). */

export const measureClasses = [
  'force',
  'emergency',
  'curfew',
  'movement',
  'internet',
  'powers',
  'public',
  'relief',
] as const;
/** A class of measures: what a colour stands for. Listed in the order in which pages show them. */
export type MeasureClass = (typeof measureClasses)[number];

export const classOf: Readonly<Record<MeasureType, MeasureClass>> = {
  use_of_force_order: 'force',
  force_deployment: 'force',
  foreign_forces: 'force',
  state_of_emergency: 'emergency',
  martial_law: 'emergency',
  counter_terrorist_operation: 'emergency',
  curfew: 'curfew',
  movement_restriction: 'movement',
  border_restriction: 'movement',
  transport_restriction: 'movement',
  internet_restriction: 'internet',
  internet_access: 'internet',
  speech_restriction: 'internet',
  detention_power: 'powers',
  special_body: 'powers',
  investigation: 'powers',
  requisition: 'powers',
  assembly_restriction: 'public',
  closure: 'public',
  sale_ban: 'public',
  payment: 'relief',
  price_control: 'relief',
  health_measure: 'relief',
};

export const classCode: Readonly<Record<MeasureClass, string>> = {
  force: 'fo',
  emergency: 'em',
  curfew: 'cu',
  movement: 'mo',
  internet: 'in',
  powers: 'po',
  public: 'pu',
  relief: 're',
};

export type Shade = 'light' | 'dark';

/** Paper, ink, ink of lesser weight, hairlines, tinted ground. */
export const grounds = {
  light: { paper: '#fbfaf6', ink: '#1d1c1a', muted: '#625e56', line: '#d9d5ca', field: '#f1eee5' },
  dark: { paper: '#161614', ink: '#ece9e1', muted: '#a8a398', line: '#3a3832', field: '#211f1c' },
} as const satisfies Record<Shade, Record<string, string>>;

export const accents: Readonly<Record<MeasureClass, Readonly<Record<Shade, string>>>> = {
  force: { light: '#7d1f2c', dark: '#ef929d' },
  emergency: { light: '#b0432a', dark: '#e8866b' },
  curfew: { light: '#33518f', dark: '#8fadea' },
  movement: { light: '#835a0b', dark: '#d9a441' },
  internet: { light: '#24665f', dark: '#70c2b8' },
  powers: { light: '#60428a', dark: '#bba4e6' },
  public: { light: '#57601c', dark: '#b6c164' },
  relief: { light: '#45596a', dark: '#9fb4c5' },
};

/** The five kinds of provision, told apart by the line under the words as well. */
export const kindColour: Readonly<Record<ProvisionKind, MeasureClass>> = {
  measure: 'emergency',
  claim: 'curfew',
  commitment: 'internet',
  request: 'movement',
  warning: 'force',
};

/** Contrast of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, definition of contrast ratio). */
export function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
