import { sealedTables as access } from './access/index.ts'
import { sealedTables as assessments } from './assessments/index.ts'
import { sealedTables as benefits, indexCopies as benefitsCopies } from './benefits/index.ts'
import type { IndexCopy, SealedTable } from './crypto/sealed-table.ts'
import { sealedTables as exchange } from './exchange/index.ts'
import { sealedTables as family } from './family/index.ts'
import { commandTable } from './http/commands.ts'
import { sealedTables as insurance } from './insurance/index.ts'
import { sealedTables as lists } from './lists/index.ts'
import { sealedTables as people, indexCopies as peopleCopies } from './people/index.ts'
import { sealedTables as surveys } from './surveys/index.ts'
import { sealedTables as workforce } from './workforce/index.ts'

/** Every table with sealed values. What is missing here would be lost with the key it is sealed under, so a test compares it with the database. */
export const sealedTables: readonly SealedTable[] = [
  commandTable,
  ...access,
  ...lists,
  ...people,
  ...workforce,
  ...assessments,
  ...benefits,
  ...family,
  ...exchange,
  ...surveys,
  ...insurance,
]

/** Every table that repeats a blind index. */
export const indexCopies: readonly IndexCopy[] = [...peopleCopies, ...benefitsCopies]
