/** Rules X of the market's SPEC.md: messages. */

import { expect, test } from 'vitest';
import { bidId, contentHash, participantId, projectId } from '../../server/kernel/id.ts';
import { OWNER } from '../../server/market/command.ts';
import { by, posting, TEXT } from '../helpers/given.ts';
import {
  ANN,
  awarded,
  BOB,
  BY_HAND,
  deliver,
  EMPLOYER,
  judge,
  NOBODY,
  OTHER_EMPLOYER,
  post,
  REVIEWER,
  running,
  scene,
} from '../helpers/scene.ts';

const write = (toId: number | null) => ({
  type: 'PostMessage' as const,
  projectId: projectId(1),
  toId: toId === null ? null : participantId(toId),
  contentHash: TEXT,
});

test('[X1] the employer writes to one or all; freelancers only to the employer; reviewers not at all', () => {
  const market = scene({ questions: 'anyone' });
  post(market);
  expect(market.refused(by(EMPLOYER), write(null))).toBe('accepted');
  expect(market.refused(by(EMPLOYER), write(ANN))).toBe('accepted');
  expect(market.refused(by(EMPLOYER), write(EMPLOYER))).toBe('messages_closed');
  expect(market.refused(by(EMPLOYER), write(REVIEWER))).toBe('messages_closed');
  expect(market.refused(by(EMPLOYER), write(OTHER_EMPLOYER))).toBe('messages_closed');
  expect(market.refused(by(ANN), write(EMPLOYER))).toBe('accepted');
  expect(market.refused(by(ANN), write(BOB))).toBe('messages_closed');
  expect(market.refused(by(ANN), write(null))).toBe('messages_closed');
  expect(market.refused(by(REVIEWER), write(EMPLOYER))).toBe('messages_closed');
  expect(market.refused(by(OTHER_EMPLOYER), write(EMPLOYER))).toBe('messages_closed');
  const both = market.register('employer', 'freelancer');
  market.done(by(both), posting());
  expect(market.refused(by(both), { ...write(both), projectId: projectId(2) })).toBe('messages_closed');
});

test('[X2] before an award as the policy says', () => {
  const allowed = (questions: 'none' | 'employer_first' | 'anyone') => {
    const market = scene({ questions });
    post(market);
    const first = market.refused(by(ANN), write(EMPLOYER));
    const employer = market.refused(by(EMPLOYER), write(ANN));
    return [first, employer, market.refused(by(ANN), write(EMPLOYER)), market.refused(by(BOB), write(EMPLOYER))];
  };
  const no = 'messages_closed';
  expect(allowed('none')).toEqual([no, no, no, no]);
  expect(allowed('employer_first')).toEqual([no, 'accepted', 'accepted', no]);
  expect(allowed('anyone')).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
});

test('[X2] a word to all opens no channel', () => {
  const market = scene({ questions: 'employer_first' });
  post(market);
  market.done(by(EMPLOYER), write(null));
  expect(market.refused(by(ANN), write(EMPLOYER))).toBe('messages_closed');
});

test('[X3] the parties of an award may write, even under none and after its end', () => {
  const market = running({ ...BY_HAND, questions: 'none' });
  const talk = () => [market.refused(by(EMPLOYER), write(ANN)), market.refused(by(ANN), write(EMPLOYER))];
  expect(talk()).toEqual(['accepted', 'accepted']);
  judge(market, deliver(market), 10_000);
  expect(talk()).toEqual(['accepted', 'accepted']);
  expect(market.refused(by(EMPLOYER), write(BOB))).toBe('messages_closed');
  expect(market.refused(by(EMPLOYER), write(null))).toBe('messages_closed');
});

test('[X3] otherwise an ended project is silent', () => {
  const market = running({ ...BY_HAND, questions: 'anyone' });
  expect(market.refused(by(BOB), write(EMPLOYER))).toBe('accepted');
  judge(market, deliver(market), 10_000);
  expect(market.refused(by(BOB), write(EMPLOYER))).toBe('messages_closed');
  expect(market.refused(by(EMPLOYER), write(null))).toBe('messages_closed');
  const cancelled = awarded({ ...BY_HAND, questions: 'anyone' });
  cancelled.done(by(EMPLOYER), { type: 'RevokeAward', bidId: bidId(1) });
  cancelled.done(by(EMPLOYER), { type: 'CancelProject', projectId: projectId(1) });
  expect(cancelled.refused(by(ANN), write(EMPLOYER))).toBe('messages_closed');
  expect(cancelled.refused(by(EMPLOYER), write(ANN))).toBe('messages_closed');
});

test('[X4] so many messages a project', () => {
  const { limits } = scene().state.policy;
  const market = scene({ limits: { ...limits, messagesPerProject: 1 } });
  post(market);
  market.done(by(EMPLOYER), write(null));
  expect(market.refused(by(EMPLOYER), write(ANN))).toBe('limit_reached');
});

test('[X6] so many files along, each its sender’s to erase', () => {
  const market = scene();
  post(market);
  const files = Array.from({ length: 11 }, (_, index) => contentHash((index + 100).toString(16).padStart(64, '0')));
  expect(market.refused(by(EMPLOYER), { ...write(ANN), attachmentHashes: files })).toBe('limit_reached');
  const [event] = market.done(by(EMPLOYER), { ...write(ANN), attachmentHashes: files.slice(1) });
  expect(event).toMatchObject({ type: 'MessagePosted', attachmentHashes: files.slice(1) });
  const [plain] = market.done(by(EMPLOYER), { ...write(ANN), attachmentHashes: [] });
  expect(plain).not.toHaveProperty('attachmentHashes');
  const erase = { type: 'EraseContent', contentHash: files[3] ?? TEXT } as const;
  expect(market.refused(by(ANN), erase)).toBe('content_unknown');
  expect(market.refused(by(EMPLOYER), erase)).toBe('accepted');
});

test('[X5] only participants write, to participants', () => {
  const market = scene();
  post(market);
  expect(market.refused(OWNER, write(ANN))).toBe('not_allowed');
  expect(market.refused(by(EMPLOYER), write(NOBODY))).toBe('unknown_participant');
  expect(market.refused(by(NOBODY), write(EMPLOYER))).toBe('unknown_participant');
});
