// Recomputes the sealed chains of the audit trail and compares them with the published heads. Changes nothing.
// Ends with 0 when everything is as it was sealed, 1 when something is not, 2 when it could not be found out.
//   --region 360702000000   only this division and below
//   --heads <folder>        head files kept elsewhere; otherwise those in the data folder
//   --public-key <base64>   the key those files have to be signed with
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type AuditFault, faultKinds } from '../core/audit/faults.ts'
import { nation } from '../core/regions/code.ts'
import { countiesToVerify, headFaultsOf, publicKeyOf, readHeads, verifyChains } from '../server/src/audit/index.ts'
import { readConfig } from '../server/src/config/config.ts'
import { openDatabase } from '../server/src/db/database.ts'
import { momentsOf } from '../server/src/db/moments.ts'
import { reachDatabase } from '../server/src/db/reach.ts'
import { makeLog } from '../server/src/log/log.ts'
import { CommandRefused, option, root, runCommand } from './options.ts'

runCommand(async () => {
  const config = ownerOnly() ?? readConfig(process.env, [], root)
  if (!config.databaseUrl && !existsSync(join(config.dataFolder, 'postgres')))
    throw new CommandRefused(`这里没有数据库 There is no database in ${config.dataFolder}`)
  const reached = await reachDatabase(config, makeLog('warn', true))
  const { database, pool } = openDatabase(reached.ownerUrl, 1)
  try {
    const kept = await readHeads(option('--heads') ?? join(config.dataFolder, 'audit-heads'), publicKey())
    const moments = momentsOf(database)
    const counties = await moments((tx) => countiesToVerify(tx, option('--region') ?? nation, kept))
    console.log(
      `核验 ${counties.length} 条链，对照 ${kept.files} 份链头 Verifying ${counties.length} chains against ${kept.files} head files`,
    )
    const fileFaults = headFaultsOf(kept)
    for (const fault of fileFaults) console.log(`✗ ${say(fault)}`)
    let faults = fileFaults.length
    for await (const chain of verifyChains(moments, counties, kept)) {
      faults += chain.faultCount
      const waiting = chain.unsealed > 0 ? `，${chain.unsealed} 条待封存 waiting to be sealed` : ''
      console.log(
        `${chain.faultCount === 0 ? '✓' : '✗'} ${chain.county}  ${chain.blocks} 块 blocks  ${chain.events} 条 events${waiting}`,
      )
      for (const fault of chain.faults) console.log(`    ${say(fault)}`)
      if (chain.faultCount > chain.faults.length) console.log(`    … ${chain.faultCount} 处 in all`)
    }
    console.log(faults === 0 ? '完好 Everything is as it was sealed.' : `发现 ${faults} 处问题 ${faults} faults found.`)
    return faults === 0 ? 0 : 1
  } finally {
    await pool.end()
    await reached.close()
  }
})

/** An auditor from outside has a connection and the head files, and none of the installation's secrets. */
function ownerOnly(): { databaseUrl: string; dataFolder: string; appDatabasePassword: string } | undefined {
  const url = process.env.DATABASE_URL
  return url
    ? { databaseUrl: url, dataFolder: process.env.YINIAN_DATA ?? join(root, '.yinian'), appDatabasePassword: '' }
    : undefined
}

function publicKey(): Buffer | null {
  const given = option('--public-key')
  if (given) return Buffer.from(given, 'base64')
  const signing = process.env.AUDIT_SIGNING_KEY
  return signing ? publicKeyOf(Buffer.from(signing, 'base64')) : null
}

function say({ kind, block, eventId, at, actorName, action, head }: AuditFault): string {
  const { zh, en } = faultKinds[kind]
  const where = [
    block === null ? undefined : `块 block ${block}`,
    eventId ? `记录 event ${eventId}` : undefined,
    at ?? undefined,
    actorName ?? undefined,
    action ?? undefined,
    head ? `链头 head ${head}` : undefined,
  ]
  return `${zh} ${en}: ${where.filter((part) => part !== undefined).join(' · ')}`
}
