/** Complaints as figures. */
import { defineMetric, productAndUp, type Mechanism } from '../../metric.ts'

export const complaints: Mechanism = {
  id: 'complaints',
  label: { en: 'Complaints', zh: '投诉' },
  about: {
    en: 'Complaints about a product delivered today are Poisson with mean 0.3 × defective units + units × (0.0005 for the platform + the delivery trouble of the day ÷ units delivered); the trouble is 0.15 × parcels late for their buyers + 0.6 × damaged, lost or wrong ones of all warehouses. Each complaint has one party that caused it (the supplier, the warehouse’s courier, the platform) and becomes a ticket. It is booked on that party; three in ten are booked on another one, until either of the two has been traced in the last 28 days. A claim (`chargeBack`) is paid up to 50 yuan for every complaint of the last 28 days that the party caused and has not paid for. A party is at fault when it caused at least half as many complaints as are booked on it, or when a fault of it runs; a claim on any other party is refused, and its lead time or fee is 5 % higher for 60 days. All numbers are assumptions (`complaints.*`).',
    zh: '当日送达商品的投诉服从泊松分布，均值 = 0.3 × 次品件数 + 件数 ×（平台 0.0005 + 当日配送问题 ÷ 送达件数）；配送问题 = 0.15 × 对买家而言迟到的包裹 + 0.6 × 各仓破损、丢失、错发包裹。每件投诉有唯一真实责任方（供应商、仓库快递、平台），并成为一张工单。投诉记在责任方名下，其中三成记错，直到两方之一在 28 天内被溯源。追偿（`chargeBack`）对责任方近 28 天造成且未赔付的每件投诉最多赔 50 元。若其造成的投诉不少于归责数的一半，或其故障正在发生，则视为有责；向其他方追偿会被拒绝，并使其交期或费用上升 5%，持续 60 天。数值均为假设（`complaints.*`）。',
  },
  metrics: [
    defineMetric({
      id: 'complaints',
      scopes: productAndUp,
      unit: 'count',
      window: 'day',
      direction: 'down',
      label: { en: 'Complaints', zh: '投诉数' },
      help: {
        en: 'Tickets that complain of a product or its delivery.',
        zh: '投诉商品或其配送的工单数。',
      },
      formula: { kind: 'sum', base: 'product', values: ({ flows }) => flows.service.complaints },
    }),
    defineMetric({
      id: 'bookedComplaints',
      scopes: ['supplier', 'warehouse', 'channel'],
      unit: 'count',
      window: 'day',
      direction: 'down',
      label: { en: 'Complaints booked', zh: '归责投诉数' },
      help: {
        en: 'Complaints booked on the supplier, the warehouse’s courier or the platform; 30 % wrongly until traced.',
        zh: '归责于供应商、仓库快递或平台的投诉数；溯源前约 30 % 归错。',
      },
      formula: {
        kind: 'columns',
        columns: {
          supplier: ({ flows }) => flows.service.supplierComplaints.slice(),
          warehouse: ({ flows }) => flows.service.warehouseComplaints.slice(),
          channel: ({ flows }) => flows.service.channelComplaints.slice(),
        },
      },
    }),
  ],
}
