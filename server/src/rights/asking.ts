import type { Endpoint } from '@yinian/core/http/endpoint.ts'
import type { Client, TestPlatform } from '../testing.ts'
import { sampleOf } from '../testing-samples.ts'
import { divisions, nameOf } from './world.ts'

/** An address somebody could ask for. */
export interface Question {
  readonly endpoint: Endpoint
  readonly path: string
}

interface Property {
  readonly const?: unknown
  readonly enum?: readonly string[]
  readonly anyOf?: readonly Property[]
}

/**
 * Everything that can be asked of the world: each endpoint without a place in its address in all its variants, and each
 * one that names a thing for those things of which it has something to say to somebody.
 */
export async function questionsOf(
  platform: TestPlatform,
  everybody: readonly Client[],
  things: ReadonlyMap<string, { region: string | null }>,
): Promise<Question[]> {
  const questions: Question[] = []
  for (const { endpoint } of platform.served) {
    if (endpoint.method !== 'GET' || endpoint.permission === 'public') continue
    const variants = variantsOf(endpoint)
    const first = variants[0] ?? ''
    if (!endpoint.path.includes(':')) {
      for (const query of variants) questions.push({ endpoint, path: endpoint.path + query })
      continue
    }
    for (const [id, { region }] of things) {
      const path = addressOf(endpoint, id, region ?? '')
      if (!(await isAnswered(everybody, path + first))) continue
      questions.push(...variants.slice(0, 4).map((query) => ({ endpoint, path: path + query })))
    }
  }
  return dedupe(questions)
}

async function isAnswered(everybody: readonly Client[], path: string): Promise<boolean> {
  for (const client of everybody) {
    const { statusCode } = await client.get(path)
    if (statusCode !== 403 && statusCode !== 401) return statusCode === 200
  }
  return false
}

export function addressOf(endpoint: Endpoint, id: string, region: string): string {
  return endpoint.path.replaceAll(/:(\w+)/g, (_place, name: string) =>
    name === 'county'
      ? region.slice(0, 6)
      : ['code', 'region'].includes(name)
        ? region
        : name === 'month'
          ? '2026-01'
          : id,
  )
}

/** The query strings an endpoint understands: what it needs, then one choice more at a time. */
function variantsOf(endpoint: Endpoint): string[] {
  if (!endpoint.query) return ['']
  const given = { uuid: '00000000-0000-7000-8000-000000000000', region: divisions[2] }
  const needed = sampleOf(endpoint.query, given, false) as Record<string, unknown>
  const choices: Record<string, string>[] = [{}]
  for (const [name, property] of Object.entries(endpoint.query.properties as Record<string, Property>))
    for (const value of valuesOf(name, property)) choices.push({ [name]: value })
  return choices.map((choice) => {
    const asked = new URLSearchParams({ ...texts(needed), ...choice }).toString()
    return asked && `?${asked}`
  })
}

function valuesOf(name: string, property: Property): string[] {
  if (name === 'region') return divisions.filter((code) => /^\d{6}000000$/.test(code)).slice(1)
  if (name === 'county') return ['360702', '360703', '360802']
  if (name === 'q') return [nameOf(0), nameOf(5).slice(0, 2), '13910000003', 'ouyang', 'oy']
  const choices = property.enum ?? property.anyOf?.map((one) => one.const) ?? []
  return choices.flatMap((choice) => (typeof choice === 'string' ? [choice] : []))
}

function texts(record: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, String(value)]))
}

function dedupe(questions: readonly Question[]): Question[] {
  return [...new Map(questions.map((question) => [question.path, question])).values()]
}

/** Of each table a few things: enough to ask about, few enough to ask everybody about all of them. */
export function someOfEach<T extends { table: string }>(facts: ReadonlyMap<string, T>, most: number): Map<string, T> {
  const counted = new Map<string, number>()
  const chosen = [...facts].filter(([, { table }]) => {
    const count = (counted.get(table) ?? 0) + 1
    counted.set(table, count)
    return count <= most
  })
  return new Map(chosen)
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g

export function idsIn(text: string): Set<string> {
  return new Set(text.match(uuid) ?? [])
}
