/** As `model.ParseDuration` of Alertmanager 0.25 reads it. */
export const duration = {
  type: 'string',
  pattern: '^(?:0|(?=[0-9])(?:[0-9]+y)?(?:[0-9]+w)?(?:[0-9]+d)?(?:[0-9]+h)?(?:[0-9]+m)?(?:[0-9]+s)?(?:[0-9]+ms)?)$',
} as const;

export const text = { type: 'string' } as const;
export const name = { type: 'string', minLength: 1 } as const;
export const flag = { type: 'boolean' } as const;
export const labelName = { type: 'string', pattern: '^[a-zA-Z_][a-zA-Z0-9_]*$' } as const;

/** A map with only these keys. */
export const strict = <P extends object>(properties: P, required: readonly string[] = []) =>
  ({ type: 'object', additionalProperties: false, required, properties }) as const;

export const listOf = <S extends object>(items: S) => ({ type: 'array', items }) as const;

/** Quoted, so that the classic and the strict parser agree on it. */
export const matchers = listOf({ type: 'string', pattern: '^[a-zA-Z_][a-zA-Z0-9_]*(?:=|!=|=~|!~)"(?:[^"\\\\]|\\\\.)*"$' });

export const httpConfig = strict({
  authorization: strict({ type: text, credentials: text, credentials_file: text }),
  basic_auth: strict({ username: text, password: text, password_file: text }),
  proxy_url: text,
  follow_redirects: flag,
  enable_http2: flag,
  tls_config: strict({
    ca_file: text,
    cert_file: text,
    key_file: text,
    server_name: text,
    insecure_skip_verify: flag,
    min_version: text,
    max_version: text,
  }),
});
