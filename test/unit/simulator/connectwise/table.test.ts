import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SimulatorClock } from '../../../simulator/clock.ts';
import { Table, valueAt } from '../../../simulator/connectwise/table.ts';

const BY = { identifier: 'jsmith' };
const ids = (rows: readonly { id: number }[]) => rows.map(({ id }) => id);

it('finds by index what a scan finds, whatever was written before', () => {
  const id = fc.integer({ min: 1, max: 6 });
  const company = fc.integer({ min: 1, max: 3 }).map((value) => ({ company: { id: value } }));
  const name = fc.constantFrom({ name: 'Mill' }, { name: 'MILL' }, { name: null });
  const step = fc.record({ kind: fc.constantFrom('insert', 'update', 'remove'), id, members: fc.oneof(company, name) });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const table = new Table(new SimulatorClock());
      table.where('company/id', 1);
      for (const { kind, id, members } of steps) {
        if (kind === 'insert') table.insert({ id, ...members }, BY);
        else if (kind === 'remove') table.remove(id);
        else if (table.get(id)) table.update(id, members, BY);
      }
      for (const wanted of [1, 2, 3]) {
        const scanned = table.all().filter((row) => valueAt(row, 'company/id') === wanted);
        expect(ids(table.where('company/id', wanted))).toEqual(ids(scanned));
      }
      const named = table.all().filter((row) => String(row.name).toLowerCase() === 'mill');
      expect(ids(table.where('name', 'mill'))).toEqual(ids(named));
    }),
  );
});

it('numbers on from the highest id, and lists by id', () => {
  const table = new Table(new SimulatorClock());
  table.insert({ id: 5 }, BY);
  table.insert({ id: 2 }, BY);
  expect(table.insert({}, BY).id).toBe(6);
  expect(ids(table.all())).toEqual([2, 5, 6]);
});

it('notes who wrote a row last, and when', () => {
  const clock = new SimulatorClock();
  const table = new Table(clock);
  const entered = clock.iso();
  const { id } = table.insert({ name: 'x' }, BY);
  clock.advance(60_000);
  expect(table.update(id, { name: 'y' }, { identifier: 'api' })._info).toMatchObject({
    ...{ dateEntered: entered, enteredBy: 'jsmith', updatedBy: 'api', lastUpdated: clock.iso() },
  });
});
