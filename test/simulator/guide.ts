import { SEED } from './connectwise/seed.ts';
import { HOSTS } from './hosts.ts';
import { EFS_TOKEN, X360_KEY } from './portal/seed.ts';
import type { Simulator } from './server.ts';

/** For programs that are not browsers. */
export interface ForPrograms {
  /** Address of the proxy that leads to the simulator. */
  proxy: string;
  /** File of the certificate. */
  certificate: string;
}

/** What `npm run simulator` prints: where things are, the keys that open them, how to get there, what to try. */
export function guide(
  { port, origin, hostResolverRules, clock, portal, traffic }: Simulator,
  { proxy, certificate }: ForPrograms,
): string {
  const company = `https://${HOSTS.web}/v4_6_release/services/system_io/router/openrecord.rails`;
  return `
Backup Bridge simulator is running on 127.0.0.1:${port}   (Ctrl+C stops it)
${portal.customers.size} customers, ${portal.accounts.size} accounts; its clock says ${clock.iso()}

CONNECTWISE
  Site         https://${HOSTS.web}/            on premise: https://${HOSTS.onPremise}/
               https://${HOSTS.sandbox}/    https://${HOSTS.brand}/    https://${HOSTS.staging}/
  Company id   ${SEED.companyId}
  Public key   ${SEED.publicKey}
  Private key  ${SEED.privateKey}
  clientId     ${SEED.clientId}

PORTALS
  EFS portal   https://${HOSTS.efsPortal}/      token: ${EFS_TOKEN}
  x360Recover  https://${HOSTS.axcient}/x360recover   key: ${X360_KEY}

The keys open nothing but this simulator. Its certificate is made at every start, so a browser has to be set to trust
it and where the names above lead. Build the extension first (npm run build), then:

  chromium --user-data-dir=$(mktemp -d) --ignore-certificate-errors \\
    --load-extension=.output/chrome-mv3 \\
    --host-resolver-rules="${hostResolverRules}" \\
    "${company}?recordType=CompanyFV&recid=${SEED.companies.eddiesTvRepair}"

In a Firefox profile of its own: these in about:config, and the folder .output/firefox-mv3 as a temporary add-on in about:debugging.
Open the site once and accept its certificate.

  network.dns.localDomains   ${Object.values(HOSTS).join(',')}
  network.socket.forcePort   443=${port}

A program that is no browser comes here by a proxy, and verifies the certificate. The runner, from another terminal:

  NODE_USE_ENV_PROXY=1 HTTPS_PROXY=${proxy} NODE_EXTRA_CA_CERTS=${certificate} \\
    BACKUP_BRIDGE_PRIVATE_KEY=${SEED.privateKey} BACKUP_BRIDGE_CLIENT_ID=${SEED.clientId} \\
    BACKUP_BRIDGE_PORTAL_KEY=${EFS_TOKEN} \\
    npm run runner -- --config test/runner/example.json --once

WHAT TO TRY
  Enter the addresses and keys on the extension's options page and test both connections.
  Open Eddie's TV Repair (EFS-342), tab Management: its two entries stand in the wrong order.
  Let a backup fail, and watch the extension push it:
    curl -ks ${origin}/__admin/backups -d '{"act":"run","accountId":356,"result":"failed"}'
  Let three days pass:          curl -ks ${origin}/__admin/clock/advance -d '{"minutes":4320}'
                                (Nothing is planned then before this computer's clock names that day too.)
  Move a ticket to Help Desk:   curl -ks ${origin}/__admin/tickets -d '{"act":"move","ticketId":1,"boardId":${SEED.boards.helpDesk}}'
  Make the pages awkward:       curl -ks ${origin}/__admin/web-client -d '{"classesGone":"half","columns":"moved"}'
  Take the portals down:        curl -ks ${origin}/__admin/portal-down -d '{"down":true}'
  Answer the next PATCH late:   curl -ks ${origin}/__admin/faults -d '{"method":"PATCH","effect":{"kind":"latency","milliseconds":9000}}'
  Upgrade for 8 minutes:        curl -ks ${origin}/__admin/faults -d '{"site":"connectwise","minutes":8,"effect":{"kind":"html-404"}}'
  Carry a create out late:      curl -ks ${origin}/__admin/faults -d '{"method":"POST","effect":{"kind":"late-commit","seconds":180}}'
  Make a ticket unreadable:     curl -ks ${origin}/__admin/faults -d '{"path":"/service/tickets","times":"always","effect":{"kind":"unreadable-row"}}'
  Return half a list:           curl -ks ${origin}/__admin/connectwise -d '{"pageCap":25}'
  Run an older release:         curl -ks ${origin}/__admin/upgrade -d '{"release":"2023.2"}'
  Delete a duplicate company:   curl -ks ${origin}/__admin/companies -d '{"act":"duplicate","companyId":${SEED.companies.eddiesTvRepair}}'
                                curl -ks ${origin}/__admin/companies -d '{"act":"delete","companyId":107}'
  Invoice this month:           curl -ks ${origin}/__admin/billing -d '{}'
  Let reports be late:          curl -ks ${origin}/__admin/connectwise -d '{"reports":{"lagSeconds":600}}'
  Take a right away:            curl -ks ${origin}/__admin/rights -d '{"function":"Agreements","action":"edit","level":"None"}'
  Take Billing from the key:    curl -ks ${origin}/__admin/x360-permissions -d '{"permissions":["x360Recover"]}'
  See the state, start again:    curl -ks ${origin}/__admin/    curl -ks -X POST ${origin}/__admin/reset
${traffic.file ? `\nTraffic is recorded in ${traffic.file}\n` : ''}`;
}
