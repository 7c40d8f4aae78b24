/** What the audit trail calls the things that happen to the quality of data. */
export const dataQualityActions = {
  'data-quality.exported': { zh: '导出质量问题清单', en: 'Cases of quality exported' },
  'data-quality.confirmed': { zh: '核实无误', en: 'Doubted record confirmed' },
  'data-quality.sample-drawn': { zh: '抽取准确性样本', en: 'Sample of accuracy drawn' },
  'data-quality.sample-signed': { zh: '签名确认准确性抽查', en: 'Sample of accuracy signed' },
}
