import { PLACEHOLDERS, templateFailure } from '../../lib/domain/description-template.ts';
import { invoiceDescription } from '../../lib/domain/invoice-description.ts';
import type { Account } from '../../lib/domain/portal-facts.ts';
import { measuredServices } from '../../lib/domain/quantity.ts';
import type { Settings } from '../../lib/domain/settings.ts';
import { TextAreaField } from '../ui/field.tsx';
import { isNumberTo, NumberField } from '../ui/number-field.tsx';
import { Setting } from './setting.tsx';
import { DESCRIPTIONS, EXAMPLE } from './texts/descriptions.ts';

const MOST_ACCOUNTS = 500;

interface Props {
  settings: Settings;
  onChange: (part: Partial<Settings>) => void;
}

/** The template of the invoice descriptions, with what comes of it. Shown while descriptions are updated. */
export function DescriptionCard({ settings, onChange }: Props) {
  // A template that cannot be saved is shown in any case: nobody could correct it.
  if (!settings.syncedParts.invoiceDescriptions && isDescriptionValid(settings)) return null;
  const { invoiceDescription: description } = settings;
  const set = (part: Partial<typeof description>) => onChange({ invoiceDescription: { ...description, ...part } });
  return (
    <fieldset class="bb-card">
      <legend>{DESCRIPTIONS.heading}</legend>
      <Setting path="invoiceDescription.template">
        <TextAreaField
          label={DESCRIPTIONS.template}
          value={description.template}
          error={templateFailure(description.template)}
          onInput={(template) => set({ template })}
        />
      </Setting>
      <dl class="bb-placeholders">
        {Object.entries(PLACEHOLDERS).map(([name, meaning]) => (
          <div key={name}>
            <dt>
              <code>{`{${name}}`}</code>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <Setting path="invoiceDescription.accounts">
        <NumberField
          label={DESCRIPTIONS.accounts}
          unit={DESCRIPTIONS.accountsUnit}
          value={description.accounts}
          max={MOST_ACCOUNTS}
          onInput={(accounts) => set({ accounts })}
        />
      </Setting>
      <h2>{DESCRIPTIONS.example}</h2>
      <pre class="bb-example" aria-live="polite">
        {isDescriptionValid(settings) ? example(settings) : '…'}
      </pre>
    </fieldset>
  );
}

export function isDescriptionValid({ invoiceDescription: { template, accounts } }: Settings): boolean {
  return templateFailure(template) === undefined && isNumberTo(accounts, MOST_ACCOUNTS) && Number.isInteger(accounts);
}

/** A line with a dozen accounts, as a sync would describe it. */
function example(settings: Settings): string | undefined {
  const accounts = Array.from({ length: 12 }, (_, nth): Account => {
    const name = nth === 0 ? EXAMPLE.server : EXAMPLE.desktop(nth);
    return {
      id: name,
      customerId: '342',
      userName: name,
      plan: EXAMPLE.plan,
      kind: 'server',
      copies: [],
      onlineBytes: (400 - 30 * nth) * 1e9,
    };
  });
  const addition = {
    product: { id: 1, identifier: 'BDR-STORAGE' },
    description: EXAMPLE.addition,
    lessIncluded: 150,
    unitPrice: 0.5,
  };
  const services = measuredServices({ accounts }, settings, 0).filter(({ service }) => service.id === 'online-bdr');
  const line = { addition, currency: { symbol: '$', code: 'USD' }, services };
  const total = services[0]?.quantity ?? 0;
  return invoiceDescription({ ...line, total }, settings);
}
