import { type Channel, channels } from '@yinian/core/family/channels.ts'
import { answerLookQuestion, listLookQuestions, type QuestionToAnswer } from '@yinian/core/family/counter-api.ts'
import { questionProcedure } from '@yinian/core/family/requests.ts'
import { App, Form, Input } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useCommand } from '../../client/queries.ts'
import { DayText, InstantText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { Column } from '../parts/list/column.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { DialogForm } from '../people/dialog-form.tsx'
import './family.css'
import { names } from './names.ts'
import { texts } from './texts.ts'

/** What elders and relatives ask about looks, to be answered in plain words. */
export function QuestionsPage(): ReactNode {
  const t = useTexts(texts)
  const n = useTexts(names)
  const { say } = useLanguage()
  const columns: readonly Column<QuestionToAnswer>[] = [
    {
      name: 'elder',
      title: t.elder,
      always: true,
      show: (one) => <Link to={`/people/${one.elderId}`}>{one.elderName}</Link>,
    },
    {
      name: 'question',
      title: t.question,
      always: true,
      show: (one) => (
        <span className="said">
          {one.question}
          <span className="said faded small">
            {t.look}
            {say({ zh: '：', en: ': ' })}
            <InstantText at={one.lookAt} /> {say(one.look)}
          </span>
        </span>
      ),
    },
    { name: 'asker', title: t.asker, show: (one) => one.askerName },
    { name: 'channel', title: t.channel, show: (one) => say(channels[one.channel as Channel]) },
    {
      name: 'state',
      title: t.state,
      show: (one) => (
        <StatusChip tone={one.state === 'answered' ? 'good' : one.overdue ? 'bad' : 'waiting'}>
          {one.overdue ? t.overdue : say(questionProcedure.states[one.state])}
        </StatusChip>
      ),
    },
    { name: 'due', title: t.due, show: (one) => <DayText day={one.dueOn} />, atFirst: 'hidden' },
    { name: 'when', title: t.when, show: (one) => <InstantText at={one.at} relative />, atFirst: 'hidden' },
    { name: 'where', title: t.where, show: (one) => one.regionPath, atFirst: 'hidden' },
    { name: 'taken', title: t.taken, show: (one) => one.takenBy || '—', atFirst: 'hidden' },
    { name: 'answer', title: t.answer, always: true, show: (one) => <AnswerCell question={one} /> },
  ]
  const filters: readonly Filter[] = [
    {
      kind: 'choice',
      name: 'state',
      label: t.state,
      options: Object.entries(questionProcedure.states).map(([value, name]) => ({ value, label: say(name) })),
    },
    { kind: 'region', name: 'region', label: t.region },
  ]
  return (
    <ListPage
      name="look-questions"
      title={n.questions}
      hint={t.questionsHint}
      list={listLookQuestions}
      filters={filters}
      columns={columns}
      keyOf={(one) => one.id}
      blank={{ title: t.noQuestions, hint: t.questionsHint }}
    />
  )
}

function AnswerCell({ question }: { question: QuestionToAnswer }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { message } = App.useApp()
  const answer = useCommand(answerLookQuestion)
  if (question.state === 'answered') return <span className="said">{question.answer}</span>
  const { county, id, version } = question
  return (
    <DialogForm<{ answer: string }>
      label={t.answer}
      button={{ size: 'small', type: 'primary' }}
      title={`${t.answer} · ${question.askerName}`}
      onSubmit={async (values) => {
        await answer.mutateAsync({ params: { county, id }, body: { ...values, version } })
        void message.success(t.answered)
      }}
    >
      <p className="note-box">{say(question.look)}</p>
      <p>{question.question}</p>
      <Form.Item
        name="answer"
        label={t.answer}
        extra={t.answerHint}
        rules={[{ required: true, whitespace: true, min: 2, message: t.missing }]}
      >
        <Input.TextArea rows={4} maxLength={1000} showCount />
      </Form.Item>
    </DialogForm>
  )
}
