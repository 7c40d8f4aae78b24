import type { AuditFault, FaultKind } from '@yinian/core/audit/faults.ts'
import type { Tx } from '../db/database.ts'
import { digestOfEntry, digestOfEvent, entryBytes, hashOfBlock, idOfEntry, noBlock } from './digest.ts'
import type { PublishedHead } from './heads.ts'
import { blocksOf, eventsOf, furthestSealed, isAfter, type KeptBlock, type KeptEvent, placeOf } from './walk.ts'

export interface ChainResult {
  readonly county: string
  readonly blocks: number
  /** Events found in the chain's range, and those after its end that wait to be sealed. */
  readonly events: number
  readonly unsealed: number
  readonly faultCount: number
  /** The first hundred, those of the published heads and the blocks before those of single events. */
  readonly faults: readonly AuditFault[]
}

const faultsKept = 100
/** More differences than this are not told apart any further: the chain is broken anyway. */
const strayKept = 20_000

/**
 * Recomputes one county's chain from its first block to its end, reading blocks and events once and holding a handful.
 * @param tx at one moment, in UTC (`atOneMoment`), seeing all of the county
 * @param heads what was published of this chain, of any day
 * @param onEvents told now and then how many more events have been read
 */
export async function verifyChain(
  tx: Tx,
  county: string,
  heads: readonly PublishedHead[] = [],
  onEvents: (count: number) => void = () => {},
): Promise<ChainResult> {
  const found = new Findings(heads)
  const events = eventsOf(tx, county)
  let next = await events.next()
  let previous: { number: number; hash: Buffer } = { number: 0, hash: noBlock }
  let blocks = 0
  let count = 0
  let told = 0
  for await (const block of blocksOf(tx, county)) {
    blocks++
    checkBlock(found, block, previous)
    const place = placeOf(block)
    const gap = block.number !== previous.number + 1
    const own: KeptEvent[] = []
    while (!next.done && !isAfter(next.value, place)) {
      own.push(next.value)
      next = await events.next()
    }
    compareEvents(found, block, own, gap)
    count += own.length
    previous = { number: block.number, hash: block.hash }
    onEvents(count - told)
    told = count
  }
  const furthest = await furthestSealed(tx)
  let behind = 0
  let unsealed = 0
  while (!next.done) {
    if (furthest && !isAfter(next.value, furthest)) behind++
    else unsealed++
    next = await events.next()
  }
  if (behind > 0) found.add('tail-missing', previous.number)
  found.finish(previous.number)
  return { county, blocks, events: count + behind, unsealed, ...found.result() }
}

function checkBlock(found: Findings, block: KeptBlock, previous: { number: number; hash: Buffer }): void {
  const expected = previous.number + 1
  if (block.number !== expected) found.add('block-missing', expected)
  else if (!block.previous.equals(previous.hash)) found.addBlock(block.number)
  if (!hashOfBlock(block).equals(block.hash) || block.entries.length !== block.count * entryBytes)
    found.addBlock(block.number)
  found.compareHeads(block)
}

/** @param gap blocks are missing before this one, so that their events stand here and are nobody's insertions */
function compareEvents(found: Findings, block: KeptBlock, events: readonly KeptEvent[], gap: boolean): void {
  const sealed = new Map<string, Buffer>()
  for (let at = 0; at + entryBytes <= block.entries.length; at += entryBytes) {
    const entry = block.entries.subarray(at, at + entryBytes)
    sealed.set(idOfEntry(entry), digestOfEntry(entry))
  }
  for (const event of events) {
    const digest = sealed.get(event.id)
    const actual = digestOfEvent(block.algorithm, event.canonical)
    if (digest === undefined) {
      if (!gap) found.addStray(block, event, actual)
    } else if (!digest.equals(actual)) found.addEvent('event-changed', block.number, event)
    sealed.delete(event.id)
  }
  for (const [id, digest] of sealed) found.addMissing(block, id, digest)
}

interface Stray {
  readonly block: number
  readonly event: KeptEvent
  readonly digest: Buffer
}

/** Puts together what is wrong with one chain. */
class Findings {
  readonly #heads: Map<number, PublishedHead[]>
  readonly #faults: AuditFault[] = []
  readonly #changedBlocks = new Set<number>()
  readonly #stray = new Map<string, Stray>()
  readonly #missing = new Map<string, { block: number; digest: Buffer }>()
  #count = 0

  constructor(heads: readonly PublishedHead[]) {
    this.#heads = Map.groupBy(heads, (head) => head.number)
  }

  add(kind: FaultKind, block: number, about: Partial<AuditFault> = {}): void {
    this.#count++
    const { eventId = null, at = null, actorName = null, action = null, head = null } = about
    if (this.#faults.length < faultsKept * 2) this.#faults.push({ kind, block, eventId, at, actorName, action, head })
  }

  addEvent(kind: FaultKind, block: number, { id, at, actorName, action }: KeptEvent): void {
    this.add(kind, block, { eventId: id, at, actorName, action })
  }

  addBlock(number: number): void {
    if (this.#changedBlocks.has(number)) return
    this.#changedBlocks.add(number)
    this.add('block-changed', number)
  }

  addStray(block: KeptBlock, event: KeptEvent, digest: Buffer): void {
    if (this.#stray.size < strayKept) this.#stray.set(event.id, { block: block.number, event, digest })
    else this.#count++
  }

  addMissing(block: KeptBlock, id: string, digest: Buffer): void {
    if (this.#missing.size < strayKept) this.#missing.set(id, { block: block.number, digest })
    else this.#count++
  }

  compareHeads(block: KeptBlock): void {
    for (const head of this.#heads.get(block.number) ?? [])
      if (head.hash !== block.hash.toString('hex')) this.add('head-rewritten', block.number, { head: head.day })
    this.#heads.delete(block.number)
  }

  /** An event that is gone from one place and stands at another was changed, unless only a changed block's bounds moved. */
  finish(lastNumber: number): void {
    for (const [number, heads] of this.#heads)
      for (const head of heads)
        this.add(number > lastNumber ? 'head-truncated' : 'head-rewritten', number, { head: head.day })
    for (const [id, missing] of this.#missing) {
      const stray = this.#stray.get(id)
      this.#stray.delete(id)
      if (stray === undefined) this.add('event-removed', missing.block, { eventId: id })
      else if (!stray.digest.equals(missing.digest)) this.addEvent('event-changed', missing.block, stray.event)
    }
    for (const { block, event } of this.#stray.values()) this.addEvent('event-inserted', block, event)
  }

  result(): { faultCount: number; faults: readonly AuditFault[] } {
    const faults = this.#faults
      .toSorted((one, other) => Number(one.eventId !== null) - Number(other.eventId !== null))
      .slice(0, faultsKept)
    return { faultCount: this.#count, faults }
  }
}
