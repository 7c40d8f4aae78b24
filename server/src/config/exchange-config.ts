/** With whom the platform may speak by itself. */
export interface ExchangeConfig {
  /**
   * Origins a connector may ask, as `https://share.example.gov.cn`; `:*` stands for every port. Nothing else is ever
   * called, so that nobody can turn a connector on the inside of the installation.
   */
  readonly allowed: readonly string[]
}

/** In a trial a service on the same machine may be asked; in production nothing that was not written down. */
export const trialExchange: ExchangeConfig = { allowed: ['http://127.0.0.1:*', 'http://localhost:*'] }

/** Reads EXCHANGE_ALLOWED: origins with commas between them. */
export function readExchangeConfig(env: NodeJS.ProcessEnv, production: boolean, faults: string[]): ExchangeConfig {
  const written = env.EXCHANGE_ALLOWED
  if (written === undefined) return production ? { allowed: [] } : trialExchange
  const allowed = written
    .split(',')
    .map((origin) => origin.trim())
    .filter((origin) => origin !== '')
  for (const origin of allowed)
    if (!/^https?:\/\/[a-z0-9.-]+(:(\d{1,5}|\*))?$/i.test(origin))
      faults.push(`EXCHANGE_ALLOWED has "${origin}"; it is origins such as https://share.example.gov.cn:8443`)
  return { allowed }
}
