/** Keys of people: what is sealed opens with its own key only, and with none once that is gone; the server's key is kept from others. */

import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMemoryPeople } from '../../db/memory/people.ts';
import { userId } from '../../server/kernel/id.ts';
import { keyIn, keyOfFile } from '../../server/people/key-file.ts';
import { openVault } from '../../server/people/open.ts';
import { createVault } from '../../server/people/vault.ts';
import { isPanelAddress, panelIdsIn } from '../../server/protocol/arena/people-study.ts';

/** Another key each time, and the same for one vault. */
const newKeyOnce = (): (() => Buffer) => {
  const key = randomBytes(32);
  return () => key;
};
const TEXT = 'I live at Number 7. ✂';

test('a text opens with the key it was sealed with, for the one it is of, and byte by byte as it was', () => {
  const vault = createVault(newKeyOnce());
  const [ann, bob] = [vault.newKey('s/ann'), vault.newKey('s/bob')];
  const sealed = vault.seal(ann, 's/ann', TEXT);
  expect(vault.open(ann, 's/ann', sealed)).toBe(TEXT);
  expect(sealed).not.toContain(Buffer.from(TEXT).toString('base64url').slice(0, 8));
  expect(vault.seal(ann, 's/ann', TEXT)).not.toBe(sealed);
  // Another's key, another's name on it, another server, a row that was put in another's place, a changed byte.
  expect(() => vault.open(bob, 's/bob', sealed)).toThrow();
  expect(() => vault.open(ann, 's/bob', sealed)).toThrow();
  expect(() => createVault(newKeyOnce()).open(ann, 's/ann', sealed)).toThrow();
  const changed = Buffer.from(sealed.slice(3), 'base64url');
  changed[20] = (changed[20] ?? 0) ^ 1;
  expect(() => vault.open(ann, 's/ann', `v1.${changed.toString('base64url')}`)).toThrow();
});

test('a panel’s id has the same name within a study, another in another study, and none that can be guessed', () => {
  const vault = createVault(newKeyOnce());
  const [one, other] = [vault.newKey('study one'), vault.newKey('study other')];
  const name = vault.nameUnder(one, 'study one', 'pid');
  expect(vault.nameUnder(one, 'study one', 'pid')).toBe(name);
  expect(vault.nameUnder(other, 'study other', 'pid')).not.toBe(name);
  expect(name).toMatch(/^[0-9a-f]{64}$/);
});

test('the key is made once, for its owner alone to read; open to others, empty or missing it is refused', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'key-')), 'arena.db.people-key');
  const key = keyOfFile(file, true);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(keyOfFile(file, false)).toEqual(key);
  expect(keyIn(await readFile(file, 'utf8'), 'x')).toEqual(key);
  await chmod(file, 0o644);
  expect(() => keyOfFile(file, false)).toThrow('chmod 600');
  await chmod(file, 0o600);
  await writeFile(file, 'short\n');
  expect(() => keyOfFile(file, false)).toThrow('holds no key');
  expect(() => keyOfFile(`${file}-gone`, false)).toThrow('is missing');
  expect(() => keyIn(`${randomBytes(31).toString('base64')}`, 'ARENA_PEOPLE_KEY')).toThrow(
    'ARENA_PEOPLE_KEY holds no key',
  );
});

test('a database is not served with another key than its own', async () => {
  const store = createMemoryPeople();
  const own = randomBytes(32);
  const secret = createVault(() => own).newKey('study one');
  await store.addStudy({ name: 'one', ownerId: userId(1), secret, body: '{}' });
  await expect(openVault(store, null, own)).resolves.toBeDefined();
  await expect(openVault(store, null, randomBytes(32))).rejects.toThrow('not the one');
});

test('people are sent nowhere but to an https address of the panel, with the code as one value of it', () => {
  const good = [
    'https://app.prolific.com/submissions/complete?cc={code}',
    'https://panel.example/done?a=1&code={code}',
  ];
  const bad = [
    'http://app.prolific.com/submissions/complete?cc={code}',
    'javascript:alert(1)?cc={code}',
    'https://user:word@panel.example/?cc={code}',
    'https://panel.example/{code}',
    'https://panel.example/?cc=X{code}',
    'https://panel.example/?cc={code}&again={code}',
    'https://panel.example/?cc={code}#there',
    'https://localhost/?cc={code}',
    'https://panel.example/?cc={code}"><script>',
    '//panel.example/?cc={code}',
    'https://panel.example/',
  ];
  expect(good.filter((one) => !isPanelAddress(one))).toEqual([]);
  expect(bad.filter(isPanelAddress)).toEqual([]);
});

test('the panel’s ids are read in any case of their names, each once, and only where all are there and well formed', () => {
  const ids = { panelId: 'a1', panelStudyId: 'b2', panelSessionId: 'c3' };
  expect(panelIdsIn('?PROLIFIC_PID=a1&STUDY_ID=b2&SESSION_ID=c3')).toEqual(ids);
  expect(panelIdsIn('session_id=c3&Study_Id=b2&x=1&prolific_pid=a1')).toEqual(ids);
  expect(panelIdsIn('PROLIFIC_PID=a1&STUDY_ID=b2')).toBeNull();
  expect(panelIdsIn('PROLIFIC_PID=a1&prolific_pid=a2&STUDY_ID=b2&SESSION_ID=c3')).toBeNull();
  expect(panelIdsIn('PROLIFIC_PID={{%PROLIFIC_PID%}}&STUDY_ID=b2&SESSION_ID=c3')).toBeNull();
});
