import type { Information } from '@yinian/core/assessments/instrument.ts'
import type { Vault } from '../crypto/vault.ts'

export const informationLabel = (id: string): string => `assessment.information:${id}`

/** Seals the forms of Appendix A: diseases and medication are sensitive personal information (个人信息保护法 §28). */
export function sealInformation(vault: Vault, county: string, id: string, information: Information): Promise<Buffer> {
  return vault.seal(county, informationLabel(id), JSON.stringify(information))
}

export async function openInformation(
  vault: Vault,
  county: string,
  id: string,
  sealed: Buffer | null,
): Promise<Information> {
  return sealed ? (JSON.parse(await vault.open(county, informationLabel(id), sealed)) as Information) : {}
}
