/** Applications that ask for tokens, how markets take people in, and the key that signs cookies, in SQLite. */

import { randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { type AccessStore, type Admission, BY_INVITE } from '../../server/engine/access.ts';
import { known } from '../../server/kernel/assert.ts';
import type { Millis } from '../../server/kernel/clock.ts';
import type { ApplicationId, MarketId } from '../../server/kernel/id.ts';
import type { Role } from '../../server/market/command.ts';
import { type ApplicationRow, readApplication, writeApplication } from './access-rows.ts';
import { guarded } from './fault.ts';

type Part = Pick<
  AccessStore,
  | 'admissionOf'
  | 'setAdmission'
  | 'addApplication'
  | 'application'
  | 'applicationsOf'
  | 'resealApplication'
  | 'revokeApplication'
  | 'signingKey'
>;

const ADD = `insert into applications
  (application_id, name, secret_hash, redirect_uris, owner_id, created_at, write_key, write_fingerprint)
  values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (write_key) do nothing returning *`;
const KEY_BYTES = 32;

function prepareAdmissions(client: Database): Pick<Part, 'admissionOf' | 'setAdmission'> {
  const get = client.prepare<[string], string | null>('select roles from admissions where market_id = ?').pluck();
  const set = client.prepare('insert into admissions values (?, ?) on conflict do update set roles = excluded.roles');
  const read = (id: MarketId): Admission => {
    const roles = get.get(id) ?? null;
    return roles === null ? BY_INVITE : { kind: 'open', roles: JSON.parse(roles) as Role[] };
  };
  return {
    admissionOf: async (id) => guarded(() => read(id)),
    setAdmission: async (id, admission) => {
      guarded(() => set.run(id, admission.kind === 'open' ? JSON.stringify(admission.roles) : null));
    },
  };
}

export function prepareApplications(client: Database): Part {
  const add = client.prepare<unknown[], ApplicationRow>(ADD);
  const byWrite = client.prepare<[string], ApplicationRow>('select * from applications where write_key = ?');
  const byId = client.prepare<[string], ApplicationRow>('select * from applications where application_id = ?');
  const ofUser = client.prepare<[number], ApplicationRow>(
    'select * from applications where owner_id = ? order by created_at, application_id',
  );
  const reseal = client.prepare(
    'update applications set secret_hash = ? where application_id = ? and revoked_at is null',
  );
  const revoke = client.prepare(
    'update applications set revoked_at = ? where application_id = ? and revoked_at is null',
  );
  const revokePasses = client.prepare(
    'update passes set revoked_at = ? where application_id = ? and revoked_at is null',
  );
  const revokeAll = client.transaction((id: ApplicationId, at: Millis) => {
    revoke.run(at, id);
    revokePasses.run(at, id);
  });
  const makeKey = client.prepare("insert into signing_keys values ('cookies', ?) on conflict do nothing");
  const getKey = client.prepare<[], string>("select secret from signing_keys where name = 'cookies'").pluck();
  const signingKey = (): string => {
    const found = getKey.get();
    if (found !== undefined) return found;
    makeKey.run(randomBytes(KEY_BYTES).toString('base64url'));
    // Another process may have been faster: whatever stands there now is everybody's.
    return known(getKey.get(), 'signing key');
  };
  return {
    ...prepareAdmissions(client),
    addApplication: async (application) =>
      guarded(() => {
        const row = add.get(...writeApplication(application)) ?? byWrite.get(application.write?.key ?? '');
        return readApplication(known(row, 'application'));
      }),
    application: async (id) =>
      guarded(() => {
        const row = byId.get(id);
        return row === undefined ? null : readApplication(row);
      }),
    applicationsOf: async (id) => guarded(() => ofUser.all(id).map(readApplication)),
    resealApplication: async (id, hash) => guarded(() => reseal.run(hash, id).changes > 0),
    revokeApplication: async (id, at) => {
      guarded(() => revokeAll.immediate(id, at));
    },
    signingKey: async () => guarded(signingKey),
  };
}
