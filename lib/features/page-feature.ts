import { type Channel, createChannel } from '../content/channel.ts';
import type { Feature, FeatureContext, Send } from '../content/feature.ts';
import type { HostScreen } from '../host/screen.ts';
import type { PanelDock } from './panel/docked-record.ts';
import { createPanelDock } from './panel/panel-dock.tsx';
import type { PanelMemoryAccess } from './panel/panel-memory.ts';

/** How features speak to each other. */
export interface Channels {
  /** A mark requests the preview of a stored finding, by its id; the panel shows it. */
  fixRequested: Channel<string>;
  /** A run ended: what is stored in ConnectWise may have changed. */
  storedChanged: Channel<void>;
}

/** What all features of a ConnectWise page have besides the engine's services. */
export interface SharedByFeatures {
  channels: Channels;
  panelMemory: PanelMemoryAccess;
  /** The one docked panel of this page. */
  dock: PanelDock;
}

export type PageFeature = Feature<HostScreen, SharedByFeatures>;
export type PageFeatureContext = FeatureContext<HostScreen, SharedByFeatures>;

/** Returns what the features of one page share. @param parts.signal life of the script */
export function createShared(parts: {
  panelMemory: PanelMemoryAccess;
  send: Send;
  signal: AbortSignal;
}): SharedByFeatures {
  const channels = { fixRequested: createChannel<string>(), storedChanged: createChannel<void>() };
  const onStoredChanged = () => channels.storedChanged.emit();
  return { channels, panelMemory: parts.panelMemory, dock: createPanelDock({ ...parts, onStoredChanged }) };
}
