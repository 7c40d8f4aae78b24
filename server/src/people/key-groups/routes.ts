import { scopeOf } from '@yinian/core/access/actor.ts'
import { countLimit } from '@yinian/core/people/api.ts'
import * as api from '@yinian/core/people/key-groups/api.ts'
import { nation } from '@yinian/core/regions/code.ts'
import { declareActions } from '../../access/index.ts'
import type { Serve } from '../../http/serve.ts'
import { exportAtOnce } from '../export-list.ts'
import { listBudgets } from './budgets.ts'
import { keyGroupList } from './export.ts'
import { countOfKeyGroups, listOfKeyGroups } from './list.ts'
import { readMatrix } from './matrix.ts'
import { commit, setBudget } from './set-budget.ts'

const actions = {
  'people.budget-set': { zh: '下达购买服务预算', en: 'Purchase budget set' },
  'people.budget-committed': { zh: '登记已安排的资金', en: 'Part of a purchase budget spoken for' },
}

export function serveKeyGroups(serve: Serve): void {
  declareActions(actions)
  serve(api.getKeyGroupMatrix, ({ tx, query, actor }) =>
    readMatrix(tx, query.region ?? scopeOf(actor, 'people:read')?.regions[0] ?? nation, actor.today),
  )
  serve(api.listKeyGroupElders, ({ tx, query, actor }) => listOfKeyGroups(tx, query, actor.today))
  serve(api.countKeyGroupElders, ({ tx, query, actor }) => countOfKeyGroups(tx, query, actor.today, countLimit))
  serve(api.exportKeyGroupElders, (call) => exportAtOnce(call, keyGroupList, call.query))
  serve(api.listPurchaseBudgets, ({ tx, query, actor }) => listBudgets(tx, query, actor))
  serve(api.setPurchaseBudget, (call) => setBudget(call, call.body))
  serve(api.commitPurchase, (call) => commit(call, call.body))
}
