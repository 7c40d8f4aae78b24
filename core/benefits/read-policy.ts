import { Locale } from 'typebox/system'
import { Value } from 'typebox/value'
import { checkPolicy } from './check-policy.ts'
import { compilePolicy, type PolicyFault, type PolicyReading } from './compile-policy.ts'
import { Policy } from './policy.ts'

/** Checks the format of a parsed policy document, compiles it and tries it on invented people; all faults of one kind at once. */
export function readPolicy(document: unknown): PolicyReading {
  if (Value.Check(Policy, document)) {
    const reading = compilePolicy(document)
    const faults = reading.ok ? checkPolicy(reading.compiled) : []
    return faults.length > 0 ? { ok: false, faults } : reading
  }
  const faults = Value.Errors(Policy, document).map(
    (error): PolicyFault => ({
      path: error.instancePath,
      message: { zh: Locale.zh_Hans(error), en: Locale.en_US(error) },
    }),
  )
  return { ok: false, faults }
}
