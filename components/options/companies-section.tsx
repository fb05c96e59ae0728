import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { BillingCard } from './billing-card.tsx';
import { BulkActionPage } from './bulk-action-page.tsx';
import { BulkSyncCard } from './bulk-sync-card.tsx';
import { CompanyPage } from './company-page.tsx';
import { FleetPage } from './fleet-page.tsx';
import { LinksCard } from './links-card.tsx';
import { COMPANIES } from './texts/companies.ts';
import { FLEET } from './texts/fleet.ts';

/** What of the section the address names: all companies, one of them, a bulk action, or the links with a search. */
type Shown = { is: 'all' } | { is: 'links'; search: string } | { is: 'company'; companyId: number } | { is: 'action' };

function shownBy(part: string): Shown {
  if (part === 'bulk-action') return { is: 'action' };
  if (/^[1-9]\d{0,8}$/.test(part)) return { is: 'company', companyId: Number(part) };
  const search = /^links\/(.{1,100})$/.exec(part)?.[1];
  return search === undefined ? { is: 'all' } : { is: 'links', search };
}

/** All companies on one page; one company and a bulk action are pages of their own below it, which the address names. */
export function CompaniesSection({ visible, part }: { visible: boolean; part: string }) {
  const shown = shownBy(part);
  const isList = shown.is === 'all' || shown.is === 'links';
  const search = shown.is === 'links' ? shown.search : '';
  const [comparisons, setComparisons] = useState(0);
  return (
    <>
      {shown.is === 'action' && <BulkActionPage visible={visible} />}
      {shown.is === 'company' && <CompanyPage key={shown.companyId} companyId={shown.companyId} visible={visible} />}
      {/* Stays mounted, so that filter, selection and place in the list are there when the user comes back. */}
      <div hidden={!isList}>
        <h1>{COMPANIES.heading}</h1>
        <p class="bb-lead">{FLEET.lead}</p>
        <BulkSyncCard visible={visible && isList} />
        <FleetPage visible={visible && isList} onCompared={() => setComparisons((ended) => ended + 1)} />
        <LinksPlace search={search}>
          <LinksCard key={search} visible={visible && isList} firstSearch={search} comparisons={comparisons} />
        </LinksPlace>
        <BillingCard visible={visible && isList} />
      </div>
    </>
  );
}

/** Comes into view when the address looks for a link: it is below the table. */
function LinksPlace({ search, children }: { search: string; children: ComponentChildren }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (search !== '') place.current?.scrollIntoView();
  }, [search]);
  return <div ref={place}>{children}</div>;
}
