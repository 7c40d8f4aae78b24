import type { Permission } from '@yinian/core/access/permissions.ts'
import type { Text } from '@yinian/core/language/text.ts'
import type { ListFilter } from '@yinian/core/lists/api.ts'
import type { DataClass } from '@yinian/core/privacy/data-classes.ts'
import type { Download } from '../http/send-file.ts'
import type { Work } from '../http/work.ts'

export interface WantedExport {
  readonly filter: ListFilter
  readonly columns: readonly string[] | null
  readonly format: 'xlsx' | 'csv'
  readonly language: 'zh' | 'en'
  readonly purpose: string
}

/** A list that can be taken out as a file. Its module hands it in; what marks and records an export is done there. */
export interface ExportSource {
  /** As the page names it. */
  readonly list: string
  readonly name: Text
  readonly permission: Permission
  /** Every class of data that its file may carry. */
  readonly classes: readonly DataClass[]
  /** How many rows it has, as far as the transaction's scope reaches. @throws notExportable where the filter is none of this list */
  count(work: Work, filter: ListFilter): Promise<number>
  /** Its rows as a stream, while the transaction is open. */
  open(work: Work, wanted: WantedExport): Promise<Download>
}

export type ExportSources = readonly ExportSource[]
