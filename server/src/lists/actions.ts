export const listActions = {
  'lists.view-shared': { zh: '共享列表视图', en: 'View of a list shared' },
  'lists.export-asked': { zh: '申请后台导出', en: 'Export in the background asked for' },
  'lists.export-fetched': { zh: '下载导出文件', en: 'Exported file fetched' },
  'lists.export-cancelled': { zh: '取消导出或删除文件', en: 'Export cancelled or its file deleted' },
  'lists.schedule-made': { zh: '设定定期导出', en: 'Scheduled export made' },
  'lists.schedule-ran': { zh: '定期导出运行', en: 'Scheduled export ran' },
  'lists.schedule-stopped': { zh: '停止定期导出', en: 'Scheduled export stopped' },
}
