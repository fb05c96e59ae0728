import type { Benchmark } from './benchmark.ts';
import { chaosKillPoints, chaosKillPointsFailed } from './chaos-kill-points.ts';
import { chaosLostAnswersFailed } from './chaos-lost-answers.ts';
import { chaosBrowsers, chaosDuplicateTickets, chaosLostEvents, chaosSchedules } from './chaos-schedules.ts';
import { contentGzip } from './content-gzip.ts';
import { contentIdleCost, contentLongTasks } from './content-idle.ts';
import { contentScreenToPanel } from './content-panel.ts';
import { contentScreenToPanelCold } from './content-panel-cold.ts';
import { contentKeyToFinding, contentScreenToFinding } from './content-times.ts';
import { fleetFallbackRatio, fleetReadRequests, fleetReadTime } from './fleet-read.ts';
import { plan1000, plan1000X360 } from './plan-1000.ts';
import { runnerEventToWrite } from './runner-event-to-write.ts';
import { runnerFleet20000 } from './runner-fleet.ts';
import { runnerRequests } from './runner-requests.ts';
import { syncEventToWrite } from './sync-event-to-write.ts';
import { syncFleetTime } from './sync-fleet-time.ts';
import { fleetMemory20000, syncMemory, syncMemory20000 } from './sync-memory.ts';
import { syncPollRequests, syncPollRequestsX360 } from './sync-poll-requests.ts';
import { syncRequestsFleet } from './sync-requests-fleet.ts';
import { syncRequestsUnchanged } from './sync-requests-unchanged.ts';
import { syncVsNaive } from './sync-vs-naive.ts';
import { uiOptions5000, uiScrollFrame } from './ui-companies.ts';
import { uiJournal100k, uiLog500k, uiLog500kFirst } from './ui-logs.ts';
import { workerColdMessage } from './worker-cold-message.ts';

/** Every figure that can be measured today, the quick ones first: those from `sync.requests-fleet` on take minutes. */
export const BENCHMARKS: readonly Benchmark[] = [
  contentGzip,
  contentScreenToFinding,
  contentScreenToPanel,
  contentScreenToPanelCold,
  contentKeyToFinding,
  contentIdleCost,
  contentLongTasks,
  syncRequestsUnchanged,
  syncPollRequests,
  syncPollRequestsX360,
  workerColdMessage,
  plan1000,
  plan1000X360,
  fleetReadRequests,
  fleetReadTime,
  fleetFallbackRatio,
  uiOptions5000,
  uiScrollFrame,
  uiLog500k,
  uiLog500kFirst,
  uiJournal100k,
  syncRequestsFleet,
  syncFleetTime,
  syncEventToWrite,
  syncVsNaive,
  syncMemory,
  syncMemory20000,
  fleetMemory20000,
  runnerEventToWrite,
  runnerRequests,
  runnerFleet20000,
  chaosKillPoints,
  chaosKillPointsFailed,
  chaosLostAnswersFailed,
  chaosDuplicateTickets,
  chaosLostEvents,
  chaosSchedules,
  chaosBrowsers,
];
