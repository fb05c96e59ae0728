import { defineBackground } from 'wxt/utils/define-background';
import { startWorker } from '../lib/background/worker.ts';

export default defineBackground(() => startWorker());
