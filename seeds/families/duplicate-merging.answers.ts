/** Second solutions of the family `duplicate-merging`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const companies = `
from itertools import groupby
from unicodedata import category, normalize

FORMS = "inc llc ltd gmbh ag sa co corp kg".split()


def signs_of(name):
    for sign in normalize("NFD", name):
        if sign == "ß":
            yield from "ss"
        elif sign not in ".'" and category(sign) != "Mn":
            yield sign.lower()


def key_of(name):
    words, word = [], ""
    for sign in [*signs_of(name), " "]:
        if "a" <= sign <= "z" or "0" <= sign <= "9":
            word += sign
            continue
        if word:
            words.append(word)
        word = ""
        if sign == "&":
            words.append("and")
    last = len(words)
    while last > 1 and words[last - 1] in FORMS:
        last -= 1
    first = 1 if last > 1 and words[0] == "the" else 0
    return " ".join(words[first:last])


def group_companies(names):
    keyed = sorted(((key_of(name), place) for place, name in enumerate(names)))
    found = []
    for key, members in groupby(keyed, key=lambda pair: pair[0]):
        own = [names[place] for _, place in members]
        if len(own) < 2:
            continue
        best = own[0]
        for name in own[1:]:
            if len(name) > len(best):
                best = name
        found.append({"key": key, "names": own, "best": best})
    found.sort(key=lambda group: len(group["names"]), reverse=True)
    return found
`;

const contacts = `
import re
from collections import defaultdict


def mails_of(contact):
    cleaned = (mail.strip().lower() for mail in contact["emails"])
    return {mail for mail in cleaned if mail}


def phones_of(contact):
    cleaned = (re.sub("[^0-9]", "", phone) for phone in contact["phones"])
    return {phone for phone in cleaned if phone}


def marks_of(contact):
    for mail in mails_of(contact):
        yield "m:" + mail
    for phone in phones_of(contact):
        if len(phone) > 5:
            yield "p:" + phone


def merge_contacts(contacts):
    holders = defaultdict(list)
    for place, contact in enumerate(contacts):
        for mark in marks_of(contact):
            holders[mark].append(place)

    people, seen = [], [False] * len(contacts)
    for start in range(len(contacts)):
        if seen[start]:
            continue
        seen[start] = True
        reached = [start]
        # The list grows while it is walked through: a breadth-first search.
        for place in reached:
            for mark in marks_of(contacts[place]):
                for other in holders.pop(mark, ()):
                    if not seen[other]:
                        seen[other] = True
                        reached.append(other)
        records = [contacts[place] for place in sorted(reached)]
        names = [record["name"].strip() for record in records]
        people.append({
            "ids": sorted(record["id"] for record in records),
            "name": next(filter(None, names), ""),
            "emails": sorted(set().union(*map(mails_of, records))),
            "phones": sorted(set().union(*map(phones_of, records))),
        })
    return people
`;

export const duplicateMergingAnswers: Readonly<Record<string, MoreAnswers>> = {
  'duplicate-merging-1': {
    how: 'Builds the words sign by sign, and groups by sorting instead of in a dictionary.',
    program: companies,
    requirements: {
      'names is a list of strings': ['no names', 'no duplicates'],
      'German ß becomes ss': ['sharp s'],
      'Accents are removed': ['accents', 'drawn names'],
      'Everything lower case': ['one group', 'drawn names'],
      'Every & becomes the word': ['and in words'],
      'Dots and straight apostrophes': ['two legal spellings', 'several legal forms', 'drawn names'],
      'What remains is split into words': ['one group', 'large list'],
      'As long as there is more than one word': ['two legal spellings', 'several legal forms', 'only a legal form'],
      'the first one is "the"': ['the is kept when alone', 'drawn names'],
      'has the empty key': ['names without letters'],
      'Return only groups with at least two': ['no duplicates', 'one group', 'large list'],
      'the longest of them': ['first of the longest', 'drawn names'],
      'Sort the groups': ['groups sorted', 'large list'],
    },
  },
  'duplicate-merging-2': {
    how: 'Searches breadth-first from record to record over what they share, instead of joining sets.',
    program: contacts,
    requirements: {
      'name may be empty or blank': ['nothing to identify', 'name of the first with a name'],
      'Two records are the same person': ['same mail', 'same phone', 'no contacts'],
      'compare without upper/lower case': ['case and blanks of mails', 'nothing to identify'],
      'compare only the digits': [
        'phones by digits',
        'extensions identify nobody',
        'six digits identify',
        'digits that look like a mail',
      ],
      'This carries over': ['late link joins two groups', 'chain of mixed identities', 'large list'],
      'The order of the records': ['late link joins two groups', 'drawn contacts'],
      'ids in ascending order': ['late link joins two groups', 'drawn contacts', 'large list'],
      'the name (without blanks': ['name of the first with a name', 'drawn contacts'],
      'all different addresses': ['case and blanks of mails', 'drawn contacts'],
      'all different numbers': ['extensions identify nobody', 'phones by digits', 'drawn contacts'],
      'A record that matches no other': ['nothing to identify', 'digits that look like a mail'],
    },
  },
};
