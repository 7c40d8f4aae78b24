import type { Text } from '@yinian/core/language/text.ts'
import { nameOfCategory } from '@yinian/core/people/circumstances.ts'
import { dayText } from '@yinian/core/time/write-day.ts'
import { sql } from 'kysely'
import { declareElderRecords } from './records.ts'

/** What the register keeps of elders, and what the floors below keep of them without knowing the register. */
export function declareOwnRecords(): void {
  declareElderRecords(
    {
      relation: 'elder_circumstance',
      name: { zh: '情形', en: 'Circumstances' },
      how: 'moves',
      onTransfer: 'along',
      follows: true,
      describe: async (tx, ids) => {
        const rows = await tx
          .selectFrom('elder_circumstance')
          .select(['id', 'kind', 'value', 'valid_from'])
          .where(sql<boolean>`id = any (${ids}::uuid[])`)
          .execute()
        return named(rows, ({ kind, value, valid_from }) => {
          const category = nameOfCategory(`${kind}:${value}`)
          const from = dayText(valid_from)
          return { zh: `${category.zh}（${from.zh}起）`, en: `${category.en} (from ${from.en})` }
        })
      },
    },
    {
      relation: 'related_person',
      name: { zh: '身边的人', en: 'People around' },
      how: 'moves',
      onTransfer: 'along',
      follows: true,
      describe: async (tx, ids) => {
        const rows = await tx
          .selectFrom('related_person')
          .select(['id', 'name'])
          .where(sql<boolean>`id = any (${ids}::uuid[])`)
          .execute()
        return named(rows, ({ name }) => ({ zh: name, en: name }))
      },
    },
    {
      relation: 'former_number',
      name: { zh: '原登记号', en: 'Former numbers' },
      how: 'moves',
      follows: true,
      onTransfer: 'along',
    },
    {
      relation: 'former_document',
      name: { zh: '更正前的证件', en: 'Former documents' },
      how: 'moves',
      follows: true,
      onTransfer: 'along',
    },
    {
      relation: 'elder_former_particular',
      name: { zh: '基本信息的历史值', en: 'Former particulars' },
      how: 'moves',
      onTransfer: 'along',
      follows: true,
      hands: false,
    },
    {
      relation: 'guardianship_arrangement',
      name: { zh: '监护安排', en: 'Guardianship arrangements' },
      how: 'moves',
      onTransfer: 'along',
      follows: true,
      // nobody has two guardians found for them at once, and which of the two goes on is for somebody to say
      obstacles: async (tx, { county, survivorId, mergedId }) => {
        const { rows } = await sql<{ running: number }>`
          select count(distinct elder_id)::int as running from guardianship_arrangement
          where county = ${county} and elder_id in (${survivorId}, ${mergedId}) and ended_on is null`.execute(tx)
        return (rows[0]?.running ?? 0) < 2
          ? []
          : [
              {
                zh: '两份档案各有一项监护安排，请先撤回或终止一项',
                en: 'both files have a guardianship arrangement; withdraw or end one first',
              },
            ]
      },
    },
    {
      relation: 'guardianship_step',
      name: { zh: '监护安排的步骤', en: 'Steps of guardianship' },
      how: 'moves',
      onTransfer: { stays: 'Who decided what, there; papers and where it stands go along with the arrangement.' },
      follows: true,
    },
    {
      relation: 'family_contact',
      name: { zh: '子女联系情况', en: 'Contact with children' },
      how: 'moves',
      onTransfer: 'along',
      follows: true,
    },
    {
      relation: 'care_plan',
      name: { zh: '关爱计划', en: 'Care plans' },
      how: 'moves',
      follows: true,
      onTransfer: {
        ends: 'Somebody of the former place promised to look in; the county moved to has to find its own.',
      },
    },
    {
      relation: 'care_contact',
      name: { zh: '联系记录', en: 'Contacts made' },
      how: 'moves',
      follows: true,
      onTransfer: { stays: 'Who looked in there and what they found; the story tells the days.' },
    },
    {
      relation: 'care_state',
      name: { zh: '关爱情况', en: 'Care as it stands' },
      how: { stays: 'Worked out anew from plans and contacts for both files.' },
      onTransfer: { ends: 'Worked out anew from what each county has.' },
    },
    {
      relation: 'death_report',
      name: { zh: '死亡报告', en: 'Reports of a death' },
      how: 'moves',
      follows: true,
      onTransfer: { stays: 'It was told of that file.' },
    },
    {
      relation: 'former_residence',
      name: { zh: '以前的住处', en: 'Former residences' },
      how: { stays: 'Where somebody lived is one story; it goes with the residence that was chosen.' },
      onTransfer: 'along',
    },
    {
      relation: 'special_difficulty_membership',
      name: { zh: '特殊困难身份', en: 'Special difficulty' },
      how: {
        stays: 'The survivor is judged anew by all that is now known; what each file was in before stays its own.',
      },
      onTransfer: { ends: 'Judged anew by the rules of the county moved to.' },
    },
    {
      relation: 'elder_pair',
      name: { zh: '疑似重复', en: 'Possible duplicates' },
      how: { stays: 'A pair is about that file; it is gone while the file is.' },
      onTransfer: { ends: 'A pair is about that file, which is no longer looked at.' },
    },
    {
      relation: 'elder_transfer',
      name: { zh: '跨县迁移', en: 'Moves between counties' },
      how: { stays: 'Which file arrived from where; the story is told with the survivor.' },
      onTransfer: { stays: 'The move itself is told on both files.' },
    },
    {
      relation: 'people_import_row',
      name: { zh: '导入记录', en: 'Rows of imports' },
      how: { stays: 'What became of a row of a file then.' },
      onTransfer: { stays: 'What became of a row of a file then.' },
    },
    {
      relation: 'identity_claim',
      name: { zh: '证件号码占用', en: 'Claims of numbers' },
      how: { stays: 'Passes by itself, because it has no row of its own to come back to.' },
      onTransfer: 'along',
    },
    {
      relation: 'audit_event',
      name: { zh: '操作记录', en: 'Audit trail' },
      how: { stays: 'What was done to which file is never rewritten.' },
      onTransfer: { stays: 'What was done to which file, where, is never rewritten.' },
    },
    {
      relation: 'consent',
      name: { zh: '同意记录', en: 'Consents' },
      how: 'moves',
      onTransfer: 'along',
      follows: true,
      // an open consent of one kind stands once
      same: async (tx, { county, survivorId, mergedId }) => {
        const { rows } = await sql<{ id: string }>`
          select theirs.id from consent theirs join consent ours on ours.county = theirs.county and ours.kind = theirs.kind
            and ours.recipient is not distinct from theirs.recipient
          where theirs.county = ${county} and theirs.elder_id = ${mergedId} and ours.elder_id = ${survivorId}
            and theirs.withdrawn_on is null and ours.withdrawn_on is null`.execute(tx)
        return rows.map(({ id }) => id)
      },
    },
    {
      relation: 'elder_access',
      name: { zh: '本人和家属账号', en: 'Accounts of the elder and relatives' },
      how: 'moves',
      onTransfer: 'along',
      follows: true,
      // an account sees a file once
      same: async (tx, { county, survivorId, mergedId }) => {
        const { rows } = await sql<{ id: string }>`
          select theirs.id from elder_access theirs join elder_access ours
            on ours.county = theirs.county and ours.account_id = theirs.account_id
          where theirs.county = ${county} and theirs.elder_id = ${mergedId} and ours.elder_id = ${survivorId}
            and theirs.ended_at is null and ours.ended_at is null`.execute(tx)
        return rows.map(({ id }) => id)
      },
    },
    {
      relation: 'exported_elder',
      name: { zh: '导出名单记录', en: 'Lists taken out' },
      how: { stays: 'What was on a list that left then.' },
      onTransfer: { stays: 'What was on a list that left then.' },
    },
    {
      relation: 'retention_hold',
      name: { zh: '保全', en: 'Holds' },
      how: 'moves',
      follows: true,
      onTransfer: { stays: 'It keeps what lies there from being erased.' },
    },
    {
      relation: 'erasure',
      name: { zh: '删除事项', en: 'Erasures' },
      how: { stays: 'It was about that file; the file that stays is looked at by itself.' },
      onTransfer: { stays: 'It is about what lies there.' },
    },
    {
      relation: 'elder_grid',
      name: { zh: '所在网格', en: 'Grid' },
      how: { stays: 'A grid is where the home is; the survivor has its own.' },
      onTransfer: { ends: 'A grid is part of the village moved from.' },
    },
    {
      relation: 'place_resident',
      name: { zh: '供养场所', en: 'Places lived in' },
      how: 'moves',
      onTransfer: { ends: 'Whoever moves away no longer lives there.' },
      // somebody lives in one place at a time
      same: async (tx, { county, survivorId, mergedId }) => {
        const { rows } = await sql<{ id: string }>`
          select theirs.id from place_resident theirs join place_resident ours on ours.county = theirs.county
          where theirs.county = ${county} and theirs.elder_id = ${mergedId} and ours.elder_id = ${survivorId}
            and theirs.valid_to is null and ours.valid_to is null`.execute(tx)
        return rows.map(({ id }) => id)
      },
    },
    {
      relation: 'division_transfer',
      name: { zh: '因区划调整待转接', en: 'Waiting for a transfer after a division change' },
      how: { stays: 'It is about that file; the file that stays is transferred by itself.' },
      onTransfer: { stays: 'It says which move was waited for.' },
    },
    {
      relation: 'ledger_account',
      name: { zh: '账户', en: 'Ledger accounts' },
      how: 'moves',
      hands: false,
      onTransfer: { stays: 'Money stays where it was paid.' },
    },
  )
}

function named<R extends { readonly id: string }>(rows: readonly R[], name: (row: R) => Text): Map<string, Text> {
  return new Map(rows.map((row) => [row.id, name(row)]))
}
