// Lists what is measured, and runs one of them: `npm run bench`, `npm run bench -- benefits-run --elders 200000`.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Text } from '../core/language/text.ts'

/** What each file of this folder measures, and the options it takes. */
const benches: Readonly<Record<string, { readonly measures: Text; readonly options: string }>> = {
  'benefits-run': {
    measures: {
      zh: '编制一个月待遇的速度，与手写 SQL 对照',
      en: 'A month of one programme, beside the same rule written by hand in SQL',
    },
    options: '--elders 100000 --rounds 3',
  },
  import: {
    measures: {
      zh: '十万行名单的试算、导入和结果文件，与只读同一个文件对照；内存峰值',
      en: 'Checking and applying a list and its result file, beside reading the same file alone; peak memory',
    },
    options: '--rows 100000',
  },
  'demo-region': {
    measures: {
      zh: '生成演示地区的速度和内存，与直接 COPY 对照',
      en: 'Loading the demo region, beside a bare COPY of the same rows',
    },
    options: '--elders 20000',
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
