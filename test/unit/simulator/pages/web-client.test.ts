import { describe, expect, it } from 'vitest';
import { GERMAN } from '../../../simulator/pages/german.ts';
import { changePrefix, type WebClientOptions } from '../../../simulator/pages/options.ts';
import { openWebClient } from './support.ts';

/** What the document hands to the application. */
async function bootOf(page: Response) {
  const html = await page.text();
  return JSON.parse(/id="cwBoot">([^<]+)</.exec(html)?.[1] ?? '{}');
}

describe('the document', () => {
  it.each(['/v4_6_release/ConnectWise.aspx', '/v2025_1/connectwise.aspx', '/V4_6_RELEASE/CONNECTWISE.ASPX'])(
    'is at %s',
    async (path) => {
      const { get } = await openWebClient();
      const page = await get(path);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('id="cwApp"');
    },
  );

  it('is at the current codebase, and no longer at the one before an upgrade', async () => {
    const { get, state } = await openWebClient();
    state.codebase = 'v2025_2/';
    expect((await get('/v2025_2/ConnectWise.aspx')).status).toBe(200);
    expect((await get('/v2025_1/ConnectWise.aspx')).status).toBe(404);
  });

  it('leaves all other paths to others', async () => {
    const { get } = await openWebClient();
    expect((await get('/v4_6_release/apis/3.0/company/companies')).status).toBe(404);
    expect((await get('/login/companyinfo/backupmsp')).status).toBe(404);
  });

  it('has the language of the member', async () => {
    const { page } = await openWebClient(GERMAN);
    const html = await page.text();
    expect(html).toContain('<html lang="de">');
    expect(html).toContain('content="locale=de_DE"');
  });

  it('cannot be broken by a company name', async () => {
    const { get, state } = await openWebClient();
    state.companyName = '</script><b>';
    expect((await bootOf(await get('/v4_6_release/ConnectWise.aspx'))).companyName).toBe('</script><b>');
  });
});

describe('compiled class names', () => {
  it('differ between starts and are the same in page and style sheet', async () => {
    const first = await bootOf((await openWebClient({ seed: 'one' })).page);
    const { page, get } = await openWebClient({ seed: 'two' });
    const second = await bootOf(page);
    expect(second.classes.toolbar).toMatch(/^G[A-Z]{6}B[A-Z]{3}$/);
    expect(first.classes.toolbar.slice(0, 7)).not.toBe(second.classes.toolbar.slice(0, 7));
    const css = await (await get('/v4_6_release/cwclient/client.css')).text();
    expect(css).toContain(`.${second.classes.toolbar}`);
    expect(css).not.toContain('gss-');
    expect(css).toContain('font-family: roboto, sans-serif !important');
  });

  it('change for open pages with every build, and the style sheet of each still exists', async () => {
    const options: WebClientOptions = { seed: 'one' };
    const client = await openWebClient(options);
    const first = await bootOf(client.page);
    changePrefix(client.options);
    const names = await (await client.get('/v4_6_release/cwclient/classes.json?build=1')).json();
    expect(names.toolbar.slice(0, 8)).not.toBe(first.classes.toolbar.slice(0, 8));
    expect((await bootOf(await client.get('/v2025_1/ConnectWise.aspx'))).classes).toEqual(names);
    const sheet = async (build: number) =>
      (await client.get(`/v4_6_release/cwclient/client.css?build=${build}`)).text();
    expect(await sheet(0)).toContain(`.${first.classes.toolbar}`);
    expect(await sheet(1)).toContain(`.${names.toolbar}`);
    const answer = await client.post('Company/GetCompanyNameAction', { companyRecID: 101 });
    expect(answer.headers.get('X-Client-Build')).toBe('1');
  });

  it('replace stable ones in a build that has half or none of them', async () => {
    const stable = ['.cw-ml-row', '.multilineClickable', '.cw-gxt-wnd', '.cw_RequiredLabel', '.cw-ml-header'];
    const left = async (classesGone?: 'half' | 'all') => {
      const { get } = await openWebClient({ seed: 'one', classesGone });
      const css = await (await get('/v4_6_release/cwclient/client.css')).text();
      expect(css).toContain('.x-hide-display');
      return stable.filter((name) => css.includes(`${name} `)).length;
    };
    expect(await left()).toBe(stable.length);
    expect(await left('all')).toBe(0);
    expect(await left('half')).toBeGreaterThan(0);
    expect(await left('half')).toBeLessThan(stable.length);
  });

  it('are distinct', async () => {
    const names = Object.values((await bootOf((await openWebClient()).page)).classes);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('files', () => {
  it.each(['app.js', 'ui/grid.js', 'screens/addition.js', 'lzma1/index.js'])('serves %s', async (file) => {
    const { get } = await openWebClient();
    const answer = await get(`/v2025_1/cwclient/${file}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toContain('text/javascript');
  });

  it.each(['..%2fweb-client.ts', '..%2f..%2fclock.ts', 'lzma1/..%2fpackage.json', 'none.js'])(
    'does not serve %s',
    async (file) => {
      const { get } = await openWebClient();
      expect((await get(`/v2025_1/cwclient/${file}`)).status).toBe(404);
    },
  );
});

describe('deep links', () => {
  it.each(['CompanyFV', 'AgreementFV', 'ServiceFV'])('openrecord leads %s to the document', async (recordType) => {
    const { get } = await openWebClient();
    const link = `/v4_6_release/services/system_io/router/openrecord.rails?recordType=${recordType}&recid=101`;
    const answer = await get(link);
    expect(answer.status).toBe(302);
    const target = new URL(answer.headers.get('Location') ?? '', 'https://na.myconnectwise.net');
    expect(target.pathname).toBe('/v4_6_release/ConnectWise.aspx');
    expect(Object.fromEntries(target.searchParams)).toMatchObject({ routeTo: recordType, recid: '101' });
  });

  it('the old link of a ticket leads to the document', async () => {
    const { get } = await openWebClient();
    const answer = await get('/v4_6_release/services/system_io/Service/fv_sr100_request.rails?service_recid=7');
    expect(answer.headers.get('Location')).toBe('/v4_6_release/ConnectWise.aspx?routeTo=ServiceFV&recid=7');
  });

  it('openrecord refuses a type that has no screen here', async () => {
    const { get } = await openWebClient();
    expect(
      (await get('/v2025_1/services/system_io/router/openrecord.rails?recordType=ProjectHeaderFV&recid=1')).status,
    ).toBe(404);
  });
});

describe('calls', () => {
  const name = 'Company/GetCompanyNameAction';

  it('answer in the envelope of the real client', async () => {
    const { post } = await openWebClient();
    expect(await (await post(name, { companyRecID: 101 })).json()).toEqual({
      success: true,
      error: null,
      data: { isSuccess: true, error: null, action: { companyRecID: 101, companyName: "Eddie's TV Repair" } },
    });
  });

  it('need the session that the document created', async () => {
    const { post } = await openWebClient();
    const answer = await post(name, { companyRecID: 101 }, {});
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ success: false });
  });

  it('name an unknown action', async () => {
    const { post } = await openWebClient();
    expect((await post('Company/ShredCompanyAction', {})).status).toBe(404);
    expect((await post('System/GetMultilineDataAction_nosuchlist', { multilineName: 'nosuchlist' })).status).toBe(404);
  });
});
