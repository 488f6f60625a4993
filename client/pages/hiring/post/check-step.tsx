/** Last step: the posting as freelancers will see it, what the gate says, and posting it. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { troubleText } from '../../../data/hiring/asking.ts';
import { keepDraft } from '../../../data/hiring/draft.ts';
import { useLive } from '../../../data/hiring/live.ts';
import type { Packed } from '../../../data/hiring/package-of.ts';
import { postDraft } from '../../../data/hiring/posting.ts';
import { newKey, useAccount } from '../../../data/session.ts';
import { Button } from '../../../parts/button.tsx';
import { hiringWords } from '../../../text/hiring-words.ts';
import { PostingView } from '../posting-view.tsx';
import { GatePanel } from './gate-panel.tsx';
import type { StepProps } from './steps.ts';

function Missing({ pack }: { readonly pack: Packed }) {
  const { check } = hiringWords.post;
  if (pack.ok) return null;
  return (
    <div className="notice" data-tone="warn">
      <p className="strong">{check.incomplete}</p>
      <ul className="findings">
        {[...new Set(pack.problems.map(({ text }) => text))].map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  );
}

function Preview({ draft, pack }: { readonly pack: Packed } & Pick<StepProps, 'draft'>) {
  const acceptance = pack.ok && pack.judged === 'cases' ? pack.project.acceptance : null;
  const { title, description } = draft;
  const hiddenCount = draft.cases.filter(({ visible }) => !visible).length;
  return (
    <>
      <h2>{hiringWords.post.check.preview}</h2>
      <h3>{title}</h3>
      <PostingView posting={{ title, description, acceptance, estimatedMinutes: null }} hiddenCount={hiddenCount} />
    </>
  );
}

interface CheckProps extends StepProps {
  readonly pack: Packed;
  readonly onPosted: () => void;
}

function usePost({ draft, policy, onPosted }: CheckProps, asDraft: boolean) {
  const { market, door } = useLive();
  const account = useAccount();
  const navigate = useNavigate();
  const client = useQueryClient();
  // The same draft again is the same project again, however often the answer is lost.
  const key = useRef(newKey());
  return useMutation({
    mutationFn: (whole: Extract<Packed, { ok: true }>) =>
      postDraft({ market, door, draft, policy, pack: whole, asDraft, key: key.current }),
    onSuccess: async (projectId) => {
      if (account) keepDraft(market, account.userId, null);
      onPosted();
      await client.invalidateQueries({ queryKey: ['market', market] });
      await navigate({
        to: '/hiring/$market/projects/$project',
        params: { market, project: String(projectId) },
        search: {},
      });
    },
    // What is mended is another project.
    onError: () => {
      key.current = newKey();
    },
  });
}

export function CheckStep(props: CheckProps) {
  const { draft, pack } = props;
  const { check } = hiringWords.post;
  const [asDraft, setAsDraft] = useState(false);
  const posting = usePost(props, asDraft);
  return (
    <>
      <p className="soft">{check.text}</p>
      <Missing pack={pack} />
      <Preview draft={draft} pack={pack} />
      {draft.judged === 'cases' ? (
        <GatePanel project={pack.ok && pack.judged === 'cases' ? pack.project : null} />
      ) : null}
      <label className="tick">
        <input type="checkbox" checked={asDraft} onChange={({ target }) => setAsDraft(target.checked)} />
        <span>
          {check.keepDraft} <span className="soft">{check.keepDraftHint}</span>
        </span>
      </label>
      {posting.isError ? (
        <p className="notice" data-tone="bad" role="alert">
          {check.refusedPost(troubleText(posting.error))}
        </p>
      ) : null}
      {posting.isPending ? <p role="status">{check.posting}</p> : null}
      <div>
        <Button
          kind="primary"
          disabled={!pack.ok || posting.isPending}
          onClick={() => (pack.ok ? posting.mutate(pack) : undefined)}
        >
          {check.post}
        </Button>
      </div>
    </>
  );
}
