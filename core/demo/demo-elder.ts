import type { CircumstanceKindId } from '../people/circumstances.ts'
import type { Sex } from '../people/identity-document.ts'
import type { RelatedRole, Relation } from '../people/related-persons.ts'
import type { RegionCode } from '../regions/code.ts'
import type { Day } from '../time/day.ts'
import type { DemoAddress } from './addresses.ts'
import type { DemoAssessment } from './assessments.ts'
import type { PersonName } from './names.ts'
import type { Village } from './places.ts'

/** Instants are milliseconds, days of facts are texts. Everything in clear: sealing is the server's. */
export interface DemoElder {
  readonly id: string
  readonly village: Village
  readonly registeredRegion: RegionCode
  readonly name: PersonName
  readonly sex: Sex
  readonly birth: Day
  readonly ethnicity: string
  readonly documentNumber: string
  readonly phone: string | null
  readonly address: DemoAddress
  readonly payee: { readonly accountName: string; readonly bank: string; readonly accountNumber: string } | null
  readonly state: 'active' | 'moved-out' | 'died'
  readonly diedOn: Day | null
  readonly registeredAt: number
  readonly updatedAt: number
  readonly categories: readonly string[]
  readonly abilityLevel: number | null
  readonly abilityValidUntil: Day | null
  readonly servedBy: readonly string[]
  readonly circumstances: readonly DemoCircumstance[]
  readonly related: readonly DemoRelatedPerson[]
  readonly formerNumbers: readonly DemoFormerNumber[]
  readonly assessments: readonly DemoAssessment[]
}

export interface DemoCircumstance {
  readonly id: string
  readonly kind: CircumstanceKindId
  readonly value: string
  readonly from: Day
  readonly to: Day | null
  readonly source: string
  readonly evidence: string
  readonly recordedAt: number
  readonly endedAt: number | null
}

export interface DemoRelatedPerson {
  readonly id: string
  readonly name: string
  readonly relation: Relation
  readonly roles: readonly RelatedRole[]
  readonly phone: string | null
  readonly note: string
  readonly from: Day
  readonly to: Day | null
  readonly recordedAt: number
}

export interface DemoFormerNumber {
  readonly id: string
  readonly register: string
  readonly number: string
}

/** Who somebody is before anything is recorded about them. Days are counts. */
export interface DemoPerson {
  readonly village: Village
  readonly name: PersonName
  readonly sex: Sex
  readonly birth: number
  readonly age: number
  readonly registered: number
  readonly registeredAt: number
  /** The last day anything can have been recorded: yesterday, or the day of death. */
  readonly last: number
}
