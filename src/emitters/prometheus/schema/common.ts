/** `1h30m`: whole numbers, units descending, each once; `0`. As `model.ParseDuration` of Prometheus 2.42 reads it. */
export const duration = {
  type: 'string',
  pattern: '^(?:0|(?=[0-9])(?:[0-9]+y)?(?:[0-9]+w)?(?:[0-9]+d)?(?:[0-9]+h)?(?:[0-9]+m)?(?:[0-9]+s)?(?:[0-9]+ms)?)$',
} as const;

const labelNames = { type: 'string', pattern: '^[a-zA-Z_][a-zA-Z0-9_]*$' } as const;

/** Label or annotation values by name; each a string, since a bare `no` would be read as something else. */
export const stringMap = { type: 'object', propertyNames: labelNames, additionalProperties: { type: 'string' } } as const;
