/** What the guides warn of (docs/reference/setup-guides.md#troubleshooting-a), and how it is here. */
export function TicketAdvice() {
  return (
    <section class="bb-card bb-prose" aria-label="What may be done with these tickets">
      <h2>Moved, merged and child tickets</h2>
      <p>
        Other integrations lose a ticket that is moved to another board or made a child of another one, and open it a
        second time. Backup Bridge finds its tickets by their External XRef, so you may:
      </p>
      <ul>
        <li>move a ticket to another board: it is closed with that board’s status;</li>
        <li>make it a child ticket: it is noted and closed like any other;</li>
        <li>merge it into another one: the notes go there, and closing it is left to its owner.</li>
      </ul>
      <p>Leave the External XRef of a ticket as it is: without it, the next event opens a new ticket.</p>
      <h2>Two tickets for the same problem?</h2>
      <p>
        Then the portal also sends mail to an address from which ConnectWise makes tickets. In the portal, have
        notifications sent to an address that is not your service board’s, and turn off “Enable External Ticketing
        Alerts” in My Account › Notifications.
      </p>
    </section>
  );
}
