// The yardstick of what is asked over HTTP: bare Fastify, one statement through `pg`, no session, scope or record.
import Fastify from 'fastify'
import pg from 'pg'
import { startedAt } from './process.ts'

const pool = new pg.Pool({ connectionString: process.argv[2], max: 20 })
const app = Fastify()
app.get<{ Params: { id: string } }>('/elders/:id', async ({ params }) => {
  const { rows } = await pool.query({ name: 'elder', text: 'select * from elder where id = $1', values: [params.id] })
  return rows[0]
})
app.get<{ Querystring: { text: string } }>('/ask', async ({ query }) => {
  const { rows } = await pool.query(query.text)
  return rows
})
startedAt(await app.listen({ host: '127.0.0.1', port: 0 }))
