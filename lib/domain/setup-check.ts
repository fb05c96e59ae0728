import type { IsoTime } from '../shared/time.ts';

/**
 * `manual`: no API shows it, so a user looks at it. `unknown`: it could not be read now, or what it depends on is not set up yet.
 */
export type SetupState = 'ok' | 'warning' | 'failed' | 'manual' | 'unknown';

export type SetupArea = 'connectwise' | 'rights' | 'tickets' | 'solution' | 'billing' | 'portal' | 'rules';

/** `plan`: changes in ConnectWise, planned by the check's id. `place`: a section of the options page, by its hash. */
export type SetupFix = { kind: 'plan'; label: string } | { kind: 'place'; label: string; place: string };

/** The result of one set-up check (docs/reference/setup-checks.md). */
export interface SetupCheck {
  /** Stable, e.g. `management-solution`: the name of the check's file in `lib/setup`. */
  id: string;
  area: SetupArea;
  title: string;
  state: SetupState;
  /** What was seen, one sentence each. */
  evidence: string[];
  /** What the user does about it. */
  nextStep?: string;
  fix?: SetupFix;
  /** Where it is in ConnectWise, click by click. */
  path?: string[];
  /** To be copied into ConnectWise. */
  values?: { label: string; value: string }[];
  /** Heading in docs/reference/setup-guides.md, e.g. `step-4`. */
  guide: string;
}

/** All set-up checks of one ConnectWise and one portal, in their order. */
export interface SetupReport {
  madeAt: IsoTime;
  /** Host and company id; absent: ConnectWise is not connected. */
  tenant?: string;
  /** Adapter and host; absent: no portal is connected. */
  portal?: string;
  checks: SetupCheck[];
}
