import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { userInfo } from 'node:os'

const places = ['/usr/lib/postgresql/15/bin', '/usr/pgsql-15/bin', '/opt/homebrew/opt/postgresql@15/bin']

/**
 * The oldest PostgreSQL the platform runs on, where the machine has it; installed from Debian's packages when missing and
 * we may, without the server that Debian would start with it. Absent when there is none.
 */
export function findOrInstallPostgres15(): string | undefined {
  const found = findPostgres15()
  if (found || userInfo().uid !== 0 || !existsSync('/usr/bin/apt-get')) return found
  console.log('Installing PostgreSQL 15 from Debian’s packages …')
  const install = [
    'mkdir -p /etc/postgresql-common',
    '{ [ -e /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf; }',
    'apt-get update -qq',
    'DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql-15',
  ]
  spawnSync('sh', ['-c', install.join(' && ')], { stdio: ['ignore', 'ignore', 'inherit'] })
  return findPostgres15()
}

function findPostgres15(): string | undefined {
  const given = process.env.POSTGRES_15
  return [...(given ? [given] : []), ...places].find((place) => existsSync(`${place}/initdb`))
}
