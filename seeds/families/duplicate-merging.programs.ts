/** Reference and wrong programs of the family `duplicate-merging`. */

import { edited, type WrongProgram } from './family.ts';

export const companyReference = `
import re
import unicodedata

LEGAL_FORMS = {"inc", "llc", "ltd", "gmbh", "ag", "sa", "co", "corp", "kg"}


def normalise(name):
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss"))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).lower()
    plain = plain.replace("&", " and ").replace(".", "").replace("'", "")
    words = re.findall(r"[a-z0-9]+", plain)
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


def group_companies(names):
    groups = {}
    for name in names:
        groups.setdefault(normalise(name), []).append(name)
    result = [
        {"key": key, "names": members, "best": max(members, key=len)}
        for key, members in groups.items()
        if len(members) > 1
    ]
    return sorted(result, key=lambda group: (-len(group["names"]), group["key"]))
`;

export const companyWrong: readonly WrongProgram[] = [
  {
    name: 'one-legal-form',
    why: 'Removes one legal form only, so "Co. Ltd." keeps the "co".',
    program: edited(companyReference, 'while len(words) > 1', 'if len(words) > 1'),
  },
  {
    name: 'accents-removed-with-letters',
    why: 'Drops letters with accents instead of their accents.',
    program: edited(
      companyReference,
      '"".join(sign for sign in plain if not unicodedata.combining(sign)).lower()',
      'name.encode("ascii", "ignore").decode().lower()',
    ),
  },
  {
    name: 'last-longest-name',
    why: 'Takes the last of several longest names instead of the first.',
    program: edited(companyReference, 'max(members, key=len)', 'sorted(members, key=len)[-1]'),
  },
  {
    name: 'single-names-listed',
    why: 'Lists names without a duplicate as groups too.',
    program: edited(companyReference, '        if len(members) > 1\n', ''),
  },
];

export const contactReference = `
def merge_contacts(contacts):
    parent = list(range(len(contacts)))

    def root(index):
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    owner = {}
    for index, contact in enumerate(contacts):
        for key in identities(contact):
            if key in owner:
                first, second = sorted((root(owner[key]), root(index)))
                parent[second] = first
            else:
                owner[key] = index

    groups = {}
    for index in range(len(contacts)):
        groups.setdefault(root(index), []).append(contacts[index])
    return [merge(group) for group in groups.values()]


def identities(contact):
    mails = {("mail", mail.strip().lower()) for mail in contact["emails"] if mail.strip()}
    phones = {("phone", digits(phone)) for phone in contact["phones"]}
    return mails | {phone for phone in phones if len(phone[1]) >= 6}


def digits(phone):
    return "".join(sign for sign in phone if sign in "0123456789")


def merge(group):
    return {
        "ids": sorted(contact["id"] for contact in group),
        "name": next((c["name"].strip() for c in group if c["name"].strip()), ""),
        "emails": sorted({mail.strip().lower() for c in group for mail in c["emails"]} - {""}),
        "phones": sorted({digits(phone) for c in group for phone in c["phones"]} - {""}),
    }
`;

export const contactWrong: readonly WrongProgram[] = [
  {
    name: 'no-chains',
    why: 'Merges a contact into the first group that shares something, but never joins two groups through it.',
    program: `
def digits(phone):
    return "".join(sign for sign in phone if sign in "0123456789")


def merge_contacts(contacts):
    groups = []
    for contact in contacts:
        mails = {mail.strip().lower() for mail in contact["emails"]} - {""}
        phones = {digits(phone) for phone in contact["phones"]} - {""}
        for group in groups:
            if group["emails"] & mails or {p for p in group["phones"] & phones if len(p) >= 6}:
                break
        else:
            group = {"ids": [], "name": "", "emails": set(), "phones": set()}
            groups.append(group)
        group["ids"].append(contact["id"])
        group["name"] = group["name"] or contact["name"].strip()
        group["emails"] |= mails
        group["phones"] |= phones
    return [{**g, "ids": sorted(g["ids"]), "emails": sorted(g["emails"]), "phones": sorted(g["phones"])} for g in groups]
`,
  },
  {
    name: 'short-phones-match',
    why: 'Treats extensions of fewer than six digits as the identity of a person.',
    program: edited(contactReference, 'if len(phone[1]) >= 6', 'if phone[1]'),
  },
  {
    name: 'phones-as-written',
    why: 'Compares phone numbers as they are written, with blanks and dashes.',
    program: edited(contactReference, '{("phone", digits(phone)) for', '{("phone", phone) for'),
  },
  {
    name: 'mail-case-counts',
    why: 'Compares mail addresses with upper and lower case.',
    program: edited(contactReference, '("mail", mail.strip().lower())', '("mail", mail)'),
  },
];
