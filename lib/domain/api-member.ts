const UNNAMED = 'API member ';

/** Placeholder for the API member's name until ConnectWise names it with the first write. */
export function unnamedMember(publicKey: string): string {
  return `${UNNAMED}${publicKey}`;
}

/** Whether a journal's `who.member` is only such a placeholder, which no `_info.updatedBy` equals. */
export function isUnnamedMember(member: string): boolean {
  return member.startsWith(UNNAMED);
}
