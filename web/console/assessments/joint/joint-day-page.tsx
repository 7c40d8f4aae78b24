import { bookingStates, dueReasons, type FindingKindId, findingKinds } from '@yinian/core/assessments/joint.ts'
import {
  bookElders,
  cancelBooking,
  getJointDay,
  jointDayFile,
  markAttendance,
} from '@yinian/core/assessments/joint-api.ts'
import { channels, staffedChannels } from '@yinian/core/family/channels.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { App, Button, Checkbox, Form, Input, Radio } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useParams } from 'react-router'
import { useCommand, useEndpoint } from '../../../client/queries.ts'
import { asRefusal } from '../../../client/refusal.ts'
import { download } from '../../../client/transfer.ts'
import { useFormat } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Answer } from '../../parts/answer.tsx'
import { ConfirmAction } from '../../parts/confirm-action.tsx'
import { PageHead, Panel } from '../../parts/page-head.tsx'
import { StatusChip } from '../../parts/status-chip.tsx'
import { DialogForm } from '../../people/dialog-form.tsx'
import { useMe } from '../../shell/me.tsx'
import { usePageName } from '../../shell/page-name.tsx'
import '../../organisations/organisations.css'
import { texts } from './texts.ts'

type Day = ReplyOf<typeof getJointDay>
type Booking = Day['bookings'][number]

/** One day: who is called, who came and what was found; and who else is due. */
export function JointDayPage(): ReactNode {
  const { county = '', id = '' } = useParams()
  const asked = useEndpoint(getJointDay, { params: { county, id } })
  return <Answer of={asked}>{(day) => <DayOf day={day} />}</Answer>
}

function DayOf({ day }: { day: Day }): ReactNode {
  const t = useTexts(texts)
  const { say, language } = useLanguage()
  const { message } = App.useApp()
  const format = useFormat()
  usePageName(format.day(day.heldOn))
  const fetchList = () =>
    download(jointDayFile, { params: { county: day.county, id: day.id }, query: { language } }).catch(
      (error: unknown) => void message.error(say(asRefusal(error).reply.message)),
    )
  return (
    <>
      <PageHead
        title={`${format.day(day.heldOn)} · ${day.place}`}
        hint={[day.regionPath, day.healthCentre, day.organisationName].filter((part) => part !== '').join(' · ')}
        actions={
          <>
            <Button onClick={() => window.print()}>{t.print}</Button>
            <Button onClick={() => void fetchList()}>{t.list}</Button>
          </>
        }
      />
      <div className="stack">
        <Panel title={`${t.called}（${day.capacity - day.staffed} / ${day.capacity}）`}>
          <p className="small">
            {t.places(day)} {day.released ? t.released : t.releasesAt({ when: format.instant(day.releasedAt) })}
          </p>
          {day.bookings.length === 0 ? <p className="faded small">{t.nobodyCalled}</p> : <Called day={day} />}
        </Panel>
        <div className="no-print">
          <Due day={day} />
        </div>
      </div>
    </>
  )
}

function useReasons() {
  const { say } = useLanguage()
  return (reasons: Booking['dueFor']) =>
    reasons.map((reason) => say(dueReasons[reason])).join(say({ zh: '、', en: ', ' }))
}

function Called({ day }: { day: Day }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const reasons = useReasons()
  const { today } = useMe()
  return (
    <div className="twin wide">
      <table>
        <thead>
          <tr>
            <th scope="col">{t.name}</th>
            <th scope="col">{t.age}</th>
            <th scope="col">{t.residence}</th>
            <th scope="col">{t.telephone}</th>
            <th scope="col">{t.dueFor}</th>
            <th scope="col">{t.channel}</th>
            <th scope="col">{t.state}</th>
            <th scope="col" aria-label={t.giveBack} />
          </tr>
        </thead>
        <tbody>
          {day.bookings.map((one) => (
            <tr key={one.id}>
              <td>
                <Link to={`/people/${one.elderId}`}>{one.name}</Link>
              </td>
              <td>{one.age}</td>
              <td>{one.regionPath.split(' ').slice(-2).join(' ')}</td>
              <td>{one.telephoneMasked ?? '—'}</td>
              <td>{reasons(one.dueFor)}</td>
              <td>{say(channels[one.channel])}</td>
              <td>
                {one.state === 'booked' && day.heldOn <= today ? (
                  <MarkDialog county={day.county} booking={one} />
                ) : (
                  <StatusChip tone={tones[one.state]}>{say(bookingStates[one.state])}</StatusChip>
                )}
              </td>
              <td>{one.state === 'booked' && day.heldOn >= today && <GiveBack county={day.county} booking={one} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const tones = { booked: 'waiting', attended: 'good', absent: 'bad', cancelled: 'ended' } as const

function GiveBack({ county, booking }: { county: string; booking: Booking }): ReactNode {
  const t = useTexts(texts)
  const cancel = useCommand(cancelBooking)
  return (
    <ConfirmAction
      label={t.giveBack}
      title={t.giveBack}
      explain={t.giveBackMeans({ name: booking.name })}
      danger
      size="small"
      run={() => cancel.mutateAsync({ params: { county, id: booking.id } })}
    />
  )
}

interface Marked {
  attended: boolean
  findings?: Partial<Record<FindingKindId, string>>
}

function MarkDialog({ county, booking }: { county: string; booking: Booking }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const mark = useCommand(markAttendance)
  const send = ({ attended, findings = {} }: Marked) =>
    mark.mutateAsync({
      params: { county, id: booking.id },
      body: {
        attended,
        findings: Object.entries(findings).flatMap(([kind, value]) =>
          attended && value?.trim() ? [{ kind: kind as FindingKindId, value: value.trim() }] : [],
        ),
      },
    })
  return (
    <DialogForm<Marked>
      label={t.mark}
      title={`${t.mark} · ${booking.name}`}
      button={{ size: 'small' }}
      initial={{ attended: true }}
      onSubmit={send}
    >
      <Form.Item name="attended" label={t.came}>
        <Radio.Group
          options={[
            { value: true, label: t.attended },
            { value: false, label: t.absent },
          ]}
        />
      </Form.Item>
      <p className="faded small">{t.findings}</p>
      {Object.entries(findingKinds).map(([kind, { name, unit }]) => (
        <Form.Item key={kind} name={['findings', kind]} label={say(name)}>
          <Input maxLength={60} autoComplete="off" {...(unit.zh === '' ? {} : { suffix: say(unit) })} />
        </Form.Item>
      ))}
    </DialogForm>
  )
}

function Due({ day }: { day: Day }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { message } = App.useApp()
  const { today } = useMe()
  const reasons = useReasons()
  const book = useCommand(bookElders)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [channel, setChannel] = useState<(typeof staffedChannels)[number]>('phone')
  const toggle = (id: string, on: boolean) =>
    setChosen((before) => (on ? [...before, id] : before.filter((one) => one !== id)))
  const send = () =>
    book
      .mutateAsync({ params: { county: day.county, id: day.id }, body: { elderIds: [...chosen], channel } })
      .then(() => setChosen([]))
      .catch((error: unknown) => void message.error(say(asRefusal(error).reply.message)))
  return (
    <Panel
      title={`${t.due}（${day.due.length}）`}
      extra={
        day.heldOn >= today && (
          <span className="row">
            <Radio.Group
              aria-label={t.callBy}
              value={channel}
              onChange={({ target }) => setChannel(target.value)}
              options={staffedChannels.map((value) => ({ value, label: say(channels[value]) }))}
            />
            <Button type="primary" disabled={chosen.length === 0} loading={book.isPending} onClick={() => void send()}>
              {t.book({ count: chosen.length })}
            </Button>
          </span>
        )
      }
    >
      {day.due.length === 0 ? (
        <p className="faded small">{t.nobodyDue}</p>
      ) : (
        <div className="twin wide">
          <table>
            <thead>
              <tr>
                <th scope="col">
                  <Checkbox
                    aria-label={t.due}
                    checked={chosen.length === day.due.length}
                    onChange={({ target }) => setChosen(target.checked ? day.due.map(({ elderId }) => elderId) : [])}
                  />
                </th>
                <th scope="col">{t.name}</th>
                <th scope="col">{t.age}</th>
                <th scope="col">{t.residence}</th>
                <th scope="col">{t.dueFor}</th>
              </tr>
            </thead>
            <tbody>
              {day.due.map((one) => (
                <tr key={one.elderId}>
                  <td>
                    <Checkbox
                      aria-label={t.choose({ name: one.name })}
                      checked={chosen.includes(one.elderId)}
                      onChange={({ target }) => toggle(one.elderId, target.checked)}
                    />
                  </td>
                  <td>{one.name}</td>
                  <td>{one.age}</td>
                  <td>{one.regionPath.split(' ').slice(-2).join(' ')}</td>
                  <td>{reasons(one.dueFor)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}
