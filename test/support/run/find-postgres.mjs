// Finds PostgreSQL's programs, installs them where the system allows, or says exactly what to do: its tests then fail, and are not left
// out in silence. Run with the project's own Node, for it imports TypeScript.
import { aptInstall } from './browsers.mjs';
import { HOW_TO, postgresFolder } from './postgres-folder.ts';

if (!postgresFolder()) await aptInstall('postgresql');
if (!postgresFolder()) console.error(`\n${HOW_TO}\n`);
