/** Rules as Prometheus itself reads them: those that are loaded, or copies for unit tests. */
export const isRuleFile = (path: string): boolean => /^(?:tests\/)?rules\//.test(path);

export const isTestFile = (path: string): boolean => /^tests\/[^/]+$/.test(path);

export const isObjectFile = (path: string): boolean => path.startsWith('objects/');

export const isNamespaceFile = (path: string): boolean => path.startsWith('namespaces/');
