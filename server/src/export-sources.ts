import type { ExportSources } from './lists/index.ts'
import { elderExport, guardianshipExport, keyGroupExport, leftBehindExport } from './people/index.ts'

/** Every list that can be taken out in the background and by schedule. */
export const exportSources: ExportSources = [elderExport, guardianshipExport, leftBehindExport, keyGroupExport]
