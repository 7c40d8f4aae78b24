import { Type } from 'typebox'
import { Id } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound } from '../http/problems.ts'
import { notInGridsVillage } from '../localities/problems.ts'
import { RegionCode } from '../regions/code.ts'

const Elders = Type.Object({ elderIds: Type.Array(Id, { minItems: 1, maxItems: 500 }) })

/** How many elders each grid of a village has, and how many are in none. */
export const countGridElders = endpoint({
  method: 'GET',
  path: '/grids/elders',
  permission: 'people:read',
  summary: { zh: '各网格的老年人数', en: 'How many elders each grid has' },
  query: Type.Object({ region: RegionCode }),
  reply: Type.Object({
    grids: Type.Array(Type.Object({ grid: Id, elders: Type.Integer() })),
    withoutGrid: Type.Integer(),
  }),
})

export const assignToGrid = endpoint({
  method: 'POST',
  path: '/grids/:id/elders',
  permission: 'people:write',
  summary: { zh: '把老年人划入网格', en: 'Put elders into a grid' },
  params: Type.Object({ id: Id }),
  body: Elders,
  reply: Type.Object({ assigned: Type.Integer() }),
  problems: [notFound, notInGridsVillage],
})

export const removeFromGrid = endpoint({
  method: 'POST',
  path: '/grids/:id/elders/remove',
  permission: 'people:write',
  summary: { zh: '把老年人移出网格', en: 'Take elders out of a grid' },
  params: Type.Object({ id: Id }),
  body: Elders,
  reply: Type.Object({ removed: Type.Integer() }),
  problems: [notFound],
})
