// Lists what is measured, and runs one of them: `npm run bench`, `npm run bench -- benefits-run --elders 200000`.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Text } from '../core/language/text.ts'

/** What each file of this folder measures, and the options it takes. */
const benches: Readonly<Record<string, { readonly measures: Text; readonly options: string }>> = {
  prepare: {
    measures: {
      zh: '建一个库并保留，供标有 --data 的各项使用',
      en: 'Makes a database and keeps it for those below that take --data',
    },
    options: '--elders 1403200 --data .yinian/bench',
  },
  'demo-region': {
    measures: {
      zh: '生成并载入演示地区的速度和内存，与把相同的行直接 COPY 对照',
      en: 'Making and loading the demo region, beside a bare COPY of the same rows; peak memory',
    },
    options: '--elders 1403200',
  },
  'elder-over-http': {
    measures: {
      zh: '打开一位老年人的档案（登录、范围、留痕），与裸 Fastify 加 pg 读同一行对照',
      en: 'One elder’s file: signed in, scoped, look recorded, beside the same row through pg behind bare Fastify',
    },
    options: '--data .yinian/bench --seconds 4 --rounds 5 --connections 32',
  },
  'elder-list': {
    measures: {
      zh: '县、市工作人员的列表首页，与单用 pg 执行同一 SQL 对照；另计总数',
      en: 'The first page of a list for a county and a city officer, beside the same SQL through pg alone; counts apart',
    },
    options: '--data .yinian/bench --seconds 4 --rounds 3 --connections 8',
  },
  'elder-search': {
    measures: {
      zh: '按首字母、姓、电话、证件号码查找',
      en: 'Finding somebody by initials, surname, telephone or identity number',
    },
    options: '--data .yinian/bench --seconds 4 --rounds 3 --connections 8',
  },
  import: {
    measures: {
      zh: '十万行名单的试算、导入和结果文件，与只读同一个文件对照；内存峰值',
      en: 'Checking and applying a list and its result file, beside reading the same file alone; peak memory',
    },
    options: '--rows 100000',
  },
  'benefits-run': {
    measures: {
      zh: '编制一个月待遇的速度，与写入相同内容的手写 SQL 和逐行处理对照',
      en: 'A month of one programme, beside SQL by hand with the same writes and a naive programme row by row',
    },
    options: '--elders 1403200 --rounds 3 --naive 5000',
  },
  'mixed-load': {
    measures: {
      zh: '1,200 人同时在线：六成看档案、三成列表、一成写入；差错、时延、CPU',
      en: '1,200 people at work: 60 % files, 30 % lists, 10 % writes; errors, latencies, CPU',
    },
    options: '--data .yinian/bench --users 1200 --minutes 10 --think 5',
  },
}

const here = import.meta.dirname
const [name, ...options] = process.argv.slice(2)
if (name === undefined) {
  for (const [bench, { measures, options: known }] of Object.entries(benches))
    console.log(`npm run bench -- ${bench} ${known}\n  ${measures.zh}\n  ${measures.en}\n`)
} else if (name in benches) {
  const run = spawnSync(process.execPath, [join(here, `${name}.ts`), ...options], { stdio: 'inherit' })
  process.exitCode = run.status ?? 1
} else {
  console.error(`There is no bench "${name}". There are: ${Object.keys(benches).join(', ')}.`)
  process.exitCode = 2
}
