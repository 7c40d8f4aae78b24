import { type Actor, scopeOf } from '@yinian/core/access/actor.ts'
import { withheldFrom } from '@yinian/core/access/withheld.ts'
import * as api from '@yinian/core/people/api.ts'
import * as asOf from '@yinian/core/people/as-of-api.ts'
import * as grids from '@yinian/core/people/grids-api.ts'
import { declareActions } from '../access/index.ts'
import type { Serve } from '../http/serve.ts'
import type { Work } from '../http/work.ts'
import { requireShort } from '../lists/index.ts'
import { peopleActions } from './actions.ts'
import { readAsOf } from './as-of/as-of.ts'
import { listChanges } from './as-of/changes.ts'
import type { Reader } from './elder-filter.ts'
import { exportEldersTo } from './export-elders.ts'
import { elderExport, exportReader } from './export-source.ts'
import { serveGuardianship } from './guardianship/routes.ts'
import { serveKeyGroups } from './key-groups/routes.ts'
import { serveLeftBehind } from './left-behind/routes.ts'
import { countElders, countEldersUpTo, listElders } from './list-elders.ts'
import { listLooks, openFile } from './looks.ts'
import { serveOnePerson } from './one-person-routes.ts'
import { changeElder } from './operations/change-elder.ts'
import { addCircumstance, endCircumstance } from './operations/circumstances.ts'
import { assignToGridOf, countGridsOf, removeFromGridOf } from './operations/grids.ts'
import { recordDeath } from './operations/record-death.ts'
import { registerElder } from './operations/register-elder.ts'
import { addRelatedPerson, endRelatedPerson } from './operations/related-persons.ts'
import { revealElder } from './operations/reveal-elder.ts'
import { serveSpecialDifficulty } from './special-difficulty/routes.ts'
import { readTimeline } from './timeline.ts'

export function servePeople(serve: Serve): void {
  declareActions(peopleActions)
  serveSpecialDifficulty(serve)
  serve(api.listElders, ({ tx, actor, vault, query }) => listElders(tx, query, readerOf(actor, vault)), within)
  serve(
    api.countElders,
    ({ tx, actor, vault, query }) => countEldersUpTo(tx, api.countLimit, query, readerOf(actor, vault)),
    within,
  )
  serve(api.getElder, (call) => openFile(call, call.params.id), within)
  serve(api.getElderTimeline, (call) => readTimeline(call, call.params.id))
  serve(asOf.getElderAsOf, (call) => readAsOf(call, call.params.id, call.query))
  serve(asOf.listElderChanges, (call) => listChanges(call, call.params.id))
  serve(api.whoLooked, ({ tx, params, query }) => listLooks(tx, params.id, query.after))
  serve(api.revealElder, (call) => revealElder(call, call.params.id, call.query), within)
  serve(api.registerElder, (call) => registerElder(call, call.body))
  serve(api.changeElder, (call) => changeElder(call, call.params.id, call.body))
  serve(api.recordDeath, (call) => recordDeath(call, call.params.id, call.body))
  serve(api.addCircumstance, (call) => addCircumstance(call, call.params.id, call.body))
  serve(api.endCircumstance, (call) => endCircumstance(call, call.params.id, call.params.circumstanceId, call.body))
  serve(api.addRelatedPerson, (call) => addRelatedPerson(call, call.params.id, call.body))
  serve(api.endRelatedPerson, (call) => endRelatedPerson(call, call.params.id, call.params.personId, call.body.to))
  serve(api.exportElders, async (call) => {
    requireShort(call.actor, elderExport, await countElders(call.tx, call.query, exportReader(call.actor, call.vault)))
    return exportEldersTo(call, call.query)
  })
  serveGuardianship(serve)
  serveLeftBehind(serve)
  serveKeyGroups(serve)
  serveOnePerson(serve)
  serve(grids.countGridElders, ({ tx, query }) => countGridsOf(tx, query.region))
  serve(grids.assignToGrid, (call) => assignToGridOf(call, call.params.id, call.body.elderIds))
  serve(grids.removeFromGrid, (call) => removeFromGridOf(call, call.params.id, call.body.elderIds))
}

const within = { confirmsWithin: true } as const

function readerOf(actor: Actor, vault: Work['vault']): Reader {
  const withheld = withheldFrom(actor, 'people:read')
  return { regions: scopeOf(actor, 'people:read')?.regions ?? [], today: actor.today, vault, withheld }
}
