/** A form's field: label, hint and what is wrong, tied to the input for those who hear the page. */

import { Field as BaseField } from '@base-ui/react/field';
import type { ComponentProps, ReactNode } from 'react';

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | null;
}

type InputProps = FieldProps & Omit<ComponentProps<typeof BaseField.Control>, 'className' | 'render'>;

export function TextField({ label, hint, error = null, name, ...rest }: InputProps) {
  return (
    <BaseField.Root className="field" invalid={error !== null} name={name ?? ''}>
      <BaseField.Label className="field-label">{label}</BaseField.Label>
      <BaseField.Control className="input" {...rest} />
      {hint === undefined ? null : <BaseField.Description className="field-hint">{hint}</BaseField.Description>}
      {error === null ? null : (
        <BaseField.Error className="field-error" match={true}>
          {error}
        </BaseField.Error>
      )}
    </BaseField.Root>
  );
}

interface SelectProps<T extends string> extends FieldProps {
  readonly value: T;
  readonly options: readonly (readonly [T, string])[];
  readonly onChoose: (value: T) => void;
  readonly size?: 'small' | 'normal';
  /** The label is read out and not shown. */
  readonly hiddenLabel?: boolean;
  readonly disabled?: boolean;
}

/** The browser's own list: every phone and reader knows it. */
export function SelectField<T extends string>(props: SelectProps<T>) {
  const { label, hint, value, options, onChoose, size = 'normal', hiddenLabel = false, disabled = false } = props;
  return (
    <label className="field">
      <span className={hiddenLabel ? 'for-readers' : 'field-label'}>{label}</span>
      <select
        className="select"
        data-size={size}
        disabled={disabled}
        value={value}
        onChange={({ target }) => {
          const chosen = options.find(([one]) => one === target.value);
          if (chosen !== undefined) onChoose(chosen[0]);
        }}
      >
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
      {hint === undefined ? null : <span className="field-hint">{hint}</span>}
    </label>
  );
}
