import type { BilledMonthView, CustomerBilling } from '../../lib/domain/billing-view.ts';
import type { ThreeWayLine } from '../../lib/domain/three-way.ts';
import { send } from '../../lib/messages/send.ts';
import { Age } from '../ui/age.tsx';
import { formatText } from '../ui/format-text.ts';
import { FailureNotice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { differenceText, invoiceWords, quantityText, THREE_WAY } from './texts/billing.ts';

/** What the vendor bills of one customer, beside its devices and its agreements. */
export function CustomerBillingView({ customerId }: { customerId: string }) {
  const { state, value, failure } = useRequest(() => send('billing.customer', { customerId }));
  return (
    <div class="bb-undo">
      {state === 'loading' && <Skeleton />}
      {failure && <FailureNotice failure={failure} />}
      {value && <Comparison billing={value} />}
    </div>
  );
}

function Comparison({ billing }: { billing: CustomerBilling }) {
  const { lines, months, notes, companyName, additionsReadAt, invoicedAt, customerName } = billing;
  return (
    <>
      <h3>{THREE_WAY.titleOf(customerName)}</h3>
      {lines.length > 0 ? (
        <Lines lines={lines} months={months} label={THREE_WAY.titleOf(customerName)} />
      ) : (
        <p class="bb-empty">{THREE_WAY.nothing}</p>
      )}
      {notes.map((note) => (
        <p key={note} class="bb-hint">
          {formatText(note)}
        </p>
      ))}
      {companyName !== undefined && additionsReadAt && (
        <p class="bb-hint">
          {THREE_WAY.agreementOf(companyName)}
          <Age at={additionsReadAt} />. {THREE_WAY.billed}
          {invoicedAt && (
            <>
              {' '}
              {THREE_WAY.invoiced}
              <Age at={invoicedAt} />.
            </>
          )}
        </p>
      )}
    </>
  );
}

interface LinesProps {
  lines: readonly ThreeWayLine[];
  months: readonly BilledMonthView[];
  label: string;
}

function Lines({ lines, months, label }: LinesProps) {
  const headOf = (name: 'last' | 'this') => {
    const month = months.find((one) => one.name === name);
    return month ? THREE_WAY.headsOf(month) : THREE_WAY.heads[name];
  };
  const { member, devices, difference, quantity, billed, invoiced } = THREE_WAY.heads;
  const heads = [headOf('last'), headOf('this'), devices, difference, quantity, billed, invoiced];
  return (
    <table class="bb-table bb-three-way" aria-label={label}>
      <thead>
        <tr>
          {[member, ...heads].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={`${line.product} ${line.members.join()} ${line.additions?.labels.join()}`}>
            <td>
              <NameOf line={line} />
            </td>
            {quantitiesOf(line).map((text, nth) => (
              <td key={heads[nth]} data-label={heads[nth]} class={text === '–' ? 'bb-unknown' : undefined}>
                {nth === heads.length - 1 ? <Invoiced line={line} text={text} /> : text}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function NameOf({ line: { product, members, additions } }: { line: ThreeWayLine }) {
  return (
    <>
      {members.length > 0 ? `${product} ${members.join(' + ')}` : THREE_WAY.onlyAgreed}
      {additions?.labels.map((label) => (
        <span key={label} class="bb-hint">
          {formatText(label)}
        </span>
      ))}
    </>
  );
}

/** The quantity with the invoices that it is of. */
function Invoiced({ line: { additions }, text }: { line: ThreeWayLine; text: string }) {
  return (
    <div>
      {text}
      {additions?.invoiced?.invoices.map((invoice) => (
        <span key={invoice.numbers.join()} class="bb-hint">
          {invoiceWords(invoice)}
        </span>
      ))}
    </div>
  );
}

/** In the order of the heads. */
function quantitiesOf({ billed, devices, difference, additions }: ThreeWayLine): string[] {
  return [
    quantityText(billed.last),
    quantityText(billed.this),
    quantityText(devices),
    differenceText(difference),
    quantityText(additions?.quantity),
    quantityText(additions?.billedQuantity),
    quantityText(additions?.invoiced?.quantity),
  ];
}
