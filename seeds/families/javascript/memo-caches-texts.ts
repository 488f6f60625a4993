/** What the family `memo-caches` asks for, in three voices, with its dials and slips. */

import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import type { Slip, Told } from '../ruled-project.ts';

export const DIALS = { policy: ['oldest', 'unused', 'rare', 'big'], life: ['clock', 'tags', 'plain'] } as const;

export type Policy = (typeof DIALS)['policy'][number];
export type Life = (typeof DIALS)['life'][number];

interface PolicyText {
  readonly title: string;
  readonly minutes: number;
  readonly rooms: readonly [number, number];
  readonly told: Told;
  readonly slips: readonly Slip[];
}

export const POLICIES: Readonly<Record<Policy, PolicyText>> = {
  oldest: {
    title: 'oldest entry goes first',
    minutes: 20,
    rooms: [2, 4],
    told: [
      'Room: at most room entries (1 or more). "set" of a new key in a full cache first throws out the entry whose key was added longest ago. "set" of a key that is there replaces the value and throws nothing out; its place in the order of adding stays. "get" changes nothing.',
      'There is room for a number of entries, at least one. If the cache is full and a new key is set, the key that was added the longest time ago is thrown out before. Setting a key that is already in there only replaces its value: nothing is thrown out, and it does not become any younger. Reading has no influence.',
      'The cache holds no more than room entries (room >= 1). Setting an absent key in a full cache removes beforehand the entry whose key was added earliest. Setting a present key replaces its value without removal, its position in the order of addition being preserved. Reading has no effect on the order.',
    ],
    slips: [
      [
        'younger-when-set',
        'Setting a key again does not make it younger.',
        'cache.has(key) ? cache.get(key).order : turn',
        'turn',
      ],
      [
        'throws-out-for-old-keys',
        'A key that is there needs no room.',
        '!cache.has(key) && cache.size >= room',
        'cache.size >= room',
      ],
    ],
  },
  unused: {
    title: 'least recently used goes first',
    minutes: 25,
    rooms: [2, 4],
    told: [
      'Room: at most room entries (1 or more). "set" of a new key in a full cache first throws out the entry that was not used for the longest time; "set" and a successful "get" of a key are uses. "set" of a key that is there replaces the value and throws nothing out.',
      'There is room for a number of entries, at least one. If the cache is full and a new key is set, out goes the one that nobody has used for the longest time, where setting a key and reading it both count as using. Setting a key that is already in there only replaces its value, nothing is thrown out.',
      'The cache holds no more than room entries (room >= 1). Setting an absent key in a full cache removes beforehand the least recently used entry; an entry is used by setting or reading its key. Setting a present key replaces its value without removal.',
    ],
    slips: [
      [
        'setting-is-no-use',
        'Setting a key counts as a use.',
        'const known = cache.delete(key);',
        'const known = cache.has(key);',
      ],
      [
        'reading-is-no-use',
        'Reading counts as a use.',
        'cache.delete(key);\n      cache.set(key, entry);\n      results',
        'results',
      ],
    ],
  },
  rare: {
    title: 'least frequently used goes first',
    minutes: 35,
    rooms: [2, 4],
    told: [
      'Room: at most room entries (1 or more). "set" of a new key in a full cache first throws out the entry with the fewest uses, among equals the one whose last use is longest ago. Uses: the "set" that added it, every later "set" of it (which replaces the value and throws nothing out) and every successful "get". An entry that was gone starts anew.',
      'There is room for a number of entries, at least one. If the cache is full and a new key is set, the entry with the fewest uses is thrown out before, and if several have equally few, the one that was last used the longest time ago. Being added counts as one use, and so does every further setting (only the value changes then, nothing is thrown out) and every reading. What had been thrown out and comes back starts counting from the beginning.',
      'The cache holds no more than room entries (room >= 1). Setting an absent key in a full cache removes beforehand the entry with the lowest number of uses and, among equals, the least recent last use. Uses are the setting that added it, each subsequent setting (replacing the value without removal) and each reading of its key while present. Counts are not retained after removal.',
    ],
    slips: [
      [
        'setting-again-resets',
        'Setting again is a further use.',
        '(cache.has(key) ? cache.get(key).uses : 0) + 1',
        '1',
      ],
      [
        'ties-by-first',
        'Among equals the last use decides.',
        'entry.uses === rarest.uses && entry.used < rarest.used',
        'false',
      ],
    ],
  },
  big: {
    title: 'largest entry goes first',
    minutes: 40,
    rooms: [14, 30],
    told: [
      'Room: the sizes of all values together are at most room; the size is the length of JSON.stringify(value). "set" first removes the entry of that key, if any (silently); then, while the new value does not fit, throws out the largest entry, among equals the one set longest ago. A value that alone exceeds room is not stored: nothing else is thrown out, and the result is just its own key.',
      'The room is a number of characters: the lengths of JSON.stringify of all the values, added up, must not exceed it. When a key is set its old entry goes first, without a word. Then the largest entries are thrown out one by one until the new value fits, and of equally large ones the one that was set the longest time ago. If a value is too long even for an empty cache it is not stored (its old entry is gone all the same), nobody else has to leave, and the list of what was thrown out consists of its own key.',
      'The sum of sizes of all values must not exceed room, the size of a value being the length of its JSON.stringify text. Setting a key first removes a present entry of it, without this being reported. While the new value does not fit, the largest entry is thrown out, among equals the one set earliest. If the value by itself exceeds room it is not stored, no other entry is thrown out, and the result contains its key only.',
    ],
    slips: [
      [
        'old-entry-takes-room',
        'The old entry of the key goes first.',
        'cache.delete(key);\n    const size',
        'const size',
      ],
      [
        'latest-of-equals',
        'Of equally large ones the earliest goes.',
        'other.size > largest[1].size',
        'other.size >= largest[1].size',
      ],
    ],
  },
};

type Step = Json[];

interface LifeText {
  readonly title: string;
  readonly minutes: number;
  readonly told: Told;
  readonly cases: (room: number) => Readonly<Record<string, [number, Step[]]>>;
  readonly slips: readonly Slip[];
}

export const LIVES: Readonly<Record<Life, LifeText>> = {
  clock: {
    title: 'entries expire',
    minutes: 15,
    told: [
      'Steps: ["set", key, value, lifetime]: result = list of the keys thrown out for want of room, in order. ["get", key]: result = the value, or null. ["wait", n]: the clock goes on by n, no result. The clock stands at 0 first; an entry is gone as soon as the clock reaches the time of its "set" plus lifetime. What has expired takes no room, is not reported, and counts as never having been there.',
      'The steps: ["set", key, value, lifetime] gives a list of the keys that had to be thrown out for room, in that order; ["get", key] gives the value, or null if there is none; ["wait", n] lets n units of time pass and gives nothing at all. An entry dies when lifetime units have passed since it was set (at exactly that moment it is already dead). Dead entries need no room and are not among the keys thrown out; it is as if the key had never been in the cache.',
      'Steps: ["set", key, value, lifetime], whose result is the list of keys thrown out for lack of room, in order; ["get", key], whose result is the value or null; ["wait", n], which advances the clock, initially 0, by n and has no result. An entry ceases to exist when the clock is not less than the time of its setting plus lifetime; it then occupies no room, is not reported, and its key is treated as never set.',
    ],
    cases: (room) => ({
      'expires in time': [
        room,
        [
          ['set', 'a', 1, 5],
          ['wait', 4],
          ['get', 'a'],
          ['wait', 1],
          ['get', 'a'],
        ],
      ],
      'expired takes no room': [
        room,
        [
          ['set', 'a', 12345, 3],
          ['set', 'b', 2, 9],
          ['wait', 3],
          ['set', 'c', 3, 9],
          ['get', 'b'],
          ['get', 'c'],
          ['set', 'b', 4, 1],
          ['wait', 1],
          ['get', 'b'],
          ['get', 'c'],
        ],
      ],
    }),
    slips: [['one-tick-longer', 'At its end an entry is gone.', 'entry.until <= now', 'entry.until < now']],
  },
  tags: {
    title: 'entries dropped by tag',
    minutes: 15,
    told: [
      'Steps: ["set", key, value, tags] (list of texts, replaced at each "set"): result = list of the keys thrown out for want of room, in order. ["get", key]: result = the value, or null. ["drop", tag]: removes all entries with that tag, result = how many. What was dropped counts as never having been there.',
      'The steps: ["set", key, value, tags], with a list of tags that replaces earlier ones, gives a list of the keys that had to be thrown out for room, in that order; ["get", key] gives the value, or null if there is none; ["drop", tag] removes whatever carries this tag and gives the number of entries removed, after which it is as if they had never been there.',
      'Steps: ["set", key, value, tags], tags being a list of strings that replaces that of the key, with the list of keys thrown out for lack of room, in order, as its result; ["get", key], whose result is the value or null; ["drop", tag], which removes all entries with this tag and whose result is their number. Keys so removed are treated as never set.',
    ],
    cases: (room) => ({
      'dropped by tag': [
        room,
        [
          ['set', 'a', 1, ['x', 'y']],
          ['set', 'b', 2, ['y']],
          ['drop', 'x'],
          ['get', 'a'],
          ['get', 'b'],
          ['drop', 'x'],
          ['drop', 'y'],
          ['get', 'b'],
          ['drop', 'b'],
        ],
      ],
      'tags replaced': [
        room,
        [
          ['set', 'a', 1, ['x']],
          ['set', 'a', 2, ['y']],
          ['drop', 'x'],
          ['get', 'a'],
          ['drop', 'y'],
          ['get', 'a'],
        ],
      ],
    }),
    slips: [
      [
        'drop-says-yes-or-no',
        'Dropping gives the number of entries.',
        'results.push(dropped)',
        'results.push(Math.min(dropped, 1))',
      ],
    ],
  },
  plain: {
    title: 'entries deleted by key',
    minutes: 5,
    told: [
      'Steps: ["set", key, value]: result = list of the keys thrown out for want of room, in order. ["get", key]: result = the value, or null. ["delete", key]: result = true if it was there, else false; it then counts as never having been there. ["list"]: result = all keys, sorted by character code (no use of them).',
      'The steps: ["set", key, value] gives a list of the keys that had to be thrown out for room, in that order; ["get", key] gives the value, or null if there is none; ["delete", key] gives true or false, depending on whether the key was in there, and afterwards it is as if it had never been; ["list"] gives all the keys in ASCII order, and does not count as using them.',
      'Steps: ["set", key, value], whose result is the list of keys thrown out for lack of room, in order; ["get", key], whose result is the value or null; ["delete", key], which removes the entry and whose result is whether it was present, the key being treated as never set thereafter; ["list"], whose result is the list of all keys in code point order, which is no use of them.',
    ],
    cases: (room) => ({
      'deleted twice': [
        room,
        [
          ['set', 'a', 1],
          ['delete', 'a'],
          ['delete', 'a'],
          ['get', 'a'],
          ['delete', 'zz'],
        ],
      ],
      'room again': [
        room,
        [
          ['set', 'a', 1],
          ['set', 'b', 2],
          ['delete', 'a'],
          ['set', 'c', 3],
          ['get', 'b'],
          ['get', 'c'],
          ['set', 'a', 4],
          ['get', 'a'],
        ],
      ],
    }),
    slips: [
      [
        'always-deleted',
        'Deleting tells whether the key was there.',
        'results.push(cache.delete(key))',
        'results.push(cache.delete(key) || true)',
      ],
    ],
  },
};
