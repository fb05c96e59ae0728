import { cleanup, render } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { FleetCells } from '../../../components/options/fleet-row.tsx';
import type { Money } from '../../../lib/domain/change.ts';
import { fleetRow } from '../../support/builders/fleet.ts';

afterEach(cleanup);

const total = (to: number, cycle: string): Money => ({ from: 0, to, cycle, currency: { symbol: '$', code: 'USD' } });
const TOTALS = [total(1, 'Monthly'), total(2, 'Quarterly'), total(3, 'Annual'), total(4, 'Weekly')];

/** The lines of the column Difference. */
function linesOf(totals: number, held: number): (string | null)[] {
  const row = { ...fleetRow(1), difference: TOTALS.slice(0, totals), held };
  const { container } = render(
    <table>
      <tbody>
        <tr>
          <FleetCells row={row} />
        </tr>
      </tbody>
    </table>,
  );
  const lines = [...container.querySelectorAll('.bb-fleet-difference .bb-fleet-below')];
  cleanup();
  return lines.map(({ textContent }) => textContent);
}

it('shows each total in a line, three at most with what is on hold, and how many more there are', () => {
  expect(linesOf(1, 0)).toEqual(['+$1.00 a month']);
  expect(linesOf(2, 1)).toEqual(['+$1.00 a month', '+$2.00 a quarter', '1 on hold']);
  expect(linesOf(3, 0)).toEqual(['+$1.00 a month', '+$2.00 a quarter', '+$3.00 a year']);
  expect(linesOf(3, 2)).toEqual(['+$1.00 a month', 'and 2 more totals', '2 on hold']);
  expect(linesOf(4, 0)).toEqual(['+$1.00 a month', '+$2.00 a quarter', 'and 2 more totals']);
});
