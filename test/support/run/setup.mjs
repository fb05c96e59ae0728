// npm run setup: installs what is missing and writes what the tools read. Every other command does it by itself.
import { ensureProject } from './bootstrap.mjs';

await ensureProject();
