/** Countries and time zones as Freelancer.com's wire lists them: names from the Unicode data of the runtime, codes of ISO 3166. */

import { z } from 'zod';

/** All of ISO 3166-1. */
const CODES = `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF
GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW
KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL
NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST
SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW`;

/** Keys of a country that nothing here fills. */
export const NO_COUNTRY = {
  name: null,
  flag_url: null,
  code: null,
  highres_flag_url: null,
  flag_url_cdn: null,
  highres_flag_url_cdn: null,
  iso3: null,
  region_id: null,
  phone_code: null,
  demonym: null,
  person: null,
  seo_url: null,
  sanction: null,
  language_code: null,
  language_id: null,
};

const nothing = z.null().optional();

export const countrySchema = z
  .object({
    ...Object.fromEntries(Object.keys(NO_COUNTRY).map((key) => [key, nothing])),
    name: z.string().nullish(),
    code: z.string().nullish(),
  })
  .meta({ id: 'Country' });

export type Country = { readonly [K in keyof typeof NO_COUNTRY]: K extends 'name' | 'code' ? string | null : null };

const names = new Intl.DisplayNames(['en'], { type: 'region' });

/** In the order of their names. */
export const COUNTRIES: readonly Country[] = CODES.split(/\s+/)
  .map((code) => ({ ...NO_COUNTRY, name: names.of(code) ?? code, code }))
  .toSorted((one, other) => (one.name < other.name ? -1 : 1));

export const timezoneSchema = z
  .object({
    id: z.int(),
    country: z.null().optional(),
    timezone: z.string(),
    offset: z.number().meta({ description: 'Hours from UTC, at the moment of asking' }),
  })
  .meta({ id: 'Timezone' });
export type Timezone = z.infer<typeof timezoneSchema>;

/** `GMT+05:30`, or `GMT` alone. */
function offsetOf(zone: string, at: Date): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
  const said = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)/.exec(said) ?? [];
  const size = Number(hours ?? 0) + Number(minutes ?? 0) / 60;
  return sign === '-' ? -size : size;
}

/** Every time zone that the runtime knows, with its hours from UTC at `now`. */
export function timezonesAt(now: number): Timezone[] {
  const at = new Date(now);
  return Intl.supportedValuesOf('timeZone').map((timezone, index) => {
    return { id: index + 1, country: null, timezone, offset: offsetOf(timezone, at) };
  });
}
