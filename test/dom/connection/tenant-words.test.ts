import { describe, expect, it } from 'vitest';
import { stateWords } from '../../../components/connection/texts.ts';

describe('the connected ConnectWise', () => {
  it('is named with its company id, and a sandbox is marked', () => {
    const words = (tenant: string) => stateWords({ state: 'ok', tenant });
    expect(words('na.myconnectwise.net/acme')).toBe('Connected to na.myconnectwise.net/acme');
    expect(words('sandbox-na.myconnectwise.net/acme')).toBe('Connected to sandbox-na.myconnectwise.net/acme (sandbox)');
  });
});
