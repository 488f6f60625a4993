/** What a contact of the family `contact-cards` is, and the text of one in the formats that are read. */

import type { Stage } from '../staged.ts';

export interface Contact {
  readonly family: string;
  readonly given: string;
  readonly organisation: string;
  readonly mails: readonly string[];
  readonly phones: readonly string[];
  readonly note: string;
}

export interface Reading extends Stage {
  readonly file: string;
  readonly write: (contacts: readonly Contact[]) => string;
}

/** vCard escapes of a text value. */
export function escaped(text: string): string {
  return text.replace(/[\\,;]/g, '\\$&').replaceAll('\n', '\\n');
}

/** Lines of at most `width` signs; what follows begins with a blank. */
function folded(line: string, width: number): string {
  return line.length <= width ? line : `${line.slice(0, width)}\n ${folded(line.slice(width), width)}`;
}

export function vcard({ family, given, organisation, mails, phones, note }: Contact, index: number): string {
  const rows = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:${escaped(family)};${escaped(given)};;;`,
    ...(organisation === '' ? [] : [`org:${escaped(organisation)}`]),
    ...mails.map((mail, at) => (at === 0 ? `EMAIL;TYPE=work:${mail}` : `item${at}.EMAIL;TYPE="home,old":${mail}`)),
    ...phones.map((phone) => (index % 2 === 0 ? `TEL;TYPE=CELL:${phone}` : `tel:${phone}`)),
    ...(note === '' ? [] : [`NOTE:${escaped(note)}`]),
    'END:VCARD',
  ];
  return `${rows.map((row) => folded(row, 30)).join('\n')}\n`;
}

export function ldif({ family, given, organisation, mails, phones, note }: Contact, index: number): string {
  const row = (name: string, value: string) => {
    if (value === '') return [];
    const plain = /^[!-9;=-~][ -~]*$/.test(value);
    return [folded(plain ? `${name}: ${value}` : `${name}:: ${Buffer.from(value).toString('base64')}`, 40)];
  };
  return `${[
    `dn: uid=${index},ou=people`,
    ...(index % 2 === 0 ? ['# exported by hand'] : []),
    ...row('sn', family),
    ...row('givenName', given),
    ...row('o', organisation),
    ...mails.flatMap((mail) => row('mail', mail)),
    ...phones.flatMap((phone) => row('telephoneNumber', phone)),
    ...row('description', note),
  ].join('\n')}\n`;
}

export function xml({ family, given, organisation, mails, phones, note }: Contact): string {
  const text = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  return [
    `  <contact${organisation === '' ? '' : ` organisation="${text(organisation)}"`}>`,
    `    <name><given>${text(given)}</given><family>${text(family)}</family></name>`,
    ...mails.map((mail) => `    <mail>${text(mail)}</mail>`),
    ...phones.map((phone) => `    <phone kind="x">${text(phone)}</phone>`),
    ...(note === '' ? [] : [`    <note>${text(note)}</note>`]),
    '  </contact>\n',
  ].join('\n');
}
