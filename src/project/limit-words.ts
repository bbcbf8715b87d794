/** A limit as people read it, in a unit by its name. */
export const withUnit = (text: string, name: string): string => {
  if (name === '' || name === 'count' || name === 'ratio') return text;
  return name === '%' ? `${text}%` : `${text} ${name}`;
};
