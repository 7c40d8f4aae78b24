import { type Logger, pino } from 'pino'
import { pinoPretty } from './pretty.ts'

export type Log = Logger

/** Personal data never reaches a log line, whichever object it hides in. */
const personalFields = ['identityNumber', 'phone', 'address', 'password', 'cookie', 'authorization']

export function makeLog(level: string, readable: boolean): Log {
  const redact = {
    paths: personalFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`, `*.*.*.${field}`]),
    censor: '[…]',
  }
  return readable ? pino({ level, redact }, pinoPretty()) : pino({ level, redact })
}
