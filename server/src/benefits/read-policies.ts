import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PolicyFault } from '@yinian/core/benefits/compile-policy.ts'
import type { PolicyDocument } from '@yinian/core/benefits/layers.ts'
import type { PolicyLayer } from '@yinian/core/benefits/policy.ts'
import { readPolicyDocument, readRelations } from '@yinian/core/benefits/read-policy.ts'
import type { BenefitRelations } from '@yinian/core/benefits/relations.ts'
import { nation, prefixOf, regionCode } from '@yinian/core/regions/code.ts'
import { isAlias, isScalar, LineCounter, type ParsedNode, parseDocument, Scalar } from 'yaml'
import { type Policies, policiesOf } from './policies.ts'

/** The policies cannot be used; the start stops with every fault, each with file, line and column. */
export class PoliciesRefused extends Error {
  override readonly name = 'PoliciesRefused'
}

/** What a folder of policies holds; every file was read without a fault. */
export interface PolicyFolder {
  readonly files: readonly PolicyFile[]
  readonly policies: readonly PolicyDocument[]
  readonly relations: readonly BenefitRelations[]
}

export interface PolicyFile {
  readonly file: string
  readonly text: string
  readonly document: PolicyDocument | BenefitRelations
}

/**
 * `policies/<division6>/<programme>.yaml`, or `<programme>.<first month>.yaml` where a programme has several versions, and
 * `relations.yaml` for how the programmes of a division go together. Read from the nation down, since layers build upon what
 * is above them.
 * @throws PoliciesRefused with every fault of every file
 */
export function readPolicyFolder(folder: string): PolicyFolder {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .toSorted((one, other) => depthOf(one) - depthOf(other) || one.localeCompare(other))
  const faults: string[] = []
  const files: PolicyFile[] = []
  const policies: PolicyDocument[] = []
  const relations: BenefitRelations[] = []
  for (const file of names) {
    const text = readFileSync(join(folder, file), 'utf8')
    const reading = readPolicyText(file, text, policiesOf(policies))
    if (!reading.ok) {
      faults.push(...reading.faults)
      continue
    }
    const { document } = reading
    const other = files.find((one) => overlap(one.document, document))
    if (other)
      faults.push(`${file}:1:1 与 ${other.file} 的执行月份重叠 is in force in the same months as ${other.file}`)
    files.push({ file, text, document })
    if ('relations' in document) relations.push(document)
    else policies.push(document)
  }
  if (faults.length > 0) throw new PoliciesRefused(`政策文件有误 The policies have faults:\n${faults.join('\n')}`)
  return { files, policies, relations }
}

const depthOf = (file: string) => prefixOf(regionCode(file.split(/[\\/]/)[0] ?? '')).length

function overlap(one: PolicyFile['document'], other: PolicyFile['document']): boolean {
  const begins = one.validFrom > other.validFrom ? one.validFrom : other.validFrom
  const ended = [one.validTo, other.validTo].some((end) => end !== null && end <= begins)
  return programmeOf(one) === programmeOf(other) && one.region === other.region && !ended
}

const programmeOf = (document: PolicyFile['document']) => ('relations' in document ? 'relations' : document.programme)

export type PolicyTextReading =
  | { readonly ok: true; readonly document: PolicyFile['document'] }
  | { readonly ok: false; readonly faults: readonly string[] }

/** One policy file; a fault inside a rule is placed where it stands in the file. */
export function readPolicyText(file: string, text: string, above: Policies = policiesOf([])): PolicyTextReading {
  const lines = new LineCounter()
  const yaml = parseDocument(text, { lineCounter: lines })
  const said = (line: number, column: number, message: { zh: string; en: string }) =>
    `${file}:${line}:${column} ${message.zh} ${message.en}`
  if (yaml.errors.length > 0) {
    const faults = yaml.errors.map((error) => {
      const { line, col } = lines.linePos(error.pos[0])
      return said(line, col, { zh: '不是有效的 YAML', en: error.message.split('\n')[0] ?? '' })
    })
    return { ok: false, faults }
  }
  const content: unknown = yaml.toJS()
  const faults = findFaults(content, above)
  if (faults.length > 0) {
    const placed = faults.map((fault) => {
      const node = nodeAt((path) => yaml.getIn(path, true), fault.path)
      const { line, column } = positionOf(node, fault, text, lines)
      return said(line, column, fault.message)
    })
    return { ok: false, faults: placed }
  }
  const document = content as PolicyFile['document']
  const programme = programmeOf(document)
  const names = [programme, `${programme}.${document.validFrom}`]
  if (!names.some((name) => file === `${document.region.slice(0, 6)}/${name}.yaml`))
    return { ok: false, faults: [said(1, 1, misplaced)] }
  return { ok: true, document }
}

function findFaults(content: unknown, above: Policies): readonly PolicyFault[] {
  const named = (typeof content === 'object' && content !== null ? content : {}) as Partial<PolicyLayer>
  const reading =
    'relations' in named
      ? readRelations(content)
      : readPolicyDocument(
          content,
          above.above(named.programme ?? '', named.region ?? nation, named.validFrom ?? '9999-12'),
        )
  return reading.ok ? [] : reading.faults
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
