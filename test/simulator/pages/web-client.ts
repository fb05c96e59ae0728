import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { SimulatorClock } from '../clock.ts';
import { type ConnectWiseState, GENERIC_CODEBASE } from '../connectwise/state.ts';
import type { Payload } from './actions/action.ts';
import { runAction } from './actions/index.ts';
import { compilerClasses, compileStylesheet } from './compiler-classes.ts';
import { clientDocument, frameDocument } from './document.ts';
import { readClientFile } from './files.ts';
import { optionsReader, type WebClientOptions } from './options.ts';

export type { WebClientOptions } from './options.ts';

const SESSION_COOKIE = 'CWSession';
const RECORD_TYPES = ['CompanyFV', 'AgreementFV', 'ServiceFV'];

/**
 * The web client on the UI host: its document, its files, its deep links and the calls it makes. Requests that are not
 * its own (REST under `/apis/3.0/`) fall through to whatever is mounted after it. Log-in is automatic: the document hands out the
 * session that the calls require.
 */
export function createWebClient(state: ConnectWiseState, clock: SimulatorClock, options: WebClientOptions = {}): Hono {
  const readOptions = optionsReader(options);
  const sessions = new Set<string>();
  const stylesheet = readClientFile('client.css') ?? '';
  /** Class names of a build: of the one that is up, unless an open page asks for that of its own. */
  const classesOf = (build: string | number = readOptions().prefixChange) => {
    const { seed } = readOptions();
    return compilerClasses(stylesheet, String(build) === '0' ? seed : `${seed}/${build}`);
  };
  const app = new Hono();

  const isOurs = (codebase: string) => {
    return [GENERIC_CODEBASE, state.codebase.toLowerCase()].includes(`${codebase.toLowerCase()}/`);
  };

  app.get('/', (c) => c.redirect(`/${GENERIC_CODEBASE}ConnectWise.aspx`));

  app.get('/:codebase/:document', async (c, next) => {
    const { codebase, document } = c.req.param();
    const base = `/${codebase}/cwclient/`;
    if (!isOurs(codebase)) return next();
    const options = readOptions();
    if (document.toLowerCase() === 'module.html')
      return c.html(frameDocument(base, options), 200, { ...options.headers });
    if (document.toLowerCase() !== 'connectwise.aspx') return next();
    startSession(c, sessions, state, options.memberId);
    const classes = classesOf();
    const html = clientDocument({ state, options, base, root: `/${codebase}/`, classes, today: clock.iso() });
    return c.html(html, 200, { ...options.headers });
  });

  app.get('/:codebase/cwclient/:path{.+}', async (c, next) => {
    const { codebase, path } = c.req.param();
    if (isOurs(codebase) && path === 'classes.json') return c.json(classesOf(c.req.query('build')));
    const text = isOurs(codebase) ? readClientFile(path) : null;
    if (text === null) return next();
    c.header('Cache-Control', 'no-store');
    if (path.endsWith('.js')) return c.body(text, 200, { 'Content-Type': 'text/javascript; charset=utf-8' });
    return c.body(compileStylesheet(text, classesOf(c.req.query('build')), readOptions()), 200, {
      'Content-Type': 'text/css; charset=utf-8',
    });
  });

  app.get('/:codebase/services/system_io/router/openrecord.rails', async (c, next) => {
    if (!isOurs(c.req.param('codebase'))) return next();
    const recordType = c.req.query('recordType') ?? '';
    if (!RECORD_TYPES.includes(recordType)) return c.text(`Unknown record type: ${recordType}`, 404);
    const query = new URLSearchParams({ routeTo: recordType, recid: c.req.query('recid') ?? '', locale: 'en_US' });
    return c.redirect(`/${c.req.param('codebase')}/ConnectWise.aspx?${query}`);
  });

  app.get('/:codebase/services/system_io/Service/fv_sr100_request.rails', async (c, next) => {
    if (!isOurs(c.req.param('codebase'))) return next();
    const recid = c.req.query('service_recid') ?? '';
    return c.redirect(
      `/${c.req.param('codebase')}/ConnectWise.aspx?${new URLSearchParams({ routeTo: 'ServiceFV', recid })}`,
    );
  });

  app.post('/:codebase/services/system_io/actionprocessor/:module/:action{.+\\.rails}', async (c, next) => {
    if (!isOurs(c.req.param('codebase'))) return next();
    if (!sessions.has(getCookie(c, SESSION_COOKIE) ?? '')) return c.json(failure('Your session has expired.'), 401);
    const action = c.req.param('action').replace(/\.rails$/, '');
    const payload = readPayload((await c.req.parseBody()).actionMessage, action);
    if (payload === null) return c.json(failure('The action message could not be read.'), 400);
    const { readOnly, memberId, prefixChange } = readOptions();
    const context = { state, clock, writer: { identifier: memberId }, readOnly };
    const result = runAction(`${c.req.param('module')}/${action}`, payload, context);
    if (result === null) return c.json(failure('Unknown action.'), 404);
    c.header('X-Client-Build', String(prefixChange));
    return c.json({
      success: true,
      error: null,
      data: {
        isSuccess: result.ok,
        error: result.ok ? null : result.error,
        action: result.ok ? result.action : null,
      },
    });
  });

  return app;
}

function failure(error: string) {
  return { success: false, error, data: null };
}

/**
 * `actionMessage` = `{"payload":"<JSON>","payloadClassName":"<Action>","project":"<Module>Common"}`
 * (docs/reference/connectwise-pages.md#own-calls).
 */
function readPayload(message: unknown, action: string): Payload | null {
  try {
    const { payload, payloadClassName } = JSON.parse(String(message));
    const isList = action.startsWith(`${payloadClassName}_`);
    return payloadClassName === action || isList ? JSON.parse(payload) : null;
  } catch {
    return null;
  }
}

/**
 * The cookies that the web session is known by (docs/reference/connectwise-pages.md#own-calls); their values let nobody
 * in anywhere else.
 */
function startSession(c: Context, sessions: Set<string>, state: ConnectWiseState, memberId: string): void {
  if (sessions.has(getCookie(c, SESSION_COOKIE) ?? '')) return;
  const session = randomUUID();
  sessions.add(session);
  const isSecure = new URL(c.req.url).protocol === 'https:';
  const cookie = { path: '/', httpOnly: true, secure: isSecure, sameSite: 'Lax' } as const;
  setCookie(c, SESSION_COOKIE, session, cookie);
  setCookie(c, 'companyName', state.companyId, cookie);
  setCookie(c, 'MemberID', memberId, cookie);
  setCookie(c, 'MemberContext', 'web', cookie);
}
