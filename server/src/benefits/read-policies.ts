import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CompiledPolicy, PolicyFault } from '@yinian/core/benefits/compile-policy.ts'
import { readPolicy } from '@yinian/core/benefits/read-policy.ts'
import { isAlias, isScalar, LineCounter, type ParsedNode, parseDocument, Scalar } from 'yaml'

/** The policies cannot be used; the start stops with every fault, each with file, line and column. */
export class PoliciesRefused extends Error {
  override readonly name = 'PoliciesRefused'
}

/** `policies/<division6>/<programme>.yaml`, or `<programme>.<first month>.yaml` where a programme has several versions. */
export function readPolicyFolder(folder: string): CompiledPolicy[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
  const faults: string[] = []
  const read = files.flatMap((file) => {
    const reading = readPolicyText(file, readFileSync(join(folder, file), 'utf8'))
    if (reading.ok) return [{ file, compiled: reading.compiled }]
    faults.push(...reading.faults)
    return []
  })
  for (const [at, one] of read.entries()) {
    const other = read.slice(at + 1).find(({ compiled }) => overlap(one.compiled, compiled))
    if (other)
      faults.push(`${other.file}:1:1 与 ${one.file} 的执行月份重叠 is in force in the same months as ${one.file}`)
  }
  if (faults.length > 0) throw new PoliciesRefused(`政策文件有误 The policies have faults:\n${faults.join('\n')}`)
  return read.map(({ compiled }) => compiled)
}

function overlap({ policy: one }: CompiledPolicy, { policy: other }: CompiledPolicy): boolean {
  const begins = one.validFrom > other.validFrom ? one.validFrom : other.validFrom
  const ended = [one.validTo, other.validTo].some((end) => end !== null && end <= begins)
  return one.programme === other.programme && one.region === other.region && !ended
}

export type PolicyTextReading =
  | { readonly ok: true; readonly compiled: CompiledPolicy }
  | { readonly ok: false; readonly faults: readonly string[] }

/** One policy file; a fault inside a rule is placed where it stands in the file. */
export function readPolicyText(file: string, text: string): PolicyTextReading {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const said = (line: number, column: number, message: { zh: string; en: string }) =>
    `${file}:${line}:${column} ${message.zh} ${message.en}`
  if (document.errors.length > 0) {
    const faults = document.errors.map((error) => {
      const { line, col } = lines.linePos(error.pos[0])
      return said(line, col, { zh: '不是有效的 YAML', en: error.message.split('\n')[0] ?? '' })
    })
    return { ok: false, faults }
  }
  const reading = readPolicy(document.toJS())
  if (!reading.ok) {
    const faults = reading.faults.map((fault) => {
      const node = nodeAt((path) => document.getIn(path, true), fault.path)
      const { line, column } = positionOf(node, fault, text, lines)
      return said(line, column, fault.message)
    })
    return { ok: false, faults }
  }
  const { policy } = reading.compiled
  const names = [policy.programme, `${policy.programme}.${policy.validFrom}`]
  if (!names.some((name) => file === `${policy.region.slice(0, 6)}/${name}.yaml`))
    return { ok: false, faults: [said(1, 1, misplaced)] }
  return reading
}

const misplaced = {
  zh: '文件名应为 <区划六位代码>/<programme>.yaml',
  en: 'the file should be named <division, six digits>/<programme>.yaml',
}

/** The node a fault points at; where it is missing, the nearest that exists above it. */
function nodeAt(find: (path: readonly string[]) => unknown, pointer: string): ParsedNode | undefined {
  const path = pointer.split('/').slice(1)
  for (let length = path.length; length >= 0; length--) {
    const node = find(path.slice(0, length))
    if (node) return node as ParsedNode
  }
  return undefined
}

function positionOf(
  node: ParsedNode | undefined,
  fault: PolicyFault,
  text: string,
  lines: LineCounter,
): { line: number; column: number } {
  const at = lines.linePos(node?.range?.[0] ?? 0)
  const [line, column] = [fault.line ?? 1, fault.column ?? 1]
  if (fault.line === undefined || !isScalar(node) || isAlias(node)) return { line: at.line, column: at.col }
  const block = node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED
  if (block) {
    const first = text.split('\n')[at.line] ?? ''
    return { line: at.line + line, column: column + first.length - first.trimStart().length }
  }
  const quoted = node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE ? 1 : 0
  return { line: at.line + line - 1, column: line === 1 ? at.col + quoted + column - 1 : column }
}
