/** A question that has to be answered before anything goes on: title, text, fields, and a button that does it. */

import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import type { FormEvent, ReactNode } from 'react';
import { hiringWords } from '../text/hiring-words.ts';
import { Button } from './button.tsx';
import './dialog.css';

interface DialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly submit: string;
  readonly busy?: boolean;
  /** Why the last try did not work. */
  readonly trouble?: string | null;
  readonly onClose: () => void;
  readonly onSubmit: (form: FormData) => void;
  readonly children: ReactNode;
}

export function Dialog(props: DialogProps) {
  const { open, title, submit, busy = false, trouble = null, onClose, onSubmit, children } = props;
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onSubmit(new FormData(event.currentTarget));
  };
  return (
    <BaseDialog.Root open={open} onOpenChange={(wanted) => (wanted ? undefined : onClose())}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="dialog-backdrop" />
        <BaseDialog.Popup className="dialog">
          <BaseDialog.Title className="dialog-title">{title}</BaseDialog.Title>
          <form className="stack" onSubmit={send}>
            {children}
            {trouble === null ? null : (
              <p className="notice" data-tone="bad" role="alert">
                {trouble}
              </p>
            )}
            <div className="dialog-end">
              <BaseDialog.Close className="button" data-kind="quiet">
                {hiringWords.hiring.cancel}
              </BaseDialog.Close>
              <Button type="submit" kind="primary" disabled={busy}>
                {submit}
              </Button>
            </div>
          </form>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
