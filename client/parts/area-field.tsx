/** A field for a long text, or for code: label, hint and what is wrong, tied to it for those who hear the page. */

import { type ComponentProps, useId } from 'react';

interface AreaProps extends Omit<ComponentProps<'textarea'>, 'className' | 'style'> {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | null;
  /** Letters of one width, no spell checker. */
  readonly code?: boolean;
}

export function AreaField({ label, hint, error = null, code = false, ...rest }: AreaProps) {
  const id = useId();
  const told = [hint === undefined ? null : `${id}-hint`, error === null ? null : `${id}-error`].filter(
    (one) => one !== null,
  );
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <textarea
        {...rest}
        id={id}
        className="input"
        data-code={code ? 'yes' : undefined}
        spellCheck={code ? false : undefined}
        aria-invalid={error !== null}
        aria-describedby={told.length === 0 ? undefined : told.join(' ')}
      />
      {hint === undefined ? null : (
        <span className="field-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {error === null ? null : (
        <span className="field-error" id={`${id}-error`}>
          {error}
        </span>
      )}
    </div>
  );
}
