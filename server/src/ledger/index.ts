export type { AccountName } from './accounts.ts'
export { type Posting, postTransfers } from './post.ts'
export type { NameProgramme } from './queries.ts'
export { serveLedger } from './routes.ts'
