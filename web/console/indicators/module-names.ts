import { moduleSentences } from '@yinian/core/indicators/answering-modules.ts'
import type { Texts } from '../../language/phrases.ts'
import type { texts } from './texts.ts'

type Said = Texts<typeof texts>

/** What a person calls the part of the system that answers; the records for what is computed here. */
export function nameOfModule(t: Said, module: string): string {
  const key = `module_${module}` as keyof Said
  const named = t[key]
  return typeof named === 'string' ? named : module
}

export const answeringModules: readonly string[] = ['records', ...Object.keys(moduleSentences)]
