import { Locale } from 'typebox/system'
import { Value } from 'typebox/value'
import { compilePolicy, type PolicyFault, type PolicyReading } from './compile-policy.ts'
import { Policy } from './policy.ts'

/** Checks the format of a parsed policy document and compiles it; all faults of one kind at once. */
export function readPolicy(document: unknown): PolicyReading {
  if (Value.Check(Policy, document)) return compilePolicy(document)
  const faults = Value.Errors(Policy, document).map(
    (error): PolicyFault => ({
      path: error.instancePath,
      message: { zh: Locale.zh_Hans(error), en: Locale.en_US(error) },
    }),
  )
  return { ok: false, faults }
}
