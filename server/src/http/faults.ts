import type { Text } from '@yinian/core/language/text.ts'
import type { FastifySchemaValidationError } from 'fastify'

/** One fault of a request, said in both languages, from what the schema validator reports. */
export function faultOf(error: FastifySchemaValidationError, part: string): { at: string; message: Text } {
  const missing = error.keyword === 'required' ? `/${String(error.params.missingProperty)}` : ''
  const at = `${part === 'body' ? '' : `/${part}`}${error.instancePath}${missing}`
  return { at: at || '/', message: sentence(error) }
}

function sentence({ keyword, params, message }: FastifySchemaValidationError): Text {
  const limit = String(params.limit ?? '')
  switch (keyword) {
    case 'required':
      return { zh: '必填', en: 'is required' }
    case 'minLength':
      return { zh: limit === '1' ? '不能为空' : `至少 ${limit} 个字`, en: `needs at least ${limit} characters` }
    case 'maxLength':
      return { zh: `最多 ${limit} 个字`, en: `has at most ${limit} characters` }
    case 'minimum':
      return { zh: `不能小于 ${limit}`, en: `is at least ${limit}` }
    case 'maximum':
      return { zh: `不能大于 ${limit}`, en: `is at most ${limit}` }
    case 'pattern':
    case 'format':
      return { zh: '格式不正确', en: 'is not in the right form' }
    case 'type':
      return { zh: '类型不正确', en: `has to be of type ${String(params.type)}` }
    case 'enum':
    case 'const':
    case 'anyOf':
      return { zh: '不在允许的取值之内', en: 'is not one of the allowed values' }
    case 'additionalProperties':
      return { zh: '有未知的项', en: 'has an unknown property' }
    default:
      return { zh: '内容有误', en: message ?? 'is not acceptable' }
  }
}
