import { choice } from './options.ts'

/** The dictionary of A.1.3; the codes are stable. */
export const reasons = [
  choice('first', '首次评估', 'First assessment'),
  choice('regular', '常规评估', 'Regular assessment'),
  choice('immediate', '即时评估', 'Immediate assessment after a change'),
  choice('doubt', '因对评估结果有疑问进行的复评', 'Re-assessment because the result is in doubt'),
  choice('other', '其他', 'Other'),
]
