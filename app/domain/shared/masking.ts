/** `138****1234`; a number shorter than 8 digits becomes stars only. */
export function maskMobile(mobile: string): string {
  return mobile.length < 8 ? '*'.repeat(mobile.length) : `${mobile.slice(0, 3)}****${mobile.slice(-4)}`;
}

/** `豫A·***12`: province, authority letter and the last two characters. */
export function maskPlate(plate: string): string {
  const characters = Array.from(plate.replace(/[\s·]/g, ''));
  if (characters.length < 5) return '*'.repeat(characters.length);
  return `${characters.slice(0, 2).join('')}·***${characters.slice(-2).join('')}`;
}

/** `110***********1234`: the first three and last four characters of an 18-character ID number. */
export function maskIdNumber(idNumber: string): string {
  if (idNumber.length < 10) return '*'.repeat(idNumber.length);
  return idNumber.slice(0, 3) + '*'.repeat(idNumber.length - 7) + idNumber.slice(-4);
}

/** `张*`: the first character, a star for each other one. */
export function maskName(name: string): string {
  const characters = Array.from(name.trim());
  return characters.length < 2
    ? '*'.repeat(characters.length)
    : characters[0] + '*'.repeat(characters.length - 1);
}
