import { type Bindings, type ChildLoggerOptions, type Logger, type LoggerOptions, pino } from 'pino'
import { pinoPretty } from './pretty.ts'
import { scrub, scrubbed } from './scrub.ts'

export type Log = Logger

/**
 * The log. Nothing personal gets past `scrubbed`, whichever object, message or error it hides in.
 * @param readable for people at a terminal; machines get JSON lines
 * @param to where the lines go instead of standard output
 */
export function makeLog(level: string, readable: boolean, to?: NodeJS.WritableStream): Log {
  const options: LoggerOptions = {
    level,
    serializers: { err: (error: unknown) => error },
    hooks: {
      logMethod(given, method) {
        Reflect.apply(method, this, given.map(loggable))
      },
    },
  }
  const stream = readable ? pinoPretty(to) : to
  return scrubbingChildren(stream ? pino(options, stream) : pino(options))
}

/** What a child says with every line does not come by the hook above. Children inherit this from their parents. */
function scrubbingChildren(log: Log): Log {
  const make = log.child
  log.child = function (this: Log, bindings: Bindings, options?: ChildLoggerOptions) {
    return Reflect.apply(make, this, [scrubbed(bindings), options])
  } as Log['child']
  return log
}

function loggable(given: unknown): unknown {
  if (given instanceof Error) return { err: scrubbed(given), msg: scrub(given.name) }
  return typeof given === 'string' ? scrub(given) : scrubbed(given)
}
