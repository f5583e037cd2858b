/** Names of the categories of nodes in both languages: a search finds kinds by either. */
export const categoryNames = {
  en: {
    trigger: 'Trigger',
    condition: 'Condition',
    flow: 'Flow',
    action: 'Action',
    unknown: 'Unknown kind',
  },
  zh: {
    trigger: '触发器',
    condition: '条件',
    flow: '流程',
    action: '动作',
    unknown: '未知类型',
  },
}
