import { accountsFile, readKept } from '../access/index.ts'
import type { Config } from '../config/config.ts'

/** Says where the platform is and, in trial mode, as whom to sign in. */
export function welcome(config: Config, address: string): void {
  const lines = ['', `  颐年 Yinian   ${address.replace('127.0.0.1', 'localhost')}`, '']
  const accounts = config.mode === 'trial' ? readKept(config) : []
  if (accounts.length > 0) {
    lines.push('  试用账号 Trial accounts（首次启动时随机生成 made at first start）')
    for (const { name, password, displayName, title } of accounts)
      lines.push(`    ${name.padEnd(12)} ${password}   ${displayName} ${title}`)
    lines.push('', `  保存于 kept in ${accountsFile(config)}`, '')
  }
  process.stdout.write(`${lines.join('\n')}\n`)
}
