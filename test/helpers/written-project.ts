/** A small project as a model would write it, step by step: what a mock provider says when it is asked for one. */

export const DRAFT = {
  title: 'Group a list of orders by customer and add them up',
  description: `Write order_totals(orders, minimum) in solution.py. Each order is a list of a customer's name and a whole amount in cents.
Add up the amounts of each customer. Names that differ only in capital letters are the same customer, and the first spelling is kept.
Leave out customers whose total is below minimum. Return a list of [name, total] pairs, largest total first, and equal totals by name
in alphabetical order of the small letters. Amounts below zero are refunds and are subtracted.`,
  skills: ['Python', 'Data Processing'],
  category: 'python',
  minutes: 30,
  priceUsd: 60,
  kind: 'function',
  language: 'python',
  entry: 'order_totals',
  requirements: [
    { sentence: 'Add up the amounts of each customer.', cases: ['two each', 'long'] },
    {
      sentence: 'Names that differ only in capital letters are the same customer, and the first spelling is kept.',
      cases: ['capitals', 'capitals in the middle'],
    },
    {
      sentence: 'Leave out customers whose total is below minimum.',
      cases: ['below', 'just at the minimum', 'nobody'],
    },
    { sentence: 'largest total first', cases: ['order', 'order of four'] },
    {
      sentence: 'equal totals by name\nin alphabetical order of the small letters',
      cases: ['ties', 'ties in capitals'],
    },
    { sentence: 'Amounts below zero are refunds and are subtracted.', cases: ['refund', 'refund below'] },
  ],
  visible: [
    {
      name: 'shown',
      input: '[[["Ann", 500], ["Bob", 200], ["Ann", 100]], 0]',
      expected: '[["Ann", 600], ["Bob", 200]]',
    },
  ],
  hidden: [
    { name: 'two each', input: '[[["Ann", 5], ["Bob", 2], ["Ann", 1], ["Bob", 7]], 0]' },
    { name: 'long', input: '[[["a", 1], ["b", 2], ["c", 3], ["a", 10], ["b", 20], ["c", 30], ["d", 4]], 5]' },
    { name: 'capitals', input: '[[["ann", 5], ["ANN", 6], ["Bob", 3]], 0]' },
    { name: 'capitals in the middle', input: '[[["mcKay", 9], ["McKay", 9], ["Zed", 1]], 2]' },
    { name: 'below', input: '[[["Ann", 5], ["Bob", 50], ["Cy", 9]], 10]' },
    { name: 'just at the minimum', input: '[[["Ann", 10], ["Bob", 9]], 10]' },
    { name: 'nobody', input: '[[], 3]' },
    { name: 'order', input: '[[["Ann", 1], ["Bob", 30], ["Cy", 20]], 0]' },
    { name: 'order of four', input: '[[["q", 40], ["w", 70], ["e", 10], ["r", 90]], 10]' },
    { name: 'ties', input: '[[["Zoe", 5], ["Ann", 5], ["Mia", 5]], 0]' },
    { name: 'ties in capitals', input: '[[["bob", 8], ["Ann", 8], ["Cy", 8], ["dan", 9]], 1]' },
    { name: 'refund', input: '[[["Ann", 50], ["Ann", -20], ["Bob", 40]], 0]' },
    { name: 'refund below', input: '[[["Ann", 5], ["Ann", -20], ["Bob", 4], ["Cy", -1]], -3]' },
  ],
} as const;

export const REFERENCE = `def order_totals(orders, minimum):
    totals = {}
    spelling = {}
    for name, amount in orders:
        key = name.lower()
        spelling.setdefault(key, name)
        totals[key] = totals.get(key, 0) + amount
    kept = [key for key in totals if totals[key] >= minimum]
    kept.sort(key=lambda key: (-totals[key], key))
    return [[spelling[key], totals[key]] for key in kept]
`;

export const SECOND = `from itertools import groupby


def order_totals(orders, minimum):
    rows = sorted(enumerate(orders), key=lambda row: (row[1][0].lower(), row[0]))
    found = []
    for key, group in groupby(rows, key=lambda row: row[1][0].lower()):
        members = [order for _, order in group]
        total = sum(amount for _, amount in members)
        if not total < minimum:
            found.append((total, key, members[0][0]))
    found = sorted(found, key=lambda row: row[1])
    found = sorted(found, key=lambda row: row[0], reverse=True)
    return [[name, total] for total, _, name in found]
`;

export const WRONG = {
  wrong: [
    {
      name: 'capital letters count',
      why: 'Names that differ only in capital letters are the same customer.',
      program: REFERENCE.replace('name.lower()', 'name'),
    },
    {
      name: 'forgets the minimum',
      why: 'Leave out customers below minimum.',
      program: REFERENCE.replace('>= minimum', '>= -10**9'),
    },
    { name: 'smallest first', why: 'largest total first', program: REFERENCE.replace('-totals[key]', 'totals[key]') },
  ],
};

export const fencedCode = (program: string): string => `Here it is.\n\`\`\`python\n${program}\`\`\``;
