export { backUp } from './dump.ts'
export { noteBackup } from './last-backup.ts'
export { BackupRefused, type Manifest } from './manifest.ts'
export { checkFile, restore } from './restore.ts'
