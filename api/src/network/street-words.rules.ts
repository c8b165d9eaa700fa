/**
 * How street names are written and abbreviated in the United States: USPS Publication 28, appendices B and C, and the
 * two-letter types that Californian counties use in the address files OpenAddresses collects (AV, BL, CI, LA, WY …).
 */

const STREET_TYPES: Record<string, readonly string[]> = {
  ALY: ['ALLEY', 'ALLEE'], AVE: ['AVENUE', 'AV', 'AVEN', 'AVN'], BLVD: ['BOULEVARD', 'BL', 'BLV', 'BOUL'], BND: ['BEND'], CIR: ['CIRCLE', 'CI', 'CRCL', 'CIRC'],
  CMN: ['COMMON', 'COMMONS', 'CMNS', 'CM'], CRES: ['CRESCENT', 'CRESENT', 'CRSENT'], CT: ['COURT', 'CRT'], CTR: ['CENTER', 'CENTRE'], CV: ['COVE'],
  DR: ['DRIVE', 'DRV', 'DRIV'], EXPY: ['EXPRESSWAY', 'EXPWY'], FWY: ['FREEWAY'], GDNS: ['GARDENS', 'GDN', 'GARDEN'], GLN: ['GLEN'], GRN: ['GREEN'], HTS: ['HEIGHTS'],
  HWY: ['HIGHWAY', 'HW', 'HIWAY'], ISLE: ['ISLES'], LN: ['LANE', 'LA'], LOOP: ['LP', 'LOOPS'], MALL: [], MNR: ['MANOR'], PARK: ['PK', 'PARKS'], PASS: [], PATH: ['PATHS'],
  PKWY: ['PARKWAY', 'PW', 'PKY', 'PKWAY'], PL: ['PLACE'], PLZ: ['PLAZA', 'PZ', 'PLZA'], PT: ['POINT'], RD: ['ROAD'], RDG: ['RIDGE'], ROW: [], RUN: [], SQ: ['SQUARE', 'SQR'],
  ST: ['STREET', 'STR', 'STRT'], STA: ['STATION'], TER: ['TERRACE', 'TE', 'TERR'], TRL: ['TRAIL', 'TR', 'TRAILS'], VW: ['VIEW'], WALK: ['WALKS'], WAY: ['WY', 'WAYS'], XING: ['CROSSING'],
};

const DIRECTIONS: Record<string, readonly string[]> = {
  N: ['NORTH'], S: ['SOUTH'], E: ['EAST'], W: ['WEST'],
  NE: ['NORTHEAST'], NW: ['NORTHWEST'], SE: ['SOUTHEAST'], SW: ['SOUTHWEST'],
};

const NAME_WORDS: Record<string, readonly string[]> = { ST: ['SAINT'], MT: ['MOUNT'], FT: ['FORT'], JR: ['JUNIOR'], DR: ['DOCTOR'] };

/** Words after which comes an apartment, not the street. */
export const UNIT_WORDS: ReadonlySet<string> = new Set([
  'APT', 'APARTMENT', 'UNIT', 'STE', 'SUITE', 'FL', 'FLOOR', 'FLR', 'RM', 'ROOM', 'BLDG', 'BUILDING', 'LOT', 'SPC', 'SPACE', 'TRLR', 'TRAILER', 'PH', 'PENTHOUSE', 'CONDO',
  'BSMT', 'BASEMENT', 'FRNT', 'REAR', 'DEPT', 'NO', 'NUM',
]);

const UNITS = ['FIRST', 'SECOND', 'THIRD', 'FOURTH', 'FIFTH', 'SIXTH', 'SEVENTH', 'EIGHTH', 'NINTH'];
const TEENS = ['TENTH', 'ELEVENTH', 'TWELFTH', 'THIRTEENTH', 'FOURTEENTH', 'FIFTEENTH', 'SIXTEENTH', 'SEVENTEENTH', 'EIGHTEENTH', 'NINETEENTH'];
const TENS = ['TWENTY', 'THIRTY', 'FORTY', 'FIFTY', 'SIXTY', 'SEVENTY', 'EIGHTY', 'NINETY'];

const TYPE_OF = invert(STREET_TYPES);
const DIRECTION_OF = invert(DIRECTIONS);
const NAME_WORD_OF = invert(NAME_WORDS);
const NUMBER_OF_ORDINAL = ordinalWords();

/** `AVENUE`, `AV`, `AVE` → `AVE`; undefined for a word that is no street type. */
export function streetType(word: string): string | undefined {
  return TYPE_OF.get(word);
}

/** `NORTH`, `N` → `N`; undefined for a word that is no direction. */
export function direction(word: string): string | undefined {
  return DIRECTION_OF.get(word);
}

/** `SAINT` → `ST`, `MOUNT` → `MT`: words inside a name; others as they are. */
export function nameWord(word: string): string {
  return NAME_WORD_OF.get(word) ?? word;
}

/** Ordinal words become numbers, `SIXTY THIRD` → `63RD`, `FIRST` → `1ST`. */
export function foldOrdinals(words: readonly string[]): string[] {
  const folded: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const pair = NUMBER_OF_ORDINAL.get(`${words[index]} ${words[index + 1]}`);
    if (pair !== undefined) index += 1;
    const number = pair ?? NUMBER_OF_ORDINAL.get(words[index]!); // index is below length
    folded.push(number === undefined ? words[index]! : ordinal(number));
  }
  return folded;
}

function ordinalWords(): Map<string, number> {
  const numbers = new Map<string, number>();
  UNITS.forEach((word, index) => numbers.set(word, index + 1));
  TEENS.forEach((word, index) => numbers.set(word, index + 10));
  TENS.forEach((ten, index) => {
    const base = (index + 2) * 10;
    numbers.set(`${ten.slice(0, -1)}IETH`, base);
    UNITS.forEach((unit, digit) => numbers.set(`${ten} ${unit}`, base + digit + 1));
  });
  return numbers;
}

function ordinal(number: number): string {
  const isTeen = Math.floor((number % 100) / 10) === 1;
  const suffix = isTeen ? 'TH' : (['TH', 'ST', 'ND', 'RD'][number % 10] ?? 'TH');
  return `${number}${suffix}`;
}

function invert(words: Record<string, readonly string[]>): Map<string, string> {
  return new Map(Object.entries(words).flatMap(([short, long]) => [short, ...long].map((word) => [word, short] as const)));
}
