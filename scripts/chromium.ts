import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { userInfo } from 'node:os'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** A Chromium that can show Chinese; installed from Debian's packages when missing and we may. Absent when there is none. */
export function findOrInstallChromium(): string | undefined {
  const given = process.env.CHROMIUM
  if (given && existsSync(given)) return given
  const found = places.find((place) => existsSync(place))
  const font = spawnSync('sh', ['-c', 'fc-list :lang=zh | head -1']).stdout?.toString().trim()
  if (found && font) return found
  if (userInfo().uid !== 0 || !existsSync('/usr/bin/apt-get')) return found
  console.log('Installing Chromium and a Chinese font from Debian’s packages …')
  const install = 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk'
  spawnSync('sh', ['-c', install], { stdio: ['ignore', 'ignore', 'inherit'] })
  return places.find((place) => existsSync(place))
}
