import { useId } from 'preact/hooks';
import { datePeriod } from '../../lib/domain/log-search/date-period.ts';
import { describedBy, Field } from './field.tsx';

interface DateFieldProps {
  label: string;
  /** `YYYY-MM-DD`, with or without a time behind it, which is not shown; what is no day is not shown either. '': none. */
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
        value={
          /^\d{4}-\d{2}-\d{2}$/.test(value.slice(0, 10)) && datePeriod(value.slice(0, 10)) ? value.slice(0, 10) : ''
        }
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  );
}
