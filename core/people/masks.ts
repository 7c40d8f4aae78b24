/** The beginning of an address, as far as its village or street; houses and doors are behind the first digit. */
export function maskAddress(address: string): string {
  const text = address.trim()
  const house = text.search(/[\d０-９一二三四五六七八九十]+\s*(号|栋|幢|组|单元|室)/u)
  const shown = Math.min(house < 0 ? text.length : house, Math.ceil(text.length / 2))
  return `${text.slice(0, shown)}****`
}

/** `赣州银行 ****5678`: the bank and the end of the account. */
export function maskPayee(payee: { readonly bank: string; readonly accountNumber: string }): string {
  return `${payee.bank} ****${payee.accountNumber.replace(/\s/g, '').slice(-4)}`
}

/** `张*`, `欧阳**`, where a person is shown to somebody who need not know them. */
export function maskName(name: string): string {
  const characters = [...name]
  const shown = characters.length > 3 ? 2 : 1
  return characters.slice(0, shown).join('') + '*'.repeat(Math.max(characters.length - shown, 1))
}
