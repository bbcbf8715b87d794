/** What a daemon answers, parsed; fails when the status is no success. */
export const getJson = async <T>(url: string): Promise<T> => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
};

/** Does it answer with success? */
export const isUp = async (url: string): Promise<boolean> => (await fetch(url).catch(() => undefined))?.ok ?? false;
