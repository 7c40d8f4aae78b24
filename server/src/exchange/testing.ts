import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Connector, WantedConnector } from '@yinian/core/exchange/connector-api.ts'
import type { Client } from '../testing.ts'

/** A department’s system on this machine: answers by what the test put in, and remembers what it was asked. */
export interface Department {
  readonly address: string
  readonly asked: { readonly numbers: readonly string[]; readonly authorization: string | undefined }[]
  /** What is known of each number. */
  readonly records: Map<string, Readonly<Record<string, unknown>>>
  /** Answers the next requests with these statuses before it answers properly again. */
  readonly failures: number[]
  /** Milliseconds it takes over every answer. */
  slowly: number
  readonly server: Server
  close(): Promise<void>
}

export async function openDepartment(): Promise<Department> {
  const records: Department['records'] = new Map()
  const asked: Department['asked'] = []
  const failures: number[] = []
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const failure = failures.shift()
      if (failure !== undefined) {
        response.writeHead(failure, { location: '/elsewhere' }).end()
        return
      }
      const body = JSON.parse(Buffer.concat(pieces).toString('utf8')) as { idCard: string | string[] }
      const numbers = [body.idCard].flat()
      asked.push({ numbers, authorization: request.headers.authorization })
      const rows = numbers.flatMap((number) => {
        const found = records.get(number)
        return found ? [{ idCard: number, ...found }] : []
      })
      setTimeout(
        () => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data: rows })),
        department.slowly,
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const department: Department = {
    slowly: 0,
    address: `http://127.0.0.1:${port}/query`,
    asked,
    records,
    failures,
    server,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return department
}

export const wantedConnector = (more: Partial<WantedConnector>): WantedConnector => ({
  name: '赣州市残疾人证核对',
  kind: 'disability',
  department: '赣州市残疾人联合会',
  region: '360700000000',
  transport: 'http',
  address: '',
  batchSize: 2,
  credential: 'secret-of-the-department',
  credentialHeader: 'Authorization',
  fields: ['disability', 'disabilityGrade', 'from'],
  mapping: {
    records: 'data',
    number: 'idCard',
    fields: {
      disability: 'type',
      disabilityGrade: 'grade',
      from: 'issuedOn',
      hardship: 'level',
      diedOn: 'deathDate',
      registeredRegion: 'region',
    },
    values: { disability: { '4': 'physical' } },
  },
  purposes: ['keep-register'],
  basisNote: '数据共享协议',
  agreementNumber: '赣市数〔2026〕1号',
  validFrom: '2026-01-01',
  validUntil: '2027-12-31',
  perMinute: 6000,
  perDay: 100_000,
  timeoutSeconds: 2,
  ...more,
})

/** Sets a connector up and has the second person switch it on. */
export async function switchedOn(admin: Client, second: Client, wanted: WantedConnector): Promise<Connector> {
  const made = (await ok(admin.send('POST', '/exchange/connectors', wanted))) as Connector
  const path = `/exchange/connectors/${made.county}/${made.id}`
  const asked = (await ok(admin.send('POST', `${path}/ask`, { version: made.version }))) as Connector
  const decision = { move: 'switch-on', reason: '协议已核', version: asked.version }
  return (await ok(second.send('POST', `${path}/decide`, decision))) as Connector
}

export async function ok(answer: ReturnType<Client['get']>): Promise<unknown> {
  const { statusCode, body } = await answer
  if (statusCode !== 200) throw new Error(`${statusCode} ${body}`)
  return JSON.parse(body)
}
