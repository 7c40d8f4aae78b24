export { backUp } from './dump.ts'
export { BackupRefused, type Manifest } from './manifest.ts'
export { checkFile, restore } from './restore.ts'
