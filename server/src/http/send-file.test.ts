import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { beginSending, type Departure, type Download } from './send-file.ts'

let app: FastifyInstance
let address: string
let departures: Departure[]
let content: () => Download['content']

beforeEach(async () => {
  departures = []
  app = Fastify({ logger: false })
  app.get('/file', async (_request, reply) => {
    const departure = await beginSending(reply, { fileName: '名单.csv', contentType: 'text/csv', content: content() })
    departures.push(departure)
    return reply
  })
  address = await app.listen({ port: 0 })
})
afterEach(async () => {
  app.server.closeAllConnections()
  await app.close()
})

async function* threePieces(): AsyncGenerator<string> {
  yield 'one\n'
  yield 'two\n'
  yield 'three\n'
}

describe('a file that leaves', () => {
  it('comes whole only when it is on record', async () => {
    content = threePieces
    const answer = await fetch(`${address}/file`)
    const text = answer.text()
    await expect.poll(() => departures.length).toBe(1)
    expect(await Promise.race([text, new Promise((resolve) => setTimeout(resolve, 200, 'not yet'))])).toBe('not yet')
    await departures[0]?.finish()
    expect(await text).toBe('one\ntwo\nthree\n')
  })

  it('never comes whole when it could not be put on record', async () => {
    content = threePieces
    const answer = await fetch(`${address}/file`)
    const text = answer.text()
    await expect.poll(() => departures.length).toBe(1)
    departures[0]?.cut(new Error('the database is gone'))
    await expect(text).rejects.toThrow()
  })

  it('is still put on record when reading on fails behind its first piece', async () => {
    content = async function* () {
      yield 'one\n'
      yield 'two\n'
      throw new Error('a row cannot be opened')
    }
    const answer = await fetch(`${address}/file`)
    await expect(answer.text()).rejects.toThrow()
    await expect.poll(() => departures.length).toBe(1)
    await departures[0]?.finish()
  })
})

it('nothing of a file made beforehand leaves before it is on record', async () => {
  content = () => Buffer.from('whole')
  const answer = fetch(`${address}/file`)
  await expect.poll(() => departures.length).toBe(1)
  expect(await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, 200, 'not yet'))])).toBe('not yet')
  await departures[0]?.finish()
  expect(await (await answer).text()).toBe('whole')
})
