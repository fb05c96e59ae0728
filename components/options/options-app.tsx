import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { AboutSection } from './about-section.tsx';
import { ApprovalsCount } from './approvals-count.tsx';
import { ApprovalsSection } from './approvals-section.tsx';
import { CompaniesSection } from './companies-section.tsx';
import { ConnectionsSection } from './connections-section.tsx';
import { DiagnosticsSection } from './diagnostics-section.tsx';
import { EventLogSection } from './event-log-section.tsx';
import { InPageSection } from './in-page-section.tsx';
import { JournalSection } from './journal-section.tsx';
import { ReportsSection } from './reports-section.tsx';
import { RulesSection } from './rules-section.tsx';
import { SecuritySection } from './security-section.tsx';
import { ServicesSection } from './services-section.tsx';
import { SetupSection } from './setup-section.tsx';
import { NAVIGATION } from './texts/navigation.ts';
import { TicketsSection } from './tickets-section.tsx';

export interface OptionsProps {
  /** Asks the browser for access to one host; only works while a click is being handled. */
  requestHost: (hostname: string) => Promise<boolean>;
  version: string;
}

const SECTIONS = [
  'setup',
  'connections',
  'services',
  'companies',
  'approvals',
  'rules',
  'tickets',
  'event-log',
  'journal',
  'reports',
  'in-page',
  'security',
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
  const [id, ...parts] = location.hash.slice(1).split('/');
  return { section: SECTIONS.find((section) => section === id) ?? 'connections', part: decoded(parts.join('/')) };
}

/** A part that a user typed may be encoded wrongly. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
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
                {id === 'approvals' && <ApprovalsCount />}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <main class="bb-options-main">
        <Shown when={shown === 'setup'} isWide>
          <SetupSection visible={shown === 'setup'} />
        </Shown>
        <Shown when={shown === 'connections'}>
          <ConnectionsSection requestHost={props.requestHost} visible={shown === 'connections'} />
        </Shown>
        <Shown when={shown === 'services'}>
          <ServicesSection visible={shown === 'services'} />
        </Shown>
        <Shown when={shown === 'companies'} isWide>
          <CompaniesSection visible={shown === 'companies'} part={shown === 'companies' ? part : ''} />
        </Shown>
        <Shown when={shown === 'approvals'} isWide>
          <ApprovalsSection
            visible={shown === 'approvals'}
            companyId={shown === 'approvals' ? numberIn(part) : undefined}
          />
        </Shown>
        <Shown when={shown === 'rules'}>
          <RulesSection visible={shown === 'rules'} />
        </Shown>
        <Shown when={shown === 'tickets'}>
          <TicketsSection visible={shown === 'tickets'} />
        </Shown>
        <Shown when={shown === 'event-log'} isWide>
          <EventLogSection visible={shown === 'event-log'} part={shown === 'event-log' ? part : ''} />
        </Shown>
        <Shown when={shown === 'journal'} isWide>
          <JournalSection visible={shown === 'journal'} part={shown === 'journal' ? part : ''} />
        </Shown>
        <Shown when={shown === 'reports'} isWide>
          <ReportsSection visible={shown === 'reports'} companyId={shown === 'reports' ? numberIn(part) : undefined} />
        </Shown>
        <Shown when={shown === 'in-page'}>
          <InPageSection visible={shown === 'in-page'} />
        </Shown>
        <Shown when={shown === 'security'}>
          <SecuritySection visible={shown === 'security'} />
        </Shown>
        <Shown when={shown === 'diagnostics'}>
          <DiagnosticsSection visible={shown === 'diagnostics'} tabId={numberIn(part)} />
        </Shown>
        <Shown when={shown === 'about'}>
          <AboutSection version={props.version} />
        </Shown>
      </main>
    </div>
  );
}

/** The id in an address, e.g. of a tab in `#diagnostics/12`. */
function numberIn(part: string): number | undefined {
  return /^\d{1,10}$/.test(part) ? Number(part) : undefined;
}

interface ShownProps {
  when: boolean;
  /** Tables use all of the window, texts only as much as is read well. */
  isWide?: boolean;
  children: ComponentChildren;
}

function Shown({ when, isWide = false, children }: ShownProps) {
  return (
    <section class={isWide ? 'bb-wide' : undefined} hidden={!when}>
      {children}
    </section>
  );
}
