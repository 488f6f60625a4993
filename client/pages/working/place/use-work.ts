/** What can be done with the draft: write, add and remove files, try out, deliver. */

import { useMutation } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { SeenProject } from '../../../../server/protocol/arena/seen/things.ts';
import { handInFiles, runDraft } from '../../../../server/protocol/sdk/work.ts';
import { inMarket } from '../../../data/market.ts';
import { newKey } from '../../../data/session.ts';
import { useKept } from '../../../data/working/kept.ts';
import { type WorkDraft, workDraftSchema } from './work-draft.ts';

function starting(mainFile: string): WorkDraft {
  return { files: { [mainFile]: '' }, current: mainFile, key: newKey() };
}

export function useWork(market: string, project: SeenProject, mainFile: string, userId: number) {
  const { projectId } = project;
  const name = `arena.work/${userId}/${market}/${projectId}`;
  const initial = useMemo(() => starting(mainFile), [mainFile]);
  const { value: draft, change, saved } = useKept(name, workDraftSchema, initial);

  /** Other files are another delivery, and so have another name. */
  const edit = useCallback(
    (next: (before: WorkDraft) => Partial<WorkDraft>): void =>
      change((before) => {
        const after = { ...before, ...next(before) };
        return after.files === before.files ? after : { ...after, key: newKey() };
      }),
    [change],
  );

  const running = useMutation({ mutationFn: () => runDraft(inMarket(market), projectId, draft.files) });
  const delivering = useMutation({
    mutationFn: (skipSyntaxCheck: boolean) => {
      const { files, key } = draft;
      // Handed in with the check and without it are two requests, and so two names.
      return handInFiles(
        inMarket(market),
        projectId,
        { files, skipSyntaxCheck },
        skipSyntaxCheck ? `${key}-anyway` : key,
      );
    },
    // The same files once more would be a further delivery.
    onSuccess: () => edit(({ files }) => ({ files: { ...files } })),
  });

  const write = useCallback(
    (path: string, text: string) =>
      edit(({ files }) => (files[path] === text ? {} : { files: { ...files, [path]: text } })),
    [edit],
  );
  const open = (path: string): void => edit(() => ({ current: path }));
  const add = (files: WorkDraft['files']): void => {
    const [path] = Object.keys(files);
    if (path !== undefined) edit((before) => ({ files: { ...before.files, ...files }, current: path }));
  };
  /** Files of an earlier delivery in place of the draft. */
  const takeUp = (files: WorkDraft['files']): void => {
    const [first] = Object.keys(files);
    if (first !== undefined)
      edit(() => ({ files: { ...files }, current: Object.hasOwn(files, mainFile) ? mainFile : first }));
  };
  const remove = (path: string): void =>
    edit(({ files }) => {
      const { [path]: _gone, ...others } = files;
      const [next] = Object.keys(others);
      return next === undefined ? {} : { files: others, current: next };
    });

  return { draft, saved, running, delivering, write, open, add, takeUp, remove };
}

export type Work = ReturnType<typeof useWork>;
