import { expect, test } from 'vitest'
import { readReturns } from './returns.ts'

const id = '0197a1b2-0000-7000-8000-00000000000a'

test('what a bank returned is read line by line, however the columns are divided', () => {
  const reason = '账号不存在'
  expect(readReturns(`${id} ${reason}\n\n${id.toUpperCase()}\t户名不符\r\n${id}，销户`)).toEqual({
    rows: [
      { paymentId: id, reason },
      { paymentId: id, reason: '户名不符' },
      { paymentId: id, reason: '销户' },
    ],
  })
})

test('the first line that is no return is named', () => {
  expect(readReturns(`${id} 销户\n王桂兰 账号不存在`).wrong).toBe(2)
  expect(readReturns(id).wrong).toBe(1)
  expect(readReturns('  \n')).toEqual({ rows: [] })
})
