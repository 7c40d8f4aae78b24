import { expect, it } from 'vitest'
import { type LookRecord, sayLook } from './looks.ts'

const look: LookRecord = {
  at: '2026-11-20T02:30:00.000Z',
  action: 'people.looked',
  actionName: { zh: '查看老年人档案', en: 'Elder’s file opened' },
  actorName: '张三',
  office: '南关镇民政办',
  personal: false,
  purpose: null,
  field: null,
  programme: null,
  month: null,
}
const self = { self: true, elderName: '王桂兰' }
const daughter = { self: false, elderName: '王桂兰' }

it.each([
  [{}, self, '上午，南关镇民政办的张三看了您的档案。'],
  [{}, daughter, '上午，南关镇民政办的张三看了王桂兰的档案。'],
  [
    { action: 'people.revealed', field: 'phone', purpose: '办理探访', at: '2026-11-20T12:00:00.000Z' },
    self,
    '晚上，南关镇民政办的张三（用途：办理探访）看了您的完整电话号码。',
  ],
  [{ action: 'privacy.exported-elder', office: '' }, self, '上午，工作人员张三导出了一份名单，里面有您。'],
  [
    {
      action: 'benefits.used',
      actorName: '',
      programme: { zh: '高龄津贴', en: 'Old-age allowance' },
      month: '2026-09',
    },
    self,
    '上午，民政部门核算2026年9月的高龄津贴时用了您的资料。',
  ],
  [
    { action: 'people.changed', actionName: { zh: '修改档案', en: 'File changed' } },
    self,
    '上午，南关镇民政办的张三在您的档案上办理了“修改档案”。',
  ],
])('a look %j is told in plain words', (of, to, said) => {
  expect(sayLook({ ...look, ...of }, to).zh).toBe(said)
})

it('is told in English as well', () => {
  expect(sayLook(look, self).en).toBe('In the morning, 张三 (南关镇民政办) saw your file.')
  const used = { ...look, action: 'benefits.used', actorName: '', month: '2026-09' }
  expect(sayLook({ ...used, programme: { zh: '高龄津贴', en: 'Old-age allowance' } }, self).en).toBe(
    'In the morning, the civil-affairs department used your particulars to work out Old-age allowance of September 2026.',
  )
})
