// Runs one of the project's own TypeScript programs with a Node that can: tool.mjs FILE [arguments …]
import { ensureProject, run } from './bootstrap.mjs';

await ensureProject();
process.exit(await run('node', process.argv.slice(2)));
