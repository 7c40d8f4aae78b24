import type { ExportSources } from './lists/index.ts'
import { elderExport } from './people/index.ts'

/** Every list that can be taken out in the background and by schedule. */
export const exportSources: ExportSources = [elderExport]
