import pretty from 'pino-pretty'

/** A log for people at a terminal; machines get JSON lines. */
export function pinoPretty(): NodeJS.WritableStream {
  return pretty({ translateTime: 'SYS:HH:MM:ss', ignore: 'pid,hostname,reqId', sync: true })
}
