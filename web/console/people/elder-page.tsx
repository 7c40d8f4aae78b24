import { EditOutlined } from '@ant-design/icons'
import { type ElderFile, getElder, getElderTimeline } from '@yinian/core/people/api.ts'
import { sexNames } from '@yinian/core/people/exported-columns.ts'
import { Button } from 'antd'
import { type ReactNode, useEffect, useMemo } from 'react'
import { Link, useLocation, useNavigate, useParams } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { DayText, InstantText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { FilePage } from '../parts/file-page.tsx'
import type { TimelineEvent } from '../parts/timeline.tsx'
import { UnlessWithheld } from '../parts/withheld.tsx'
import { May, useMe } from '../shell/me.tsx'
import { mayUse } from '../shell/rights.ts'
import { AroundPanel } from './around-panel.tsx'
import { AsOfPanel } from './as-of/as-of-panel.tsx'
import { CategoryChips, LevelChip, SpecialDifficultyChip, StateChip } from './chips.tsx'
import { CircumstancesPanel } from './circumstances-panel.tsx'
import { DeathDialog } from './death-dialog.tsx'
import { ReportDeathDialog } from './deaths/report-death-dialog.tsx'
import { type ElderPanel, elderPanels } from './elder-panels.ts'
import { LooksPanel } from './looks-panel.tsx'
import { CorrectNumberDialog } from './merge/correct-number-dialog.tsx'
import { FileNotices, OnePersonPanel } from './merge/file-notices.tsx'
import { HandOverDialog } from './moves/hand-over-dialog.tsx'
import './people.css'
import { RevealedField } from './revealed-field.tsx'
import { texts } from './texts.ts'

export function ElderPage(): ReactNode {
  const { id = '' } = useParams()
  const asked = useEndpoint(getElder, { params: { id } })
  return (
    <Answer of={asked} height={480}>
      {(elder) => <Opened asked={id} elder={elder} />}
    </Answer>
  )
}

/** The address of a merged file leads to the one it belongs to now, and says so. */
function Opened({ asked, elder }: { asked: string; elder: ElderFile }): ReactNode {
  const navigate = useNavigate()
  const { state } = useLocation()
  const merged = asked !== elder.id
  useEffect(() => {
    if (merged) void navigate(`/people/${elder.id}`, { replace: true, state: { mergedFrom: asked } })
  }, [merged, asked, elder.id, navigate])
  const mergedFrom = merged || (state as { mergedFrom?: string } | null)?.mergedFrom !== undefined
  return elder.responsible ? <WholeFile elder={elder} mergedFrom={mergedFrom} /> : <RowOnly elder={elder} />
}

function WholeFile({ elder, mergedFrom }: { elder: ElderFile; mergedFrom: boolean }): ReactNode {
  const me = useMe()
  const panels = useMemo(() => elderPanels.filter(({ permission }) => mayUse(me, permission)), [me])
  const { events, kinds } = useTimeline(elder)
  return (
    <FilePage
      title={elder.name}
      hint={<Who elder={elder} />}
      chips={
        <>
          <StateChip state={elder.state} />
          <LevelChip {...elder} />
          <SpecialDifficultyChip {...elder} />
          <CategoryChips categories={elder.categories} />
        </>
      }
      actions={<Actions elder={elder} />}
      facts={useFacts(elder)}
      due={useDue(panels, elder)}
      events={events}
      eventKinds={kinds}
    >
      <FileNotices elder={elder} mergedFrom={mergedFrom} />
      <Sections panels={panels} elder={elder} from={0} to={50} />
      <CircumstancesPanel elder={elder} />
      <AroundPanel elder={elder} />
      <Sections panels={panels} elder={elder} from={50} to={Number.POSITIVE_INFINITY} />
      <AsOfPanel elderId={elder.id} />
      <OnePersonPanel elder={elder} />
      <LooksPanel elderId={elder.id} />
    </FilePage>
  )
}

/** The panels are those of the program and of the account, so they are the same at every drawing. */
function useDue(panels: readonly ElderPanel[], elder: ElderFile) {
  return panels.flatMap(({ useDue: ask }) => ask?.(elder) ?? [])
}

function Sections(props: { panels: readonly ElderPanel[]; elder: ElderFile; from: number; to: number }): ReactNode {
  return props.panels
    .filter(({ order }) => order >= props.from && order < props.to)
    .map(({ name, Section }) => Section && <Section key={name} elder={props.elder} />)
}

function RowOnly({ elder }: { elder: ElderFile }): ReactNode {
  const t = useTexts(texts)
  const place = elder.regionPath.split(' ').slice(0, 3).join(' ')
  return (
    <FilePage
      title={elder.name}
      hint={<Who elder={elder} />}
      chips={<StateChip state={elder.state} />}
      facts={[
        [
          t.documentNumber,
          <UnlessWithheld key="number" of="identity">
            {elder.documentNumber}
          </UnlessWithheld>,
        ],
        [
          t.phone,
          <UnlessWithheld key="phone" of="contact">
            {elder.phone ?? '—'}
          </UnlessWithheld>,
        ],
        [t.residence, elder.regionPath],
        [t.registration, elder.registeredPath],
      ]}
    >
      <p className="note-box">{t.otherCounty({ place })}</p>
    </FilePage>
  )
}

function Who({ elder }: { elder: ElderFile }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <>
      {[say(sexNames[elder.sex]), t.aged({ age: elder.age }), elder.ethnicity].filter(Boolean).join(' · ')} ·{' '}
      <DayText day={elder.birth} />
    </>
  )
}

function Actions({ elder }: { elder: ElderFile }): ReactNode {
  const t = useTexts(texts)
  const navigate = useNavigate()
  if (elder.state !== 'active') return null
  return (
    <May do="people:write">
      <CorrectNumberDialog elder={elder} />
      <HandOverDialog elder={elder} />
      <ReportDeathDialog elderId={elder.id} />
      <DeathDialog elder={elder} />
      <Button type="primary" icon={<EditOutlined />} onClick={() => void navigate(`/people/${elder.id}/edit`)}>
        {t.edit}
      </Button>
    </May>
  )
}

function useFacts(elder: ElderFile): readonly (readonly [string, ReactNode])[] {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const shown = (field: 'documentNumber' | 'phone' | 'address' | 'payee', label: string, value: string | null) =>
    [label, <RevealedField key={field} elderId={elder.id} field={field} label={label} value={value} />] as const
  return [
    shown('documentNumber', t.documentNumber, elder.documentNumber),
    shown('phone', t.phone, elder.phone),
    [t.residence, elder.regionPath],
    [t.registration, elder.registeredPath],
    shown('address', t.address, elder.address),
    shown('payee', t.payee, elder.payee),
    ...(elder.specialDifficulty.length === 0
      ? []
      : [[t.specialDifficulty, elder.specialDifficulty.map(say).join(say({ zh: '、', en: '; ' }))] as const]),
    ...(elder.diedOn === null ? [] : [[t.diedOn, <DayText key="died" day={elder.diedOn} />] as const]),
    ...(elder.formerNumbers.length === 0
      ? []
      : [
          [t.formerNumbers, elder.formerNumbers.map(({ number }) => number).join(say({ zh: '、', en: ', ' }))] as const,
        ]),
    [t.registeredAt, <InstantText key="registered" at={elder.registeredAt} relative />],
  ]
}

function useTimeline(elder: ElderFile) {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const asked = useEndpoint(getElderTimeline, { params: { id: elder.id } })
  const names: Readonly<Record<string, string>> = {
    people: t.modulePeople,
    assessments: t.moduleAssessments,
    benefits: t.moduleBenefits,
    visits: t.moduleVisits,
    services: t.moduleServices,
    privacy: t.modulePrivacy,
  }
  const rows = asked.data?.rows ?? []
  const events = rows.map((entry, index): TimelineEvent => {
    return {
      id: `${entry.at} ${index}`,
      at: entry.at,
      title: entry.link === null ? say(entry.title) : <Link to={entry.link}>{say(entry.title)}</Link>,
      kind: entry.module in names ? entry.module : 'other',
      ...(entry.detail === null ? {} : { detail: say(entry.detail) }),
    }
  })
  const kinds = [...Object.entries(names), ['other', t.moduleOther] as const].map(([key, label]) => ({ key, label }))
  return { events, kinds }
}
