import { useId } from 'preact/hooks';
import { describedBy, Field } from './field.tsx';

interface DateFieldProps {
  label: string;
  /** `YYYY-MM-DD`, with or without a time behind it, which is not shown; '': none. */
  value: string;
  onChange: (day: string) => void;
}

/** A calendar day. */
export function DateField({ label, value, onChange }: DateFieldProps) {
  const id = useId();
  return (
    <Field id={id} label={label}>
      <input
        {...describedBy(id, {})}
        type="date"
        value={value.slice(0, 10)}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  );
}
