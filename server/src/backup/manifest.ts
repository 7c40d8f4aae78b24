import type { ChainHead } from '../audit/index.ts'

/** What a backup says of itself before its tables. */
export interface Manifest {
  readonly release: string
  readonly postgres: string
  /** The schema is not in the backup: it is what these migrations make. */
  readonly migrations: readonly { readonly name: string; readonly checksum: string }[]
  readonly tables: readonly { readonly name: string; readonly rows: number }[]
  /** The newest sealed block of every chain, by which the restored trail is verified. */
  readonly heads: readonly ChainHead[]
  /** Wrapped data keys: whoever restores has to hold the master key that opens them. The master key is never in a backup. */
  readonly dataKeys: readonly { readonly county: string; readonly version: number; readonly wrapped: string }[]
  /** Fingerprints of the installation's keys; null where the backup was made without knowing them. */
  readonly masterKey: string | null
  readonly blindIndexKey: string | null
}

export interface TableStart {
  readonly name: string
  readonly columns: readonly string[]
}

export interface TableEnd {
  readonly rows: number
  readonly bytes: number
  /** SHA-256 of the table as PostgreSQL's COPY writes it as text. */
  readonly sha256: string
}

/** A command refused what it was asked, and says why. */
export class BackupRefused extends Error {}
