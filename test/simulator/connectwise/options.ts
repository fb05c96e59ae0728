import { z } from 'zod';

const rows = z.number().int().positive();

/** Departures of the Reports API; each change names all of them, and `{}` ends them. */
const reportOptions = z.strictObject({
  /** Reports that this server does not have. */
  missing: z.array(z.string()).optional(),
  /** By report: columns under the name that this server has for them, `null` where it has none. */
  columns: z.record(z.string(), z.record(z.string(), z.string().nullable())).optional(),
  /** Rows are those of a copy that is at most so old, by the simulator's clock; it is made when a report is next read. */
  lagSeconds: z.number().positive().optional(),
  /** Row security: companies, by id, whose rows the API member does not get. */
  hiddenCompanies: z.array(z.number().int()).optional(),
  /** `orderBy` is checked and then ignored: the newest rows come first. */
  ignoreOrderBy: z.boolean().optional(),
  /** Most rows of a page of a report, whatever `pageSize` asks for. */
  pageCap: rows.optional(),
});

/** Options of a simulated ConnectWise as JSON, from the admin endpoint. */
export const connectWiseOptions = z.strictObject({
  /**
   * `SiteUrl` of `companyinfo`. Default: the host that serves REST for the host that was asked. `false`: no such member
   * (it is optional: docs/reference/connectwise-rest.md#hosts). A text: that text, whatever it leads to.
   */
  siteUrl: z.union([z.literal(false), z.string()]).optional(),
  /** The one host at which `companyinfo` knows the company ID; the other clouds answer `null`. Default: all know it. */
  knownAt: z.string().optional(),
  /**
   * Most rows of a page, whatever `pageSize` asks for; 25, 100 and 250 have been reported
   * (docs/reference/connectwise-rest.md#paging). `null`: 1,000.
   */
  pageCap: rows.nullable().optional(),
  /** A larger `pageSize` is refused with 400 (docs/reference/connectwise-rest.md#paging). `null`: none is refused. */
  largestPageSize: rows.nullable().optional(),
  /** A proxy removes the `Link` header. */
  withoutLink: z.boolean().optional(),
  /**
   * REST on a regional cloud host without its `api-` prefix: "SSL is required." is the guide's answer
   * (docs/reference/connectwise-rest.md#hosts [DG]) and the default; `html-404` is a web page that knows no such path.
   * Brand subdomains always answer `html-404`: INFERRED.
   */
  restOnWebHost: z.enum(['ssl-required', 'html-404']).optional(),
  reports: reportOptions.optional(),
  /** `licenseBits` of `/system/info`, by name whether active. `null`: the server does not list them. Default: all that is needed. */
  licenses: z.record(z.string(), z.boolean()).nullable().optional(),
});

/** How a simulated ConnectWise is set up. Read at every request, so that a test may change it while the simulator runs. */
export type ConnectWiseOptions = z.infer<typeof connectWiseOptions>;
