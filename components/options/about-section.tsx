/** What this is, what it touches, and where it stops. */
export function AboutSection({ version }: { version: string }) {
  return (
    <>
      <h1>About</h1>
      <p class="bb-lead">
        Backup Bridge for ConnectWise {version}. Free software under the MIT licence;{' '}
        <a href="/third-party-licenses.txt">licences of the packages inside</a>.
      </p>
      <div class="bb-card bb-prose">
        <h2>Where your data goes</h2>
        <p>
          Nothing leaves this browser except calls to your ConnectWise and to your backup portal. There is no server of
          ours, no telemetry and no remote code.
        </p>
        <h2>Your keys</h2>
        <p>
          Keys are stored encrypted in this browser profile and are used by the background worker only. No page, log,
          journal or export can read them back; to change a key, type a new one.
        </p>
        <h2>What is never written</h2>
        <p>
          A sync writes quantities, invoice descriptions and backup statistics. Price, cost, product, Less Included,
          dates and the bill flag stay as people set them.
        </p>
        <h2>When it runs</h2>
        <p>
          While this browser is open, the portal is asked every 30 seconds. After sleep or a closed browser it catches
          up, oldest first. The same customer is synced automatically at most every 12 hours; “Sync now” works at any
          time.
        </p>
      </div>
    </>
  );
}
