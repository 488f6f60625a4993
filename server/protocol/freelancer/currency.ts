/** Freelancer.com's currencies, with its ids, signs and US dollars per unit as they stood in 2017. */

import { z } from 'zod';

export interface Currency {
  readonly id: number;
  readonly code: string;
  readonly sign: string;
  readonly name: string;
  /** US dollars per unit. */
  readonly exchange_rate: number;
  readonly country: string;
  readonly is_external: boolean;
  readonly is_escrowcom_supported: boolean;
}

export const currencySchema = z
  .object({
    id: z.int(),
    code: z.string(),
    sign: z.string(),
    name: z.string(),
    exchange_rate: z.number(),
    country: z.string().optional(),
    is_external: z.boolean(),
    is_escrowcom_supported: z.boolean(),
  })
  .meta({ id: 'Currency' });

type Row = readonly [id: number, code: string, sign: string, name: string, rate: number, country: string];

const ROWS: readonly Row[] = [
  [1, 'USD', '$', 'US Dollar', 1, 'US'],
  [2, 'NZD', '$', 'New Zealand Dollar', 0.7017, 'NZ'],
  [3, 'AUD', '$', 'Australian Dollar', 0.7643, 'AU'],
  [4, 'GBP', '£', 'British Pound', 1.3326, 'UK'],
  [5, 'HKD', '$', 'Hong Kong Dollar', 0.128, 'HK'],
  [6, 'SGD', '$', 'Singapore Dollar', 0.7423, 'SG'],
  [7, 'PHP', '₱', 'Philippine Peso', 0.0198, 'PH'],
  [8, 'EUR', '€', 'Euro', 1.1749, 'EU'],
  [9, 'CAD', '$', 'Canadian Dollar', 0.7769, 'CA'],
  [10, 'ZAR', 'R', 'South African Rand', 0.0753, 'ZA'],
  [11, 'INR', '₹', 'Indian Rupee', 0.0156, 'IN'],
  [12, 'JMD', '$', 'Jamaican Dollar', 0.008, 'JM'],
  [13, 'CLP', '$', 'Chilean Peso', 0.00157, 'CL'],
  [14, 'MXN', '$', 'Mexican Peso', 0.0522, 'MX'],
  [15, 'IDR', 'Rp', 'Indonesian Rupiah', 0.000074, 'ID'],
  [16, 'MYR', 'RM', 'Malaysian Ringgit', 0.2451, 'MY'],
  [17, 'SEK', 'kr', 'Swedish Krona', 0.1176, 'SE'],
  [18, 'JPY', '¥', 'Japanese Yen', 0.00887, 'JP'],
  [19, 'PLN', 'zł', 'Polish Zloty', 0.2795, 'PL'],
  [20, 'BRL', 'R$', 'Brazilian Real', 0.302, 'BR'],
  [21, 'CNY', '￥', 'Chinese Yuan', 0.1515, 'CN'],
  [22, 'DKK', 'kr', 'Danish Krone', 0.1585, 'DK'],
  [23, 'VND', '₫', 'Vietnamese Dong', 0.000044, 'VN'],
  [24, 'AED', 'د.إ', 'UAE Dirham', 0.2723, 'AE'],
  [25, 'ARS', '$', 'Argentine Peso', 0.0575, 'AR'],
  [32, 'KRW', '₩', 'South Korean Won', 0.000925, 'KR'],
];

export const CURRENCIES: readonly Currency[] = ROWS.map(([id, code, sign, name, rate, country]) => ({
  id,
  code,
  sign,
  name,
  exchange_rate: rate,
  country,
  is_external: false,
  is_escrowcom_supported: code === 'USD',
}));

/** The currency of an ISO 4217 code; one that Freelancer.com does not list has id 0 and no rate. */
export function currencyOf(code: string): Currency {
  const known = CURRENCIES.find((currency) => currency.code === code);
  const unlisted = { id: 0, code, sign: code, name: code, exchange_rate: 0, country: '' };
  return known ?? { ...unlisted, is_external: true, is_escrowcom_supported: false };
}
