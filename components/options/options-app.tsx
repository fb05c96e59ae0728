import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { AboutSection } from './about-section.tsx';
import { BillingCard } from './billing-card.tsx';
import { CompaniesSection } from './companies-section.tsx';
import { ConnectionsSection } from './connections-section.tsx';
import { DiagnosticsSection } from './diagnostics-section.tsx';
import { EventLogSection } from './event-log-section.tsx';
import { InPageSection } from './in-page-section.tsx';
import { JournalSection } from './journal-section.tsx';
import { LinksCard } from './links-card.tsx';
import { RulesSection } from './rules-section.tsx';
import { ServicesSection } from './services-section.tsx';
import { NAVIGATION } from './texts/navigation.ts';
import { TicketsSection } from './tickets-section.tsx';

export interface OptionsProps {
  /** Asks the browser for access to one host; only works while a click is being handled. */
  requestHost: (hostname: string) => Promise<boolean>;
  version: string;
}

const SECTIONS = [
  'connections',
  'services',
  'companies',
  'rules',
  'tickets',
  'event-log',
  'journal',
  'in-page',
  'diagnostics',
  'about',
] as const;
type SectionId = (typeof SECTIONS)[number];

interface Place {
  section: SectionId;
  /** What stands after the section, e.g. the tab in `#diagnostics/12`; '' for nothing. */
  part: string;
}

function placeInAddress(): Place {
  const [id, part = ''] = location.hash.slice(1).split('/');
  return { section: SECTIONS.find((section) => section === id) ?? 'connections', part };
}

/** The options page. Sections stay mounted while hidden, so that nothing typed is lost by looking elsewhere. */
export function OptionsApp(props: OptionsProps) {
  const [{ section: shown, part }, setPlace] = useState(placeInAddress);
  useEffect(() => {
    const follow = () => setPlace(placeInAddress());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const title = NAVIGATION.sections[shown];
  useEffect(() => {
    document.title = NAVIGATION.title(title);
  }, [title]);
  return (
    <div class="bb-options">
      <nav class="bb-options-nav" aria-label={NAVIGATION.label}>
        <p class="bb-brand">
          <img src="/icon/48.png" width="28" height="28" alt="" />
          <span>{NAVIGATION.brand}</span>
        </p>
        <ul>
          {SECTIONS.map((id) => (
            <li key={id}>
              <a href={`#${id}`} aria-current={id === shown ? 'page' : undefined}>
                {NAVIGATION.sections[id]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <main class="bb-options-main">
        <Shown when={shown === 'connections'}>
          <ConnectionsSection requestHost={props.requestHost} visible={shown === 'connections'} />
        </Shown>
        <Shown when={shown === 'services'}>
          <ServicesSection visible={shown === 'services'} />
        </Shown>
        <Shown when={shown === 'companies'}>
          <CompaniesSection visible={shown === 'companies'} />
          <LinksCard visible={shown === 'companies'} />
          <BillingCard visible={shown === 'companies'} />
        </Shown>
        <Shown when={shown === 'rules'}>
          <RulesSection visible={shown === 'rules'} />
        </Shown>
        <Shown when={shown === 'tickets'}>
          <TicketsSection visible={shown === 'tickets'} />
        </Shown>
        <Shown when={shown === 'event-log'}>
          <EventLogSection visible={shown === 'event-log'} />
        </Shown>
        <Shown when={shown === 'journal'}>
          <JournalSection visible={shown === 'journal'} />
        </Shown>
        <Shown when={shown === 'in-page'}>
          <InPageSection visible={shown === 'in-page'} />
        </Shown>
        <Shown when={shown === 'diagnostics'}>
          <DiagnosticsSection
            visible={shown === 'diagnostics'}
            tabId={/^\d{1,10}$/.test(part) ? Number(part) : undefined}
          />
        </Shown>
        <Shown when={shown === 'about'}>
          <AboutSection version={props.version} />
        </Shown>
      </main>
    </div>
  );
}

function Shown({ when, children }: { when: boolean; children: ComponentChildren }) {
  return <section hidden={!when}>{children}</section>;
}
