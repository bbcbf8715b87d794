/** The body of a page, the empty text where there is none. */
export const getText = async (url: string): Promise<string> => {
  const response = await fetch(url).catch(() => undefined);
  return response === undefined ? '' : response.text();
};
