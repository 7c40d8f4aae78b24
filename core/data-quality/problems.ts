import { defineProblem } from '../http/problem.ts'

export const nothingToSample = defineProblem('data-quality.nothing-to-sample', 422, {
  zh: '这里没有在册老年人可以抽查',
  en: 'Nobody is registered there to draw from',
})
export const sampleSigned = defineProblem('data-quality.sample-signed', 409, {
  zh: '抽查已签名，不能再改',
  en: 'The sample has been signed and stays as it is',
})
export const sampleUnfinished = defineProblem('data-quality.sample-unfinished', 422, {
  zh: '还有 {count} 份没有核对',
  en: '{count} files are yet to be checked',
})
export const wrongFieldsMissing = defineProblem('data-quality.wrong-fields-missing', 422, {
  zh: '请选择哪些内容不正确',
  en: 'Say what was wrong',
})
