import { unwrapKey } from '../crypto/wrap.ts'
import { fingerprint } from './frames.ts'
import { BackupRefused, type Manifest } from './manifest.ts'

export interface GivenKeys {
  readonly masterKey: Buffer
  /** While data keys may still be wrapped by it. */
  readonly masterKeyPrevious?: Buffer | null
  readonly blindIndexKey: Buffer
}

/**
 * Refuses before anything is touched when the keys of the installation do not open what is sealed in the backup.
 * @throws BackupRefused naming the keys that are needed
 */
export function checkKeys(manifest: Manifest, given: GivenKeys): void {
  const closed = manifest.dataKeys.filter((key) => !opens(given, key))
  if (closed.length > 0) {
    const which = closed.slice(0, 5).map(({ county, version }) => `${county}/${version}`)
    const wanted = manifest.masterKey ? ` (fingerprint ${manifest.masterKey})` : ''
    throw new BackupRefused(
      `MASTER_KEY 打不开备份中的数据密钥，需要备份时的主密钥${wanted} does not open the data keys of the backup; it needs the master key of that time${wanted}, this is ${fingerprint('master key', given.masterKey)}: ${which.join(', ')}${closed.length > which.length ? ` … (${closed.length})` : ''}`,
    )
  }
  const index = fingerprint('blind index key', given.blindIndexKey)
  if (manifest.blindIndexKey !== null && manifest.blindIndexKey !== index)
    throw new BackupRefused(
      `BLIND_INDEX_KEY 不是备份时的 is another than at the time of the backup: it needs ${manifest.blindIndexKey}, this is ${index}`,
    )
}

function opens(
  { masterKey, masterKeyPrevious = null }: GivenKeys,
  { county, version, wrapped }: Manifest['dataKeys'][number],
): boolean {
  try {
    unwrapKey({ current: masterKey, previous: masterKeyPrevious }, { county, version }, Buffer.from(wrapped, 'base64'))
    return true
  } catch {
    return false
  }
}
