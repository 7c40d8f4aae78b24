import type { Text } from '../../../language/text.ts'
import type { Instrument } from '../../instrument.ts'
import { choice } from '../gbt-42195-2022/options.ts'
import { choiceField, multiField } from '../graded.ts'

const ownForm: Text = {
  zh: '没有国家或行业统一问卷，本问卷为平台拟定（第 1 版），地区可加载自己的版本',
  en: 'No national or industry questionnaire exists: this one is the platform’s own (version 1); a region may load its own',
}

/**
 * A15. A question whose id is a kind of circumstance and whose codes are its values can be compared with the register; what
 * is ticked under `needs` is referred (core/surveys/findings.ts).
 */
export const surveyNeeds: Instrument = {
  id: 'survey-needs',
  version: '1',
  kind: 'survey',
  name: { zh: '养老服务需求摸底问卷', en: 'Needs-finding questionnaire' },
  source: { zh: '本平台拟定，第 1 版（无国家标准）', en: 'This platform’s own form, version 1 (no national standard)' },
  issuedOn: '2026-11-01',
  inForceFrom: '2026-11-01',
  status: 'in-force',
  max: 0,
  indicators: [],
  levels: [],
  grading: { kind: 'none' },
  changes: [],
  reasons: [],
  forms: [
    {
      id: 'life',
      name: { zh: '生活情况', en: 'How life is' },
      fields: [
        choiceField('living-arrangement', { zh: '现在和谁一起住', en: 'Lives with' }, [
          choice('alone', '独居', 'Alone'),
          choice('with-spouse', '与配偶', 'Spouse'),
          choice('with-children', '与子女', 'Children'),
          choice('with-relatives', '与其他亲属', 'Other relatives'),
          choice('with-others', '与非亲属', 'People who are not relatives'),
          choice('institution', '住在养老机构', 'In an institution'),
        ]),
        choiceField('self-care', { zh: '老人自己觉得日常生活', en: 'In the elder’s own words, daily life is' }, [
          choice('well', '完全能自理', 'Managed without help'),
          choice('some-help', '有些事要人帮', 'Managed with some help'),
          choice('much-help', '大多数事要人帮', 'Managed with much help'),
          choice('not', '完全要人照顾', 'Wholly cared for'),
        ]),
        choiceField(
          'guardianship',
          { zh: '监护情况', en: 'Guardian' },
          [
            choice('not-needed', '不需要监护', 'None needed'),
            choice('guarded', '有监护人', 'Has one'),
            choice('none', '需要而没有', 'Needs one and has none'),
          ],
          false,
        ),
      ],
    },
    {
      id: 'wishes',
      name: { zh: '需要和意愿', en: 'Needs and wishes' },
      fields: [
        multiField('needs', { zh: '需要哪些服务（可多选）', en: 'Services needed (any number)' }, [
          choice('meals', '助餐', 'Meals'),
          choice('cleaning', '助洁', 'Cleaning'),
          choice('bathing', '助浴', 'Bathing'),
          choice('medical', '上门看病、护理', 'Doctor or nurse at home'),
          choice('day-care', '日间照料', 'Day care'),
          choice('visiting', '有人上门探望', 'Somebody to look in'),
          choice('retrofit', '家里做适老化改造（扶手、坡道、防滑）', 'Rails, ramp, slip-proof floor at home'),
          choice('smart-device', '智能设备（一键呼叫、手环等）', 'Smart device (call button, bracelet)'),
        ]),
        choiceField(
          'institution-wish',
          { zh: '是否愿意集中供养或住养老机构', en: 'Wishes for centralised support or an institution' },
          [
            choice('wishes', '愿意', 'Yes'),
            choice('declines', '不愿意', 'No'),
            choice('undecided', '还没想好', 'Undecided'),
          ],
        ),
        choiceField('smart-phone', { zh: '会用智能手机吗', en: 'Uses a smartphone' }, [
          choice('uses', '会用', 'Yes'),
          choice('with-help', '要人教', 'With help'),
          choice('none', '没有或不用', 'Has none or does not'),
        ]),
      ],
    },
    {
      id: 'contact',
      name: { zh: '家人和联系', en: 'Family and contact' },
      fields: [
        choiceField('contact-wish', { zh: '愿意由村（社区）和服务机构再联系', en: 'May be contacted again' }, [
          choice('yes', '愿意', 'Yes'),
          choice('no', '不愿意', 'No'),
        ]),
        {
          id: 'relative-name',
          label: { zh: '子女或亲属姓名', en: 'Name of a child or relative' },
          kind: 'text',
          required: false,
        },
        choiceField(
          'relative-relation',
          { zh: '是老人的', en: 'Who is' },
          [
            choice('son', '儿子', 'Son'),
            choice('daughter', '女儿', 'Daughter'),
            choice('child-in-law', '儿媳或女婿', 'Son- or daughter-in-law'),
            choice('other-relative', '其他亲属', 'Other relative'),
          ],
          false,
        ),
        { id: 'relative-phone', label: { zh: '联系电话', en: 'Telephone' }, kind: 'text', required: false },
        { id: 'words', label: { zh: '老人还说了什么', en: 'What else was said' }, kind: 'text', required: false },
      ],
    },
  ],
  unverified: [ownForm],
}
