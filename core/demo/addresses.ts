import { away, type Village } from './places.ts'
import type { Random } from './random.ts'

export interface DemoAddress {
  readonly text: string
  readonly longitude: number
  readonly latitude: number
}

const streets = [
  '解放路',
  '人民路',
  '府前路',
  '建设路',
  '环城路',
  '滨江路',
  '红军大道',
  '中山街',
  '和平巷',
  '文明大道',
  '青年路',
  '新建路',
  '东门街',
  '河背路',
  '长征路',
  '章江路',
]

const hamlets = ['老屋', '新屋', '上屋', '下屋', '围里', '坝上', '岭背', '塘边', '河背', '对门', '樟树下', '井头']

/** Where somebody lives: street and room in a community, village group and house in a village. Exact to about a metre. */
export function addressIn(village: Village, random: Random): DemoAddress {
  const { county, townName, name } = village
  const km = village.streets ? Math.sqrt(random.unit()) * 0.35 : Math.sqrt(random.unit()) * 0.9
  const place = away(village, km, random.unit() * 2 * Math.PI)
  const town = /工业园|开发区|林场/.test(townName) ? '' : townName
  const committee = village.streets && !/[区村居镇]$/.test(name) ? `${name}社区` : name
  return {
    text: `江西省赣州市${county.name}${town}${committee}${village.streets ? inStreet(random) : inGroup(random)}`,
    longitude: Math.round(place.longitude * 100_000) / 100_000,
    latitude: Math.round(place.latitude * 100_000) / 100_000,
  }
}

function inStreet(random: Random): string {
  const street = `${random.pick(streets)}${random.between(1, 168)}号`
  if (random.chance(0.3)) return street
  const floor = random.between(1, random.chance(0.3) ? 18 : 7)
  return `${street}${random.between(1, 14)}栋${random.between(1, 4)}单元${floor}0${random.between(1, 4)}室`
}

function inGroup(random: Random): string {
  const group = random.chance(0.55) ? `${random.pick(hamlets)}组` : `第${random.between(1, 14)}村民小组`
  return `${group}${random.between(1, 90)}号`
}
