import type { Sex } from '../people/identity-document.ts'
import type { RelatedRole, Relation } from '../people/related-persons.ts'
import type { Situation } from './circumstances.ts'
import { dayOf, officeHour } from './days.ts'
import type { DemoPerson, DemoRelatedPerson } from './demo-elder.ts'
import { drawSurname, nameOf, type Surname } from './names.ts'
import { makePhone } from './numbers.ts'
import { makeId, type Random } from './random.ts'

/** One to three people around an elder; none where nobody was recorded. */
export function relatedPersonsOf(
  random: Random,
  person: DemoPerson,
  surname: Surname,
  situation: Situation,
  severity: number,
): DemoRelatedPerson[] {
  const around: DemoRelatedPerson[] = []
  const add = adder(random, person, surname, around)
  const cared = severity > 0.3
  const guarded = situation.guarded === 'guarded'
  if (!situation.childless && random.chance(0.96)) {
    const child = random.chance(0.64) ? 'son' : 'daughter'
    const withThem = situation.living === 'with-children'
    const roles: RelatedRole[] = ['supporter']
    if (cared && withThem && random.chance(0.5)) roles.push('carer')
    if (guarded) roles.push('guardian')
    if (random.chance(0.03)) roles.push('agent')
    add(child, roles, withThem ? '同住' : random.chance(0.5) ? '在外务工' : '')
    if (random.chance(0.35)) add(random.chance(0.55) ? 'daughter' : 'son', ['supporter'], '')
  } else if (guarded || random.chance(0.35))
    add(random.chance(0.6) ? 'sibling' : 'other-relative', guarded ? ['guardian', 'carer'] : ['carer'], '')
  if (around.length < 3 && situation.living === 'with-spouse' && random.chance(cared ? 0.9 : 0.4))
    add('spouse', cared ? ['carer'] : ['supporter'], '同住')
  else if (around.length < 3 && cared && situation.living !== 'institution' && random.chance(0.4))
    add(random.chance(0.7) ? 'child-in-law' : 'hired-carer', ['carer'], '')
  if (around.length < 3 && needsContact(person, situation, severity))
    add('village-worker', ['contact-person'], '巡访联络人')
  return around
}

/** Elders in special difficulty have a contact person (特殊困难老年人探访关爱). */
function needsContact(
  { age }: DemoPerson,
  { hardship, living, childless, guarded }: Situation,
  severity: number,
): boolean {
  const alone = living === 'alone'
  return (
    hardship === 'tekun' ||
    guarded === 'none' ||
    (alone && (childless || hardship !== null || age >= 75 || severity > 0.2))
  )
}

function adder(random: Random, person: DemoPerson, surname: Surname, around: DemoRelatedPerson[]) {
  const year = Number(dayOf(person.birth).slice(0, 4))
  // A mother's children carry their father's name, most often that of the village's family.
  const childrens =
    person.sex === 'male' ? surname : random.chance(0.6) ? person.village.family : drawSurname(random, '汉族')
  return (relation: Relation, roles: readonly RelatedRole[], note: string): void => {
    const sex = sexOf(random, relation, person.sex)
    const own =
      relation === 'son' || relation === 'daughter'
        ? childrens
        : relation === 'sibling'
          ? surname
          : drawSurname(random, '汉族')
    const born =
      relation === 'spouse' || relation === 'sibling'
        ? year + random.between(-4, 4)
        : Math.min(1998, year + random.between(22, 32))
    const recorded = random.chance(0.85) ? person.registered : random.between(person.registered, person.last)
    const recordedAt =
      recorded === person.registered ? person.registeredAt : Math.max(person.registeredAt, officeHour(random, recorded))
    around.push({
      id: makeId(random, recordedAt),
      name: nameOf(random, own, sex, born).text,
      relation,
      roles,
      phone: random.chance(0.93) ? makePhone(random) : null,
      note,
      from: dayOf(recorded),
      to: null,
      recordedAt,
    })
  }
}

function sexOf(random: Random, relation: Relation, elder: Sex): Sex {
  if (relation === 'spouse') return elder === 'male' ? 'female' : 'male'
  if (relation === 'son') return 'male'
  if (relation === 'daughter' || relation === 'hired-carer') return 'female'
  return random.chance(relation === 'village-worker' || relation === 'child-in-law' ? 0.65 : 0.5) ? 'female' : 'male'
}
