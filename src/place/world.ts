import { iso31662 } from 'iso-3166';

/** The subdivisions of all countries, from the tables of ISO 3166-2, with readable names. */

export interface WorldRegion {
  readonly code: string;
  readonly parent: string;
  readonly country: string;
  readonly name: string;
}

/** Words for "province", "district" and the like in the languages that ISO writes names in. */
const generic =
  /^(?:Municipalidad Metropolitana de|El|Región (?:de )?|Muhafazat|Wilayat|Province of|Département (?:de )?) | (?:oblast'?|oblysy|Sheng|Shi|Zizhiqu|paḷāta|Shaary|Shahri|kray|Respublika|Respublikasi|voblasts'|[Cc]ounty|[Pp]rovince|[Rr]egion)$|, Respublika$/g;

export function worldRegions(): WorldRegion[] {
  return iso31662.map(({ code, name, parent }) => ({
    code,
    parent,
    country: code.slice(0, 2),
    name:
      name
        .replace(/\s*[[(].*$/, '')
        .replace(generic, '')
        .trim() || name,
  }));
}
