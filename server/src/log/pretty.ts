import pretty from 'pino-pretty'

/** A log for people at a terminal; machines get JSON lines. */
export function pinoPretty(to?: NodeJS.WritableStream): NodeJS.WritableStream {
  const destination = to ? { destination: to } : {}
  return pretty({ translateTime: 'SYS:HH:MM:ss', ignore: 'pid,hostname,reqId', sync: true, ...destination })
}
