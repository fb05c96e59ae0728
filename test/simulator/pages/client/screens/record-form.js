import { late } from '../ui/boot.js';
import { el } from '../ui/dom.js';
import { valuesOf } from '../ui/fields.js';
import { formatStamp } from '../ui/format.js';
import { messageArea } from '../ui/message-area.js';
import { formButtons, HELP, toolbar } from '../ui/toolbar.js';

/** `{id, name}` of an answer as a combo's item. */
export function itemOf(reference) {
  return reference ? { recID: reference.id, name: reference.name } : null;
}

/** The id behind a combo; `blank` for none. */
export function idOf(item, blank = 0) {
  return item?.recID ?? blank;
}

/**
 * A form of a setup table: bar, message area, pods. `read(place)` gives the values of the record, `isNew(place)` whether
 * there is none yet, `write(values, place)` stores and gives the answer, `opened(recID, place)` is where saving leads,
 * `close(place)` the way back, `remove(place)` deletes. Controls are filled with the answer's members of the same name.
 */
export function recordForm(app, parts) {
  const { fields, body, read, fill, blank = {}, isNew, write, remove, opened, close, saved } = parts;
  const message = messageArea();
  let shown = null;

  async function load(place) {
    const values = isNew(place) ? blank : await read(place);
    const ready = fill ? await fill(values, place) : values;
    await late();
    if (!app.isCurrent(place)) return;
    shown = place;
    for (const [key, field] of Object.entries(fields)) field.set(ready[key]);
    message.info(isNew(place) ? parts.newMessage : '');
    message.stamp(formatStamp(values));
  }

  const save = (thenClose) =>
    message.attempt(async () => {
      const wasNew = isNew(shown);
      const { recID } = await write(valuesOf(fields), shown);
      if (thenClose) return close(shown);
      if (wasNew) return app.go(opened(recID, shown));
      await load(shown);
      message.info(saved);
    });
  const buttons = formButtons({ back: () => close(shown), save });
  if (remove) {
    const onClick = () =>
      message.attempt(async () => {
        await remove(shown);
        close(shown);
      });
    buttons.push({ name: 'Delete', label: 'Delete', icon: 'delete', onClick });
  }
  return {
    element: el('div', {}, toolbar([...buttons, HELP]), message.element, body),
    show: load,
  };
}
