/** The code of an invite in what somebody pasted: the code alone, or a link that ends in it. */
export function inviteCode(text: string): string | null {
  const found = /^(?:\S*\/invite\/)?([\w-]{3,64})\/?(?:[?#]\S*)?$/.exec(text.trim());
  return found?.[1] ?? null;
}
