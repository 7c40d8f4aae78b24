import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CryptoFamily, cryptoFamilies } from '../crypto/algorithms.ts'
import { type AccessConfig, readAccessConfig } from './access-config.ts'
import { type ExchangeConfig, readExchangeConfig } from './exchange-config.ts'

/** Everything that differs from one installation to another, read once at start. */
export interface Config {
  /** `trial`: everything is made on the spot and the demo region is loaded; `production`: everything is given. */
  readonly mode: 'trial' | 'production'
  readonly host: string
  readonly port: number
  /** Folder for the embedded database, files and generated secrets. */
  readonly dataFolder: string
  /** Owner connection to an external PostgreSQL; without it the embedded one runs in `dataFolder`. */
  readonly databaseUrl: string | null
  /** Password of the login role `yinian_app`, which owns nothing. */
  readonly appDatabasePassword: string
  /** Wraps the data keys of the counties; 32 bytes. */
  readonly masterKey: Buffer
  /** The master key before, while `npm run keys -- rewrap` has not finished. */
  readonly masterKeyPrevious: Buffer | null
  /** Keys the blind indexes; 32 bytes. */
  readonly blindIndexKey: Buffer
  /** Signs the published heads of the audit chains (Ed25519 seed, 32 bytes); without it they are not signed. */
  readonly auditSigningKey: Buffer | null
  /** The blind index before, while `npm run keys -- reindex` has not finished. */
  readonly blindIndexPrevious: { readonly key: Buffer; readonly family: CryptoFamily } | null
  /** Algorithms of new data keys and of the blind index: AES and SHA-2, or SM4 and SM3. */
  readonly crypto: CryptoFamily
  /** Processes on the one port, exchanged one at a time on SIGHUP; 0 serves in the one process that was started. */
  readonly workers: number
  /** For so long a process that ends still takes requests after `/readyz` has begun to answer 503. */
  readonly drainSeconds: number
  /** Whoever brings it may read `/metrics`; without it the address does not exist. */
  readonly metricsToken: string | null
  /** A port of the loopback interface where `/metrics` needs no token; null for none. */
  readonly metricsPort: number | null
  /** Cookies only over https. */
  readonly secureCookies: boolean
  /** Whether a proxy in front tells the client's address and host (X-Forwarded-*). */
  readonly trustProxy: boolean
  /** Elders in the demo region; 0 loads none. */
  readonly demoElders: number
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error'
  readonly access: AccessConfig
  readonly exchange: ExchangeConfig
}

export class ConfigurationRefused extends Error {
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(`The configuration is not complete 配置不完整:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
    this.faults = faults
  }
}

/**
 * Reads the configuration from the environment and the command line.
 * In trial mode missing secrets are made once and kept in `<dataFolder>/secrets.json`, readable by the owner alone.
 * @throws ConfigurationRefused with the complete list of what is missing or weak
 */
export function readConfig(env: NodeJS.ProcessEnv, args: readonly string[], root: string): Config {
  const faults: string[] = []
  const mode = env.YINIAN_MODE ?? 'trial'
  if (mode !== 'trial' && mode !== 'production') faults.push(`YINIAN_MODE is "${mode}"; it is trial or production`)
  const production = mode === 'production'
  const dataFolder = env.YINIAN_DATA ?? join(root, '.yinian')
  const secrets = production ? {} : trialSecrets(dataFolder)

  const port = wholeNumber('PORT', env.PORT ?? '8080', 0, 65_535, faults)
  const demoElders = production ? 0 : wholeNumber('--elders', option(args, '--elders') ?? '20000', 0, 5_000_000, faults)
  const workers = wholeNumber('YINIAN_WORKERS', env.YINIAN_WORKERS ?? '0', 0, 64, faults)
  const metricsToken = env.METRICS_TOKEN ?? null
  if (metricsToken !== null && metricsToken.length < 16) faults.push('METRICS_TOKEN is shorter than 16 characters')
  const metricsPort = env.METRICS_PORT ? wholeNumber('METRICS_PORT', env.METRICS_PORT, 0, 65_535, faults) : null
  const drainSeconds = wholeNumber('YINIAN_DRAIN_SECONDS', env.YINIAN_DRAIN_SECONDS ?? '0', 0, 300, faults)
  const databaseUrl = env.DATABASE_URL ?? null
  if (production && !databaseUrl) faults.push('DATABASE_URL is missing: the owner connection to PostgreSQL 15–18')
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl))
    faults.push('DATABASE_URL does not start with postgres://')

  const appDatabasePassword = env.APP_DATABASE_PASSWORD ?? secrets.appDatabasePassword ?? ''
  if (appDatabasePassword.length < 16) faults.push('APP_DATABASE_PASSWORD is missing or shorter than 16 characters')
  const masterKey = key('MASTER_KEY', env.MASTER_KEY ?? secrets.masterKey, faults)
  const blindIndexKey = key('BLIND_INDEX_KEY', env.BLIND_INDEX_KEY ?? secrets.blindIndexKey, faults)
  if (production && masterKey.length === 32 && masterKey.equals(blindIndexKey))
    faults.push('MASTER_KEY and BLIND_INDEX_KEY must differ')
  const auditSigningKey = env.AUDIT_SIGNING_KEY ? key('AUDIT_SIGNING_KEY', env.AUDIT_SIGNING_KEY, faults) : null
  const crypto = cryptoFamily('CRYPTO', env.CRYPTO, 'standard', faults)
  const cryptoPrevious = cryptoFamily('CRYPTO_PREVIOUS', env.CRYPTO_PREVIOUS, crypto, faults)
  const masterKeyPrevious = env.MASTER_KEY_PREVIOUS ? key('MASTER_KEY_PREVIOUS', env.MASTER_KEY_PREVIOUS, faults) : null
  const indexKeyPrevious = env.BLIND_INDEX_KEY_PREVIOUS
    ? key('BLIND_INDEX_KEY_PREVIOUS', env.BLIND_INDEX_KEY_PREVIOUS, faults)
    : blindIndexKey
  const indexChanges = crypto !== cryptoPrevious || !indexKeyPrevious.equals(blindIndexKey)
  const publicUrl = env.PUBLIC_URL ?? ''
  if (production && !publicUrl.startsWith('https://')) faults.push('PUBLIC_URL is missing or not https://')
  const logLevel = env.LOG_LEVEL ?? (production ? 'info' : 'warn')
  if (!isLogLevel(logLevel)) faults.push(`LOG_LEVEL is "${logLevel}"; it is debug, info, warn or error`)

  const access = readAccessConfig(env, production, faults)
  const exchange = readExchangeConfig(env, production, faults)

  if (faults.length > 0) throw new ConfigurationRefused(faults)
  return {
    mode: production ? 'production' : 'trial',
    host: env.HOST ?? (production ? '0.0.0.0' : '127.0.0.1'),
    port,
    dataFolder,
    databaseUrl,
    appDatabasePassword,
    masterKey,
    masterKeyPrevious,
    blindIndexKey,
    auditSigningKey,
    workers,
    drainSeconds,
    metricsToken,
    metricsPort,
    blindIndexPrevious: indexChanges ? { key: indexKeyPrevious, family: cryptoPrevious } : null,
    crypto,
    secureCookies: publicUrl.startsWith('https://'),
    trustProxy: env.TRUST_PROXY === 'true',
    demoElders,
    logLevel: isLogLevel(logLevel) ? logLevel : 'info',
    access,
    exchange,
  }
}

interface Secrets {
  readonly masterKey?: string
  readonly blindIndexKey?: string
  readonly appDatabasePassword?: string
}

function trialSecrets(dataFolder: string): Secrets {
  const file = join(dataFolder, 'secrets.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets
  const made: Secrets = {
    masterKey: randomBytes(32).toString('base64'),
    blindIndexKey: randomBytes(32).toString('base64'),
    appDatabasePassword: randomBytes(24).toString('base64url'),
  }
  mkdirSync(dataFolder, { recursive: true })
  writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 })
  return made
}

function key(name: string, value: string | undefined, faults: string[]): Buffer {
  const bytes = Buffer.from(value ?? '', 'base64')
  if (!value) faults.push(`${name} is missing: 32 random bytes in base64 (openssl rand -base64 32)`)
  else if (bytes.length !== 32) faults.push(`${name} has ${bytes.length} bytes; it needs 32, in base64`)
  else if (new Set(bytes).size < 12) faults.push(`${name} is not random`)
  return bytes
}

function cryptoFamily(
  name: string,
  value: string | undefined,
  otherwise: CryptoFamily,
  faults: string[],
): CryptoFamily {
  const known = value === undefined || value === '' ? otherwise : cryptoFamilies.find((family) => family === value)
  if (!known) faults.push(`${name} is "${value}"; it is ${cryptoFamilies.join(' or ')}`)
  return known ?? otherwise
}

function wholeNumber(name: string, value: string, min: number, max: number, faults: string[]): number {
  const number = Number(value)
  if (/^\d+$/.test(value) && number >= min && number <= max) return number
  faults.push(`${name} is "${value}"; it is a whole number from ${min} to ${max}`)
  return min
}

function option(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name)
  if (at >= 0) return args[at + 1]
  return args.find((argument) => argument.startsWith(`${name}=`))?.slice(name.length + 1)
}

function isLogLevel(value: string): value is Config['logLevel'] {
  return ['debug', 'info', 'warn', 'error'].includes(value)
}
