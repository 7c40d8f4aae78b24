// Rewrites what is generated. `--check` changes nothing and fails when something is stale.
import { readFile, writeFile } from 'node:fs/promises'
import { databaseTypes } from './database-types.ts'
import { generateDivisions } from './divisions.ts'

const check = process.argv.includes('--check')
const file = 'server/src/db/generated.ts'
const fresh = await databaseTypes()
const stored = await readFile(file, 'utf8').catch(() => '')
if (fresh === stored) console.log(`${file} is current`)
else if (check) {
  console.error(`${file} is stale: run npm run generate and commit it`)
  process.exitCode = 1
} else {
  await writeFile(file, fresh)
  console.log(`${file} written`)
}

const divisions = await generateDivisions(check)
console.log(`the divisions file is ${divisions}`)
if (divisions === 'stale') process.exitCode = 1
