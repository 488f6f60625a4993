/** The settings of a study as a form over its file. */

import { FORM, type FormSection } from '../../data/people-studies/form-fields.ts';
import { placeOf, valueAt, written } from '../../data/people-studies/study-file.ts';
import { Button } from '../../parts/button.tsx';
import { peopleStudiesWords } from '../../text/people-studies-words.ts';
import { type FormProps, StudyField, wrongAt } from './study-field.tsx';

type ListProps = FormProps & { readonly list: NonNullable<FormSection['list']> };

function FormList({ list, ...props }: ListProps) {
  const { form } = peopleStudiesWords;
  const { path, fields, begin } = list;
  const found = valueAt(props.value, placeOf(path));
  const members = Array.isArray(found) ? found : [];
  const wrong = wrongAt(path, props, false);
  const named = (index: number): string => `${form.one[path]} ${index + 1}`;
  return (
    <>
      {members.map((_, index) => (
        // A member has no name of its own: its place is what it is known by.
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is the key
        <fieldset className="study-member" key={index} aria-label={named(index)}>
          {fields.map((field) => (
            <StudyField key={field.path} field={field} at={`${path}.${index}`} props={props} />
          ))}
          {wrongAt(`${path}.${index}`, props, false) === null ? null : (
            <p className="field-error">{wrongAt(`${path}.${index}`, props, false)}</p>
          )}
          <div className="study-wide">
            <Button
              size="small"
              kind="quiet"
              onClick={() => props.write(written(props.text, [path, index], undefined))}
            >
              {form.remove(named(index))}
            </Button>
          </div>
        </fieldset>
      ))}
      {wrong === null ? null : <p className="field-error">{wrong}</p>}
      <div className="study-wide">
        <Button
          size="small"
          onClick={() =>
            props.write(
              members.length === 0
                ? written(props.text, [path], [begin])
                : written(props.text, [path, members.length], begin),
            )
          }
        >
          {form.add[path]}
        </Button>
      </div>
    </>
  );
}

/** What is wrong with several settings together, as codes that do not differ: no single field can say it. */
function together({ fields }: FormSection, props: FormProps): readonly string[] {
  const groups = new Set(fields.filter(({ path }) => path.includes('.')).map(({ path }) => path.split('.')[0] ?? ''));
  return [...groups].flatMap((group) => wrongAt(group, props, false) ?? []);
}

export function StudyForm(props: FormProps) {
  const { form } = peopleStudiesWords;
  return (
    <div className="card-body stack study-form">
      {FORM.map((section) => (
        <fieldset className="study-section" key={section.name}>
          <legend>{form.sections[section.name]}</legend>
          {section.fields.map((field) => (
            <StudyField key={field.path} field={field} props={props} />
          ))}
          {together(section, props).map((wrong) => (
            <p className="field-error" key={wrong}>
              {wrong}
            </p>
          ))}
          {section.list === undefined ? null : <FormList {...props} list={section.list} />}
        </fieldset>
      ))}
    </div>
  );
}
