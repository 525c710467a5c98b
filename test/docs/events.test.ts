import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { ADMIN_CHANGES, USER_CHANGES } from '../../functions/publish-events/factor-changes.ts';
import { detailFaults, exampleEvents } from '../support/bus.ts';

const page = readFileSync(new URL('../../docs/events.md', import.meta.url), 'utf8');

describe('docs/events.md', () => {
  it('shows what the function publishes: a whole event, and the details of the others, by their schemas', () => {
    const events = exampleEvents();
    for (const { 'detail-type': type, detail } of events)
      expect(detailFaults(type, detail), type).to.deep.equal([]);
    // The first block is a statement of a bus's policy.
    const [, whole, ...details] = Array.from(page.matchAll(/^```json\n(.*?)^```$/gms), ([, json = '']) =>
      JSON.parse(json),
    );
    expect(whole).to.deep.equal(events[0]);
    expect(details).to.deep.equal(events.slice(1).map(({ detail }) => detail));
  });

  it('names every detail type', () => {
    const named = Array.from(page.matchAll(/^\| `([A-Z][^`]*)` \|/gm), ([, name]) => name);
    expect(named).to.deep.equal(exampleEvents().map(event => event['detail-type']));
  });

  it('names the operations that are a change, by who calls them', () => {
    const [, section = ''] = /^## Factor Changed$(.*?)^## /ms.exec(page) ?? [];
    const rows = Array.from(
      section.matchAll(/^\| `(\w+)` \|(.*?)\|(.*?)\|$/gm),
      ([, change = '', ...cells]) =>
        cells.map(cell => Array.from(cell.matchAll(/`(\w+)`/g), ([, name = '']) => [name, change])),
    );
    const told = (column: number) => Object.fromEntries(rows.flatMap(cells => cells[column] ?? []));
    expect(told(0)).to.deep.equal(ADMIN_CHANGES);
    expect(told(1)).to.deep.equal(USER_CHANGES);
  });
});
